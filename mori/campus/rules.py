"""What a campus supervisor sees, and for how long. No database, no request."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

SHOWN_AFTER_END = dt.timedelta(days=90)  # while marks are given there
WEEK = dt.timedelta(days=7)


@dataclass(frozen=True)
class Week:
    """A week of an internship: from which day to which, and what was done in it."""

    number: int
    first: dt.date
    last: dt.date
    present: int = 0
    entries: int = 0
    initialled: int = 0


def week_of(first: dt.date, last: dt.date, today: dt.date) -> tuple[int, int]:
    """In which week of a stay a day lies, 0 before the first, and of how many.

    Weeks begin on Mondays, as people at a campus count them.
    """
    weeks = _weeks(first, last)
    return (min(_weeks(first, today), weeks) if today >= first else 0), weeks


def week_span(first: dt.date, last: dt.date, number: int) -> tuple[dt.date, dt.date] | None:
    """The first and last day of a stay's week; None where it has no such week."""
    if not 1 <= number <= _weeks(first, last):
        return None
    monday = _monday(first) + (number - 1) * WEEK
    return max(first, monday), min(last, monday + dt.timedelta(days=6))


def weeks_until(
    first: dt.date,
    last: dt.date,
    today: dt.date,
    present: Collection[dt.date],
    entries: Mapping[dt.date, bool],
) -> Iterable[Week]:
    """Each week that has begun, the latest first; ``entries`` says which are initialled."""
    for number in range(week_of(first, last, today)[0], 0, -1):
        span = week_span(first, last, number)
        if span:
            begins, ends = span
            written = [entries[day] for day in entries if begins <= day <= ends]
            there = sum(begins <= day <= ends for day in present)
            yield Week(number, begins, ends, there, len(written), sum(written))


def _weeks(first: dt.date, last: dt.date) -> int:
    return (_monday(last) - _monday(first)).days // 7 + 1


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())
