"""How long entries waited for a decision, and which lapsed. No database, no request."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple, Protocol

from mori.core.workdays import DAY

SENT = ("submit", "edit", "resubmit")  # events by which a text reaches the office
DECIDED = ("return", "approve")
CLOCK = (*SENT, *DECIDED, "withdraw")


class Workdays(Protocol):
    """An office's calendar, as far as it is asked here."""

    def is_workday(self, day: dt.date) -> bool: ...


class Step(NamedTuple):
    """Something that happened to an entry, by the office's clock."""

    verb: str
    at: dt.datetime


class Waited(NamedTuple):
    """How long the first decision took, if there is one, and whether the office let it lapse."""

    minutes: int | None
    has_lapsed: bool


def waited(
    steps: Iterable[Step], calendar: Workdays, lapses_after: int, now: dt.datetime
) -> Waited:
    """What a history comes to. Each new text begins to wait anew, as it does on all lists."""
    since: dt.datetime | None = None
    minutes, has_lapsed = None, False
    for step in steps:
        if since:
            has_lapsed |= _has_lapsed(since, step.at, calendar, lapses_after)
        if since and minutes is None and step.verb in DECIDED:
            minutes = working_minutes(since, step.at, calendar)
        since = step.at if step.verb in SENT else None
    if since:
        has_lapsed |= _has_lapsed(since, now, calendar, lapses_after)
    return Waited(minutes, has_lapsed)


def _has_lapsed(
    since: dt.datetime, until: dt.datetime, calendar: Workdays, lapses_after: int
) -> bool:
    """Whether so many working days passed after the day of sending, the last one included."""
    day, passed = since.date(), 0
    while day < until.date() and passed < lapses_after:
        day += DAY
        passed += calendar.is_workday(day)
    return passed >= lapses_after


def working_minutes(since: dt.datetime, until: dt.datetime, calendar: Workdays) -> int:
    """The minutes of an office's working days between two moments, day and night.

    A day's 1,440 are one working day waited: Friday at five until Monday at five.
    """
    seconds, moment = 0.0, since
    while moment < until:
        midnight = dt.datetime.combine(moment.date() + DAY, dt.time.min, moment.tzinfo)
        if calendar.is_workday(moment.date()):
            seconds += (min(midnight, until) - moment).total_seconds()
        moment = midnight
    return int(seconds) // 60
