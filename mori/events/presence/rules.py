"""Half-days, and who counts as having been there. No database, no request."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import NamedTuple, Protocol

from mori.core.words import Labelled, marked

NOON = dt.time(12)
AFTER_LUNCH = dt.time(13)  # what ends by then was of the morning
EARLY = dt.timedelta(minutes=30)  # before a half-day begins, its code is good already
LATE = dt.timedelta(days=7)  # how long a phone may keep what it noted at a door


class Part(Labelled):
    """Half a day, by which presence is counted."""

    AM = "am", marked("Morning")
    PM = "pm", marked("Afternoon")


class How(Labelled):
    """By which way somebody was marked."""

    DOOR = "door", marked("At the door")
    CODE = "code", marked("By the code in the room")
    HAND = "hand", marked("By hand")
    SHEET = "sheet", marked("From the sheet")


class Timed(Protocol):
    """A session of an agenda, as far as half-days are concerned."""

    @property
    def day(self) -> dt.date: ...
    @property
    def starts(self) -> dt.time: ...
    @property
    def ends(self) -> dt.time: ...


class HalfDay(NamedTuple):
    day: dt.date
    part: Part


def half_days(days: Iterable[dt.date], agenda: Collection[Timed]) -> list[HalfDay]:
    """The half-days of an event: those in which its agenda has something.

    A day of which the agenda says nothing has both.
    """
    found = []
    for day in days:
        sessions = [each for each in agenda if each.day == day]
        is_am = not sessions or any(each.starts < NOON for each in sessions)
        is_pm = not sessions or any(each.ends > AFTER_LUNCH for each in sessions)
        parts = [part for part, is_there in ((Part.AM, is_am), (Part.PM, is_pm)) if is_there]
        found += [HalfDay(day, part) for part in parts or [Part.PM]]
    return found


def half_day_at(
    halves: Collection[HalfDay], agenda: Collection[Timed], there: dt.datetime
) -> HalfDay | None:
    """Which half-day a mark made now is of, by the clock of the place; None on no day of it.

    The afternoon begins half an hour before its first session, else at noon.
    """
    parts = [each.part for each in halves if each.day == there.date()]
    if not parts:
        return None
    wanted = Part.PM if there.time() >= _afternoon_from(agenda, there.date()) else Part.AM
    return HalfDay(there.date(), wanted if wanted in parts else parts[0])


def _afternoon_from(agenda: Collection[Timed], day: dt.date) -> dt.time:
    starts = [each.starts for each in agenda if each.day == day and each.starts >= NOON]
    if not starts:
        return NOON
    return (dt.datetime.combine(day, min(starts)) - EARLY).time()


class Seen(Protocol):
    """One mark, as far as counting is concerned."""

    @property
    def id(self) -> int: ...
    @property
    def seen_at(self) -> dt.datetime: ...


def earliest(scans: Iterable[Seen]) -> Seen | None:
    """The one that counts of those not voided: the earliest; of two at once, the first."""
    return min(scans, key=lambda each: (each.seen_at, each.id), default=None)


def is_taken(seen_at: dt.datetime, at: dt.datetime) -> bool:
    """Whether what a phone noted may still come in: neither older than a week nor to come."""
    return at - LATE <= seen_at <= at
