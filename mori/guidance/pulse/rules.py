"""What is asked on the tenth working day, and what of the answers is seen to. No database."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from mori.core.words import Labelled, marked

TENTH = 10  # working day of the placement, by the office's calendar
ASKED_FOR = 5  # working days, the tenth among them
LONGEST_WORDS = 600
ABOUT = "about"  # the event that says who supervised when it was answered


class Side(Labelled):
    """Who answers."""

    INTERN = "intern", marked("The intern")
    SUPERVISOR = "supervisor", marked("The supervisor")


class Said(Labelled):
    YES = "yes", marked("Yes")
    NO = "no", marked("No")
    UNKNOWN = "unknown", marked("Don't know yet")


class Question(Labelled):
    """One of five, the same for both sides; ``alarming`` is the answer that is seen to."""

    alarming: str

    WORK = "work", marked("Is the work what was agreed?"), "no"
    INSTRUCTIONS = "instructions", marked("Is it said clearly what there is to do?")
    HOURS = "hours", marked("Are the hours as agreed?")
    PAID = "paid", marked("Was the intern asked to pay anything?"), "yes"
    PLACE = "place", marked("Is the place safe, and the one agreed?"), "no"

    def __init__(self, _value: str, _english: str = "", alarming: str = "") -> None:
        self.alarming = alarming


class PulseState(Labelled):
    NOTED = "noted", marked("Noted")
    RAISED = "raised", marked("To be seen to")
    SEEN_TO = "seen_to", marked("Seen to")

    @property
    def is_raised(self) -> bool:
        return self is PulseState.RAISED


MOVES = {"see_to": ({PulseState.RAISED}, PulseState.SEEN_TO)}


class Facts(NamedTuple):
    """The five answers, named as the questions are."""

    work: Said
    instructions: Said
    hours: Said
    paid: Said
    place: Said

    @property
    def alarming(self) -> list[Question]:
        """The questions whose answers have to be seen to."""
        return [each for each in Question if getattr(self, each.value) == each.alarming]


class Window(NamedTuple):
    """From the tenth working day on: the days on which it is asked, both included."""

    first: dt.date
    last: dt.date

    def covers(self, day: dt.date) -> bool:
        return self.first <= day <= self.last


def window_in(workdays: Sequence[dt.date]) -> Window | None:
    """When it is asked in a placement of these working days; a shorter one is not asked."""
    if len(workdays) < TENTH:
        return None
    days = workdays[TENTH - 1 : TENTH - 1 + ASKED_FOR]
    return Window(days[0], days[-1])
