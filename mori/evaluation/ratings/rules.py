"""What leaving interns are asked, and when answers may be seen. No database, no request."""

import datetime as dt
from collections.abc import Iterable

from mori.core.words import Labelled, marked
from mori.core.workdays import DAY

LOWEST, HIGHEST = 1, 5
ENOUGH = 5  # answers that are shown together: never fewer
RATING_LASTS = 30 * DAY  # after the last day
WORDS_MOST = 1000
EVERY = dt.timedelta(days=7)  # how often answers are shown that are enough by then


class About(Labelled):
    UNIT = "unit", marked("Unit")
    SUPERVISOR = "supervisor", marked("Supervisor")


Whom = tuple[About, int]  # the unit's or the supervisor's id


def whom(unit_id: int | None, supervisor_id: int | None) -> Whom:
    """Of a row that names either."""
    if unit_id is not None:
        return About.UNIT, unit_id
    return About.SUPERVISOR, supervisor_id or 0


class Question(Labelled):
    """A statement about a unit or a supervisor: 1 is never, 5 is always."""

    def __init__(self, value: str, english: str, about: About) -> None:
        self.about = about

    ENOUGH_WORK = "enough_work", marked("There was enough for me to do."), About.UNIT
    AS_AGREED = "as_agreed", marked("The work was what had been agreed."), About.UNIT
    PLACE = "place", marked("I had a place to work and what I needed for it."), About.UNIT
    USEFUL = "useful", marked("What I learned is of use to my studies or my work."), About.UNIT
    CLEAR = "clear", marked("What I was to do was explained clearly."), About.SUPERVISOR
    THERE = "there", marked("There was time for me when I had a question."), About.SUPERVISOR
    PROMPT = "prompt", marked("My entries were read within a few days."), About.SUPERVISOR
    ADVICE = "advice", marked("I was told what was good and what to do better."), About.SUPERVISOR


def questions_about(about: About) -> list[Question]:
    return [each for each in Question if each.about is about]


def is_rating_open(ends_on: dt.date, today: dt.date) -> bool:
    """From the last day on, for a month."""
    return ends_on <= today <= ends_on + RATING_LASTS


def are_enough(answers: int) -> bool:
    return answers >= ENOUGH


def in_no_order(words: Iterable[str]) -> list[str]:
    """By the words themselves, so that their place says nothing of who wrote them, or when."""
    return sorted((each for each in words if each), key=lambda text: (text.casefold(), text))
