"""Briefing and farewell as dated steps. No database, no request."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from mori.core.words import Labelled, marked

MOST = 15  # steps of a list
LONGEST = 160


class StepMoment(Labelled):
    BRIEFING = "briefing", marked("Briefing")
    FAREWELL = "farewell", marked("Farewell")


# What an office that has said nothing yet finds in the form.
USUAL = {
    StepMoment.BRIEFING: (
        marked("Badge handed out"),
        marked("Room and desk shown"),
        marked("Account opened"),
        marked("Procedures (SOP) explained and signed"),
        marked("Red Button practised"),
    ),
    StepMoment.FAREWELL: (
        marked("Badge and key given back"),
        marked("Assessment talked through"),
        marked("Certificate handed over"),
        marked("Asked about the alumni network"),
    ),
}


@dataclass(frozen=True)
class Step:
    """A step of a list, and who did it when, if anybody."""

    key: str
    text: str
    by: str = ""
    at: dt.datetime | None = None


@dataclass(frozen=True)
class StepList:
    """What belongs to a moment of an internship, and on which day it is."""

    moment: StepMoment
    day: dt.date
    steps: Sequence[Step]

    @property
    def left(self) -> int:
        return sum(each.at is None for each in self.steps)

    def is_late(self, today: dt.date) -> bool:
        return bool(self.left) and self.day < today


def day_of(
    moment: StepMoment, workdays: Sequence[dt.date], first: dt.date, last: dt.date
) -> dt.date:
    """When it is unless somebody says otherwise: on the first working day, or on the last."""
    days = workdays or (first, last)
    return days[0] if moment is StepMoment.BRIEFING else days[-1]
