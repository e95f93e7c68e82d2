"""For how much presence a certificate is given. No database, no request."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from ..presence.rules import NOON, HalfDay, Part, Timed


def half_days_needed(asked: int | None, there_are: int) -> int:
    """As many as the event asks for, else all but one; one at least, and never more than it has."""
    wanted = there_are - 1 if asked is None else asked
    return max(1, min(wanted, there_are))


def minutes_in(agenda: Iterable[Timed], halves: Collection[HalfDay]) -> int:
    """How long the agenda of some half-days lasts: a session is of the half in which it begins."""
    return sum(_minutes(each) for each in agenda if _half_of(each) in halves)


def _half_of(session: Timed) -> HalfDay:
    return HalfDay(session.day, Part.AM if session.starts < NOON else Part.PM)


def _minutes(session: Timed) -> int:
    first = dt.datetime.combine(session.day, session.starts)
    return int((dt.datetime.combine(session.day, session.ends) - first).total_seconds() // 60)


@dataclass(frozen=True)
class Stay:
    """In which of an event's half-days somebody was there."""

    there: Sequence[HalfDay]
    halves: Sequence[HalfDay]
    needed: int

    @property
    def missed(self) -> list[HalfDay]:
        return [each for each in self.halves if each not in self.there]

    @property
    def is_enough(self) -> bool:
        return len(self.there) >= self.needed

    @property
    def lacks(self) -> int:
        """How many half-days are missing for a certificate."""
        return max(0, self.needed - len(self.there))

    @property
    def days(self) -> int:
        return len({each.day for each in self.there})
