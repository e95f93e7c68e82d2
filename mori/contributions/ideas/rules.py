"""How an idea goes on, and by when it is answered. No database, no request."""

import csv
import datetime as dt
import re
from functools import cache
from pathlib import Path

from mori.core.texts.folding import folded
from mori.core.words import Labelled, marked
from mori.core.workdays import Calendar

FILE = Path(__file__).with_name("danger.csv")
ANSWERED_WITHIN = 10  # working days, which an author is promised
UNDO_WITHIN = dt.timedelta(seconds=8)  # then an answer reaches the author and stays
LONGEST, SENTENCE = 1500, 300
KEPT = dt.timedelta(days=90)  # a picture of an idea, once nothing happens to it any more
MOST_STEPS = 12  # of one idea
FOLDER = "ideas"  # in the store


class About(Labelled):
    OFFICE = "office", marked("The work of this office")
    SERVICE = "service", marked("A public service")
    INTERNSHIP = "programme", marked("The internship itself")


class Shown(Labelled):
    """Who sees whose idea it is."""

    NAMED = "named", marked("My name stands with it")
    OFFICE = "office", marked("Only coordinators and heads see my name")


class FirstReader(Labelled):
    """Who reads an idea first: the author's word, and nothing else decides it."""

    COORDINATOR = "coordinator", marked("The coordinators")
    HEAD = "head", marked("The head of the office")


class IdeaState(Labelled):
    DRAFT = "draft", marked("Draft")
    OPEN = "open", marked("Waits for the office's answer")
    ADOPTED = "adopted", marked("Adopted")
    UNDER_WAY = "under_way", marked("Under way")
    DONE = "done", marked("Done")
    CONFIRMED = "confirmed", marked("Still in use")
    FADED = "faded", marked("No longer in use")
    DECLINED = "declined", marked("Declined")
    PARKED = "parked", marked("Parked")
    MERGED = "merged", marked("Merged with another")
    WITHDRAWN = "withdrawn", marked("Withdrawn")

    @property
    def is_adopted(self) -> bool:
        return self in ADOPTED

    @property
    def is_carried(self) -> bool:
        """Whether somebody is at work on it."""
        return self in CARRIED

    @property
    def may_be_met(self) -> bool:
        """Whether that others met the same still helps anybody."""
        return self in CARRIED or self in (IdeaState.OPEN, IdeaState.PARKED)

    @property
    def may_be_withdrawn(self) -> bool:
        return self in EARLY

    @property
    def is_with_office(self) -> bool:
        """Whether both coordinators and heads see it, whoever was to read it first."""
        return self not in (IdeaState.DRAFT, IdeaState.OPEN, IdeaState.WITHDRAWN)


CARRIED = frozenset({IdeaState.ADOPTED, IdeaState.UNDER_WAY})
ADOPTED = CARRIED | {IdeaState.DONE, IdeaState.CONFIRMED, IdeaState.FADED}
FINAL = frozenset({IdeaState.CONFIRMED, IdeaState.FADED, IdeaState.MERGED, IdeaState.WITHDRAWN})
EARLY = frozenset({IdeaState.DRAFT, IdeaState.OPEN, IdeaState.PARKED})

MOVES = {
    "send": ({IdeaState.DRAFT}, IdeaState.OPEN),
    "adopt": ({IdeaState.OPEN}, IdeaState.ADOPTED),
    "decline": ({IdeaState.OPEN}, IdeaState.DECLINED),
    "park": ({IdeaState.OPEN}, IdeaState.PARKED),
    "merge": ({IdeaState.OPEN}, IdeaState.MERGED),
    "take_up": ({IdeaState.PARKED}, IdeaState.OPEN),
    "ask_again": ({IdeaState.DECLINED}, IdeaState.OPEN),
    "start": ({IdeaState.ADOPTED}, IdeaState.UNDER_WAY),
    "finish": ({IdeaState.UNDER_WAY}, IdeaState.DONE),
    "confirm": ({IdeaState.DONE}, IdeaState.CONFIRMED),
    "fade": ({IdeaState.DONE}, IdeaState.FADED),
    "withdraw": (EARLY, IdeaState.WITHDRAWN),
}


class AnswerVerb(Labelled):
    """What an office may say of an idea."""

    ADOPT = "adopt", marked("Adopted")
    DECLINE = "decline", marked("Declined")
    PARK = "park", marked("Parked")
    MERGE = "merge", marked("Merged with another")


class AnswerState(Labelled):
    """An answer can be taken back for a few seconds; until then the author sees nothing of it."""

    PENDING = "pending", marked("on its way")
    GIVEN = "given", marked("the author has it")
    UNDONE = "undone", marked("undone")
    LAPSED = "lapsed", marked("the author withdrew the idea first")


ANSWER_MOVES = {
    "settle": ({AnswerState.PENDING}, AnswerState.GIVEN),
    "undo": ({AnswerState.PENDING}, AnswerState.UNDONE),
    "lapse": ({AnswerState.PENDING}, AnswerState.LAPSED),
}


def answer_day(calendar: Calendar, sent_on: dt.date) -> dt.date:
    """The tenth working day after an idea was sent: the last on which an answer is in time."""
    day = sent_on
    for _workday in range(ANSWERED_WITHIN):
        day = calendar.next_workday(day)
    return day


def is_late(answer_by: dt.date, today: dt.date) -> bool:
    """Whether the office is late with what it promised."""
    return today > answer_by


@cache
def _danger() -> re.Pattern[str]:
    with FILE.open(encoding="utf-8", newline="") as file:
        heard = "|".join(map(_heard, csv.DictReader(file)))
    return re.compile(rf"\b(?:{heard})")


def _heard(row: dict[str, str]) -> str:
    words, harmless = (re.escape(folded(row[name])) for name in ("words", "unless_followed_by"))
    return rf"{words}\b" + (rf"(?! {harmless}\b)" if harmless else "")


def sounds_like_danger(*texts: str) -> bool:
    """Whether words read as if somebody is in danger; asked while a form is answered, and kept
    nowhere.
    """
    return any(_danger().search(folded(text)) for text in texts)
