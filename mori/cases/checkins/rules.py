"""When the person is asked how they are, and what an answer says. No database, no request."""

import datetime as dt
from typing import NamedTuple
from zoneinfo import ZoneInfo

from mori.core.words import Labelled, marked
from mori.core.workdays import DAY

WAITS = 14 * DAY  # for an answer to the last one
BY_DAY = (dt.time(9), dt.time(17))  # when a letter may come, where the person is


def letter_token(check_in: str) -> str:
    return f"question {check_in}"


def written_at(at: dt.datetime, zone: str) -> dt.datetime:
    """When a letter goes that is made now: at once by day, else as soon as it is day."""
    here = at.astimezone(ZoneInfo(zone))
    begins, ends = BY_DAY
    if begins <= here.time() < ends:
        return at
    day = here.date() if here.time() < begins else here.date() + DAY
    return dt.datetime.combine(day, begins, ZoneInfo(zone))


class CheckInMoment(Labelled):
    """So many days after the contact, or before the internship is assessed as a whole."""

    days: int | None

    DAY_1 = "day_1", marked("One day after the contact"), 1
    DAY_3 = "day_3", marked("Three days after the contact"), 3
    DAY_7 = "day_7", marked("One week after the contact"), 7
    DAY_14 = "day_14", marked("Two weeks after the contact"), 14
    DAY_30 = "day_30", marked("One month after the contact"), 30
    DAY_60 = "day_60", marked("Two months after the contact"), 60
    DAY_90 = "day_90", marked("Three months after the contact"), 90
    FINAL = "final", marked("Before the final assessment"), None

    def __init__(self, _value: str, _english: str, days: int | None) -> None:
        self.days = days


class Due(NamedTuple):
    """A day on which the person is asked, and until when an answer is waited for."""

    moment: CheckInMoment
    due_on: dt.date
    closes_on: dt.date  # from then on it counts as missed

    def is_open(self, today: dt.date) -> bool:
        return self.due_on <= today < self.closes_on


def dues(contacted_on: dt.date, final_on: dt.date | None) -> list[Due]:
    """Every day on which somebody is asked, in order; each waits until the next."""
    days = {each: contacted_on + each.days * DAY for each in CheckInMoment if each.days}
    if final_on and final_on > contacted_on:
        days[CheckInMoment.FINAL] = final_on
    ordered = sorted(days.items(), key=lambda item: item[1])
    later = [due_on for _moment, due_on in ordered[1:]]
    closes = [*later, ordered[-1][1] + WAITS]
    return [
        Due(moment, due_on, max(closes_on, due_on + DAY))
        for (moment, due_on), closes_on in zip(ordered, closes, strict=True)
    ]


class Safety(Labelled):
    YES = "yes", marked("Yes")
    NO = "no", marked("No")
    UNSAID = "unsaid", marked("I do not want to answer yet")

    @property
    def is_no(self) -> bool:
        return self is Safety.NO


class Answer(NamedTuple):
    """Whether the person is safe, whether they are treated worse, and what they need."""

    safety: Safety
    treated: Safety
    need: str

    @property
    def is_treated_worse(self) -> bool:
        return self.treated is Safety.YES


def packed(answer: Answer) -> str:
    """An answer as the one text that is sealed."""
    return f"{answer.safety}\n{answer.treated}\n{answer.need}"


def unpacked(text: str) -> Answer:
    safety, treated, need = text.split("\n", 2)
    return Answer(Safety(safety), Safety(treated), need)
