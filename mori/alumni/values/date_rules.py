"""Days as lists have them: spelled out, in figures, with two-digit years, as day numbers.

What is known comes out, and no more: "2014-03-03", "2014-03" or "2014". A day that is in no
calendar is named and never rolled over to another.
"""

import calendar
import datetime as dt
import re
from typing import NamedTuple

from mori.core.sheets.rules import Value, written

from .rules import (
    NOTHING,
    Doubt,
    DoubtKind,
    Field,
    Found,
    Heard,
    How,
    doubt,
    is_blank,
    one_line,
)

NEVER = 99  # no day and no month
EARLIEST, LATEST = 2000, 2099  # years; before the first there was no office to keep a list
EPOCH, EPOCH_1904 = dt.date(1899, 12, 30), dt.date(1904, 1, 1)
DAY_NUMBERS = range(36_000, 73_000)  # from 1998 to 2099, counted from 1900
DAY_NUMBERS_1904 = range(34_500, 71_500)
SPELLINGS = (
    "januari january jan",
    "februari pebruari february feb peb",
    "maret march mar mrt",
    "april apr",
    "mei may",
    "juni june jun",
    "juli july jul",
    "agustus august agu agt ags agst aug",
    "september sept sep",
    "oktober october okt oct",
    "november nopember nov nop",
    "desember december des dec",
)
MONTHS = {word: n for n, words in enumerate(SPELLINGS, 1) for word in words.split()}
NAME = "|".join(sorted(MONTHS, key=len, reverse=True))
WEEKDAY = re.compile(
    r"^(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|monday|tuesday|wednesday|thursday|friday"
    r"|saturday|sunday)\b[\s,]*"
)
LABEL = re.compile(r"^(?:tanggal|tgl|bulan|bln|tahun|thn|th|mulai|sejak|per)\b[\s.:]*")
MIDNIGHT = re.compile(r"[ t]00:00(?::00(?:\.0+)?)?$")
GAP = r"\s*[-/., ]\s*"
SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"(?P<y>\d{{4}}){GAP}(?P<m>\d{{1,2}}){GAP}(?P<d>\d{{1,2}})",
        rf"(?P<d>\d{{1,2}}){GAP}(?P<m>\d{{1,2}}){GAP}(?P<y>\d{{4}}|\d{{2}})",
        rf"(?P<d>\d{{1,2}})[-/., ]*(?P<m>{NAME})\.?[-/., ']*(?P<y>\d{{4}}|\d{{2}})",
        rf"(?P<m>{NAME})\.? (?P<d>\d{{1,2}}), ?(?P<y>\d{{4}})",
        rf"(?P<m>{NAME})\.?(?:[-/., ']*(?P<y>\d{{4}})| ?'(?P<yy>\d{{2}}))",
        r"(?P<m>\d{1,2})[-/.](?P<y>\d{4})",
        r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})",
        rf"(?P<d>\d{{1,2}})[-/., ]*(?P<m>{NAME})\.?",
        rf"(?P<m>{NAME})\.?",
        r"(?P<y>(?:19|20)\d\d)",
        r"(?P<d>\d{1,2})",
        r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})",
    )
)


class Partial(NamedTuple):
    """A day as far as a text gives it."""

    year: int = 0
    month: int = 0
    day: int = 0
    how: How = How.WRITTEN
    is_order_open: bool = False  # whether day and month might be the other way round


def partial_day(text: str) -> Partial | None:
    """What a text gives of a day: also "2 Januari" or "Maret"; nothing if it speaks of none."""
    plain = MIDNIGHT.sub("", one_line(text).casefold())
    plain = LABEL.sub("", WEEKDAY.sub("", plain)).strip(" .,")
    found = next(filter(None, (each.fullmatch(plain) for each in SHAPES)), None)
    if found is None:
        return None
    parts = {"y": "", "m": "", "d": "", "yy": "", **found.groupdict("")}
    year = parts["y"] or parts["yy"]
    how = How.TWO_DIGITS if len(year) == 2 else How.WRITTEN
    whole_year = int(year or 0) + (2000 if len(year) == 2 else 0)
    day, month = _number(parts["d"]), parts["m"]
    if not month.isdigit():
        return Partial(whole_year, MONTHS.get(month, 0), day, how)
    return _ordered(
        whole_year, _number(month), day, how, is_year_first=plain.startswith(parts["y"])
    )


def _number(figures: str) -> int:
    """A day or month in figures; 0 if there is none, and one that cannot be for "00"."""
    return int(figures) or NEVER if figures else 0


def _ordered(year: int, month: int, day: int, how: How, *, is_year_first: bool) -> Partial:
    """Of 3/4/2015 the day comes first, as people write here; of 4/13/2015 it cannot."""
    if is_year_first or not day:
        return Partial(year, month, day, how)
    if month > 12 >= day:
        return Partial(year, day, month, How.MONTH_FIRST)
    is_open = day <= 12 and day != month
    return Partial(year, month, day, How.DAY_FIRST if is_open else how, is_open)


def day_in(
    value: Value, field: Field = Field.STARTS, *, is_1904: bool = False, latest: int = LATEST
) -> Heard:
    """The day, month or year that a cell gives."""
    text = one_line(written(value))
    if isinstance(value, dt.date):
        return heard_day(Partial(value.year, value.month, value.day), field, text, latest)
    if is_blank(text):
        return NOTHING
    if text.isdecimal() and len(text) > 4:
        return _of_number(text, field, latest, is_1904=is_1904)
    partial = partial_day(text)
    if partial is None or not partial.year:
        return Heard(doubts=(doubt(DoubtKind.DAY_UNREAD, text=text),))
    return heard_day(partial, field, text, latest)


def _of_number(text: str, field: Field, latest: int, *, is_1904: bool) -> Heard:
    """A day number of either epoch, or 20140303."""
    number = int(text)
    numbers, epoch = (DAY_NUMBERS_1904, EPOCH_1904) if is_1904 else (DAY_NUMBERS, EPOCH)
    if number in numbers:
        day = epoch + dt.timedelta(days=number)
        partial = Partial(day.year, day.month, day.day, How.DAY_NUMBER)
        return heard_day(partial, field, text, latest)
    if len(text) == 8 and text[:2] == "20":
        partial = Partial(int(text[:4]), int(text[4:6]), int(text[6:]))
        return heard_day(partial, field, text, latest)
    return Heard(doubts=(doubt(DoubtKind.DAY_UNREAD, text=text),))


def heard_day(partial: Partial, field: Field, text: str, latest: int = LATEST) -> Heard:
    """A day that has at least its year, if there is such a day and the year can be."""
    if not EARLIEST <= partial.year <= latest:
        return Heard(doubts=(doubt(DoubtKind.YEAR_ODD, text=text, year=partial.year),))
    if not is_possible(partial):
        return Heard(doubts=(doubt(DoubtKind.DAY_IMPOSSIBLE, text=text),))
    return Heard((Found(field, iso(partial), partial.how),), _order_doubts(partial, text))


def is_possible(partial: Partial) -> bool:
    """Whether there is such a day; one without a month or a year may be anything it can be."""
    year, month, day = partial.year or 2000, partial.month, partial.day
    if not month:
        return day <= 31
    return month <= 12 and day <= calendar.monthrange(year, month)[1]


def _order_doubts(partial: Partial, text: str) -> tuple[Doubt, ...]:
    meant = iso(partial)
    if partial.how is How.MONTH_FIRST:
        return (doubt(DoubtKind.MONTH_FIRST, text=text, meant=meant),)
    if partial.is_order_open:
        other = iso(partial._replace(month=partial.day, day=partial.month))
        return (doubt(DoubtKind.DAY_ORDER, text=text, meant=meant, other=other),)
    return ()


def iso(partial: Partial) -> str:
    """ "2015-01-02", "2015-01" or "2015", which sort and compare as they should."""
    parts = [f"{partial.year:04}", f"{partial.month:02}", f"{partial.day:02}"]
    known = 3 if partial.day else 2 if partial.month else 1
    return "-".join(parts[:known])


def first_day(text: str) -> dt.date:
    """The first day of what ``iso`` wrote."""
    year, month, day = ([int(part) for part in text.split("-")] + [1, 1])[:3]
    return dt.date(year, month, day)


def last_day(text: str) -> dt.date:
    """The last day of what ``iso`` wrote."""
    parts = [int(part) for part in text.split("-")]
    year, month = (parts + [12])[:2]
    day = parts[2] if len(parts) == 3 else calendar.monthrange(year, month)[1]
    return dt.date(year, month, day)
