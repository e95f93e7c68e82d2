"""Which days a report is of, as an address says it. No database, no request."""

import datetime as dt
import re
from typing import NamedTuple

from mori.core.words import Labelled, marked
from mori.core.workdays import DAY

YEARS = range(2000, 2101)
LONGEST = dt.timedelta(days=5 * 366)  # what more is asked for is read year by year
WRITTEN = re.compile(r"(\d{4})(?:-(\d\d)|-T([1-4])|-S([12]))?", re.ASCII)


class Length(Labelled):
    """Stretches of the calendar that are reported on; how many months each has."""

    MONTH = "month", marked("Month"), 1
    QUARTER = "quarter", marked("Quarter"), 3
    HALF = "half", marked("Half-year"), 6
    YEAR = "year", marked("Year"), 12

    def __init__(self, _value: str, _english: str, months: int) -> None:
        self.months = months


class Period(NamedTuple):
    """Days from the first to the last; of a stretch of the calendar with its length."""

    first: dt.date
    last: dt.date
    length: Length | None = None

    @property
    def args(self) -> dict[str, str]:
        """What an address says of it."""
        if self.length is None:
            return {"dari": str(self.first), "sampai": str(self.last)}
        return {"periode": _written(self.length, self.first)}

    @property
    def number(self) -> int:
        """Which quarter or half of its year it is."""
        months = self.length.months if self.length else 12
        return (self.first.month - 1) // months + 1

    @property
    def before(self) -> "Period":
        """The stretch before it; as many days where it is none."""
        day = self.first - DAY
        if self.length:
            return stretch_on(day, self.length)
        return Period(day - (self.last - self.first), day)

    @property
    def next(self) -> "Period":
        day = self.last + DAY
        if self.length:
            return stretch_on(day, self.length)
        return Period(day, day + (self.last - self.first))


def stretch_on(day: dt.date, length: Length) -> Period:
    """The month, quarter, half or year that a day falls in."""
    month = (day.month - 1) // length.months * length.months + 1
    first = day.replace(month=month, day=1)
    end = first.month + length.months
    after = first.replace(year=first.year + (end > 12), month=end - 12 if end > 12 else end)
    return Period(first, after - DAY, length)


def _written(length: Length, first: dt.date) -> str:
    """2026-11, 2026-T4 (triwulan), 2026-S2 (semester), 2026."""
    return {
        Length.MONTH: f"{first.year}-{first.month:02}",
        Length.QUARTER: f"{first.year}-T{(first.month + 2) // 3}",
        Length.HALF: f"{first.year}-S{(first.month + 5) // 6}",
        Length.YEAR: f"{first.year}",
    }[length]


def stretch_written(text: str) -> Period | None:
    found = WRITTEN.fullmatch(text)
    if found is None or int(found[1]) not in YEARS:
        return None
    year, month, quarter, half = (int(each or 0) for each in found.groups())
    if month > 12 or (found[2] and not month):
        return None
    length = (
        Length.MONTH if month else
        Length.QUARTER if quarter else
        Length.HALF if half else
        Length.YEAR
    )  # fmt: skip
    number = month or quarter or half or 1
    return stretch_on(dt.date(year, (number - 1) * length.months + 1, 1), length)
