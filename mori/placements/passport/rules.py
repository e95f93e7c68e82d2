"""What an intern should have met in each unit, and what is missing. No database, no request."""

import datetime as dt
from dataclasses import dataclass

from mori.core.workdays import DAY

MOST = 12  # competences of a unit
SOON = 14 * DAY  # how long before somebody leaves a unit the office is told what is missing
LONGEST = 160


@dataclass(frozen=True)
class Tick:
    """A competence of a unit, and who has seen it when, if anybody."""

    key: str
    text: str
    by: str = ""
    at: dt.datetime | None = None

    @property
    def is_met(self) -> bool:
        return self.at is not None


@dataclass(frozen=True)
class Stage:
    """A unit of a rotation: the days there, and what is met."""

    unit: str
    starts_on: dt.date
    ends_on: dt.date
    ticks: tuple[Tick, ...]

    @property
    def gaps(self) -> int:
        return sum(not each.is_met for each in self.ticks)

    @property
    def met(self) -> int:
        return len(self.ticks) - self.gaps

    def is_pressing(self, today: dt.date) -> bool:
        """Whether something is missing, and there is still time for it but not much."""
        is_there = self.starts_on <= today <= self.ends_on
        return is_there and bool(self.gaps) and 2 * (today - self.starts_on) >= self.length

    def is_missed(self, today: dt.date) -> bool:
        return bool(self.gaps) and self.ends_on < today

    @property
    def length(self) -> dt.timedelta:
        return self.ends_on - self.starts_on


def lines_said(text: str) -> list[str]:
    """The competences of a text, one a line, each once."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line))
