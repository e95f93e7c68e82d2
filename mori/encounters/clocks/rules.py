"""Clocks of the law: rows of data, and when each runs out. No database, no request.

The day of the fact is day 0, and overdue begins the day after the last. The same rules stand in
``static/encounters/clocks.js``; ``tests/encounters/clocks/cases.csv`` asks both.
"""

import csv
import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from mori.core.words import Labelled, marked
from mori.core.workdays import DAY

from ..rules import Note, Unit

CLOCKS = Path(__file__).with_name("clocks.csv")
SATURDAY = 5
ASKED, COMPLETED = "asked_on", "completed_on"  # between them it is the citizen's turn
Days = Mapping[str, dt.date | None]


class Turn(Labelled):
    """Who has to do something until a clock runs out."""

    CITIZEN = "citizen", marked("your turn")
    AGENCY = "agency", marked("the agency's turn")
    OMBUDSMAN = "ombudsman", marked("the Ombudsman's turn")


class Standing(Labelled):
    """Where a clock stands on a day."""

    UNKNOWN = "unknown", marked("can't be counted yet")
    RUNNING = "running", marked("running")
    PAUSED = "paused", marked("paused: it is your turn")
    KEPT = "kept", marked("kept")
    LATE = "late", marked("done, but late")
    OVER = "over", marked("over")

    @property
    def is_open(self) -> bool:
        return self in (Standing.RUNNING, Standing.OVER)


@dataclass(frozen=True)
class Clock:
    """A row of ``clocks.csv``: from which fact to which, how long, and where that is written."""

    code: str
    turn: Turn
    starts: str
    ends: tuple[str, ...]
    length: int | None
    unit: Unit | None
    pauses: bool
    article: str
    source: str
    verified_on: dt.date
    names: Mapping[str, str]
    unknown: Mapping[str, str]
    is_start_sure: bool = True  # whether the law's words for the day it starts were read, too


@dataclass(frozen=True)
class Reading:
    """A clock on a day; ``days`` are those left, or those over once it is late."""

    clock: Clock
    standing: Standing
    due: dt.date | None = None
    days: int = 0
    is_rough: bool = False  # beyond the holidays that are known


@dataclass(frozen=True)
class DaysOff:
    """The holidays on which no agency works, and the last day up to which they are known."""

    days: frozenset[dt.date] = frozenset()
    known_until: dt.date = dt.date.max


@cache
def clocks() -> tuple[Clock, ...]:
    with CLOCKS.open(encoding="utf-8", newline="") as file:
        return tuple(_clock(row) for row in csv.DictReader(file))


def _clock(row: dict[str, str]) -> Clock:
    return Clock(
        row["code"],
        Turn(row["turn"]),
        row["starts"],
        tuple(row["ends"].split()),
        int(row["length"]) if row["length"] else None,
        Unit(row["unit"]) if row["unit"] else None,
        row["pauses"] == "yes",
        row["article"],
        row["source"],
        dt.date.fromisoformat(row["verified_on"]),
        {"id": row["name_id"], "en": row["name_en"]},
        {"id": row["unknown_id"], "en": row["unknown_en"]},
        row["is_start_sure"] == "yes",
    )


def clock_named(code: str) -> Clock:
    return next(each for each in clocks() if each.code == code)


def clocks_of(note: Note) -> list[Clock]:
    """All of them; the promise is as long as the agency said."""
    unit = Unit(note.promise_unit) if note.promise_unit else None
    return [
        each if each.length is not None else replace(each, length=note.promise, unit=unit)
        for each in clocks()
    ]


def today_in(at: dt.datetime, zone: str) -> dt.date:
    return at.astimezone(ZoneInfo(zone)).date()


def due_on(start: dt.date, length: int, unit: Unit, off: DaysOff) -> dt.date:
    """The last day on which it is still in time."""
    if unit is Unit.YEARS:
        return _years_after(start, length)
    if unit is Unit.CALENDAR:
        return start + length * DAY
    day = start
    for _ in range(length):
        day += DAY
        while not is_working(day, off.days):
            day += DAY
    return day


def is_working(day: dt.date, off: Collection[dt.date]) -> bool:
    return day.weekday() < SATURDAY and day not in off


def _years_after(day: dt.date, years: int) -> dt.date:
    """The same day of the month; of a leap day, the day before the first of March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def reading(clock: Clock, days: Days, today: dt.date, off: DaysOff) -> Reading:
    """Where a clock stands: unknown as long as the day on which it starts is."""
    start = days.get(clock.starts)
    if start is None or start > today or clock.length is None or clock.unit is None:
        return Reading(clock, Standing.UNKNOWN)
    due = due_on(start, clock.length, clock.unit, off)
    is_rough = clock.unit is Unit.WORKING and due > off.known_until
    end = _first(days, clock.ends)
    if clock.pauses:
        asked, completed = days.get(ASKED), days.get(COMPLETED)
        if asked and start <= asked <= due:
            if completed and completed >= asked:
                due += completed - asked
            elif end is None:
                return Reading(clock, Standing.PAUSED, is_rough=is_rough)
    if end is not None:
        over = (end - due).days
        standing = Standing.LATE if over > 0 else Standing.KEPT
        return Reading(clock, standing, due, max(over, 0), is_rough)
    left = (due - today).days
    standing = Standing.RUNNING if left >= 0 else Standing.OVER
    return Reading(clock, standing, due, abs(left), is_rough)


def _first(days: Days, names: Collection[str]) -> dt.date | None:
    return min((day for name in names if (day := days.get(name))), default=None)


def readings(note: Note, today: dt.date, off: DaysOff) -> list[Reading]:
    return [reading(each, note.days, today, off) for each in clocks_of(note)]
