"""What of an office is shown to the nation, in which order. No database, no request."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from mori.core.words import Labelled, marked

FEWEST = 5  # of fewer people no figure is shown that says what they did
DAYS = dt.timedelta(days=7)  # that figures reach back, today among them
LONG = dt.timedelta(days=7)  # an entry that waits longer is named in the headline
PAGE = 40  # offices


class Lead(StrEnum):
    """Whether an office has a head."""

    NOBODY = "nobody"
    INVITED = "invited"  # appointed, and has not come in yet
    PRESENT = "present"


@dataclass(frozen=True)
class Sums:
    """What an office's days come to; of the last days, but papers and answers of the year."""

    attended: int = 0
    away: int = 0
    entries: int = 0
    initialled: int = 0
    certificates: int = 0
    answers: int = 0


@dataclass(frozen=True)
class Side:
    """An office as it stands beside the others."""

    key: str
    code: str
    name: str
    is_closed: bool
    is_counted: bool  # its days have been counted at least once
    running: int  # interns today
    steady: int  # those of them who were there all these days
    sums: Sums
    median: int | None  # minutes from sending to the first decision
    oldest: dt.date | None  # of the entries that wait
    last: dt.date | None  # on which something was recorded

    @property
    def is_few(self) -> bool:
        """So few interns that figures would speak of single persons."""
        return self.steady < FEWEST

    @property
    def shows_doings(self) -> bool:
        return self.is_counted and not self.is_few

    @property
    def attendance(self) -> int | None:
        """Hundredths of the days recorded on which interns were at work."""
        recorded = self.sums.attended + self.sums.away
        return round(100 * self.sums.attended / recorded) if recorded else None

    def waits_since(self, day: dt.date) -> bool:
        """Whether an entry waits that is of a day before this one, as far as that is shown."""
        return self.shows_doings and self.oldest is not None and self.oldest < day


class Order(Labelled):
    """By what offices are sorted; each begins with what wants attention."""

    NAME = "nama", marked("Name")
    RUNNING = "berjalan", marked("Running interns")
    ENTRIES = "entri", marked("Entries")
    MEDIAN = "median", marked("Median wait")
    OLDEST = "menunggu", marked("Oldest waiting")
    ATTENDANCE = "hadir", marked("Attendance")
    LAST = "terakhir", marked("Last recorded")


def in_order(sides: Iterable[Side], order: Order) -> list[Side]:
    """What is not shown of an office does not move it: it comes last, by its name."""
    return sorted(sides, key=lambda each: (*_place(each, order), each.name, each.code))


def _place(side: Side, order: Order) -> tuple[Any, ...]:
    value = _value(side, order)
    return (value is None, 0 if value is None else value)


def _value(side: Side, order: Order) -> int | None:
    """Smaller comes first."""
    if order == Order.NAME:
        return 0
    if order == Order.RUNNING:
        return -side.running
    if not side.shows_doings:
        return None
    by: dict[Order, int | None] = {
        Order.ENTRIES: -side.sums.entries,
        Order.MEDIAN: None if side.median is None else -side.median,
        Order.OLDEST: side.oldest.toordinal() if side.oldest else None,
        Order.ATTENDANCE: side.attendance,
        Order.LAST: side.last.toordinal() if side.last else None,
    }
    return by[order]
