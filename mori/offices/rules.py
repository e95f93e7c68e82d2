"""What an office's calendar knows. No database, no request."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeVar

from mori.core.words import Labelled, marked

Season = tuple[dt.date | None, dt.date | None]


class OfficeState(Labelled):
    OPEN = "open", marked("Open")
    CLOSED = "closed", marked("Closed")

    @property
    def is_closed(self) -> bool:
        return self is OfficeState.CLOSED


MOVES = {
    "close": ({OfficeState.OPEN}, OfficeState.CLOSED),
    "reopen": ({OfficeState.CLOSED}, OfficeState.OPEN),
}


class Module(Labelled):
    """A part of MORI that an office may do without; off until it says that it uses it."""

    NETWORK = "network", marked("Network: communities, meetings and teachings")


class HolidayKind(Labelled):
    NATIONAL = "national", marked("national holiday")
    JOINT_LEAVE = "joint_leave", marked("joint leave")
    LOCAL = "local", marked("this office")


class NewOffice(NamedTuple):
    """What an office is called, where it sits and which clock it lives by."""

    code: str
    name: str
    seat: str
    zone: str
    address: str = ""


@dataclass(frozen=True)
class DayHours:
    """The hours that some weekdays share (0 is Monday)."""

    weekdays: tuple[int, ...]
    opens: dt.time
    closes: dt.time
    break_minutes: int


class WeekdayHours(Protocol):
    """One weekday's hours."""

    @property
    def weekday(self) -> int: ...
    @property
    def opens(self) -> dt.time: ...
    @property
    def closes(self) -> dt.time: ...
    @property
    def break_minutes(self) -> int: ...


SomeHours = TypeVar("SomeHours", bound=WeekdayHours)

# Perpres 21/2023 sets the beginning, the breaks and the hours of a week (37.5, in Ramadan
# 32.5); the end of the day follows from them. The head of an office may decide otherwise.
STANDARD_HOURS = (
    DayHours((0, 1, 2, 3), dt.time(7, 30), dt.time(16, 0), 60),
    DayHours((4,), dt.time(7, 30), dt.time(16, 30), 90),
)
STANDARD_RAMADAN_HOURS = (
    DayHours((0, 1, 2, 3), dt.time(8, 0), dt.time(15, 0), 30),
    DayHours((4,), dt.time(8, 0), dt.time(15, 30), 60),
)


def stretches(week: Iterable[SomeHours]) -> list[tuple[int, int, SomeHours]]:
    """Weekdays in a row with the same hours, in order: first, last, and the hours."""
    found: list[tuple[int, int, SomeHours]] = []
    for hours in week:
        if found and found[-1][1] == hours.weekday - 1 and _alike(found[-1][2], hours):
            found[-1] = (found[-1][0], hours.weekday, found[-1][2])
        else:
            found.append((hours.weekday, hours.weekday, hours))
    return found


def _alike(one: WeekdayHours, other: WeekdayHours) -> bool:
    return (one.opens, one.closes, one.break_minutes) == (
        other.opens,
        other.closes,
        other.break_minutes,
    )


def clashes(season: Season, others: Iterable[Season]) -> bool:
    """Whether a season shares days with another; the ordinary week yields to any season."""
    first, last = season
    if first is None or last is None:
        return False
    return any(
        begin <= last and first <= end
        for begin, end in others
        if begin and end and (begin, end) != season
    )


def unit_code(short: str) -> str:
    """A unit's code out of its short name."""
    return re.sub(r"[^a-z0-9]+", "-", short.casefold()).strip("-")[:20]
