"""Periods in one cell: "2 Januari s/d 28 Februari 2015", "Juli-Agustus 2016", "1 bln"."""

import re
from collections.abc import Iterator

from mori.alumni.values.date_rules import (
    LATEST,
    Partial,
    day_in,
    first_day,
    heard_day,
    last_day,
    partial_day,
)
from mori.alumni.values.rules import (
    NOTHING,
    DoubtKind,
    Field,
    Found,
    Heard,
    How,
    doubt,
    is_blank,
    one_line,
)
from mori.core.sheets.rules import Value, written

LENGTH = re.compile(
    r"[(,]?\s*(?:selama\s+)?(?P<n>\d{1,3}|se(?=bulan|minggu|hari|semester)|satu|dua|tiga|empat|lima"
    r"|enam)\s*(?:\(\w+\)\s*)?(?P<unit>bulan|bln|minggu|mgg|hari|hr|semester|smt|months?|weeks?"
    r"|days?)\b\.?\s*\)?",
    re.IGNORECASE,
)
COUNTED = {"se": 1, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6}
UNITS = {"b": ("M", 1), "m": ("W", 1), "h": ("D", 1), "s": ("M", 6), "w": ("W", 1), "d": ("D", 1)}
LABEL = re.compile(
    r"^(?:(?:periode|waktu|tanggal|tgl|bulan|bln|gelombang \w+|angkatan \w+"
    r"|semester (?:ganjil|genap)|t\.?\s?a\.?|tahun (?:ajaran|akademik)|tahun|thn|ta|dari|mulai"
    r"|from)\b[\s.:,]*)+",
    re.IGNORECASE,
)
STRONG = re.compile(
    r"\s*(?:\bs\s?[./]\s?d\b\.?|\bsd\b\.?|\bsampai(?:\s+dengan)?\b|\bsampe\b|\bhingga\b|\bto\b"
    r"|\buntil\b|~|→)\s*|\s+-\s+",
    re.IGNORECASE,
)
WEAK = re.compile(r"[-/]")


def period_in(value: Value, *, year: int = 0, is_1904: bool = False, latest: int = LATEST) -> Heard:
    """The first and last day, as far as they are known, or the length that a cell gives.

    ``year`` is the one that the row gives elsewhere, for "Januari-Maret".
    """
    text = one_line(written(value))
    if is_blank(text):
        return NOTHING
    length = LENGTH.search(text)
    rest = (text[: length.start()] + " " + text[length.end() :]).strip(" ,;-") if length else text
    rest = LABEL.sub("", rest).strip(" .,()")
    found = (Found(Field.LENGTH, _duration(length)),) if length else ()
    if not rest:
        return Heard(found) if found else _unread(text)
    if not isinstance(value, str) or rest.isdecimal():
        return Heard(found) + _single(value if value != text else rest, is_1904, latest)
    heard = _of_text(rest, text, year, latest)
    return _with_length(Heard(found) + heard, text)


def _duration(length: re.Match[str]) -> str:
    """As ISO 8601 writes it: P1M, P6W, P40D."""
    word = length["n"].casefold()
    letter, times = UNITS[length["unit"][0].casefold()]
    if length["unit"].casefold().startswith("month"):
        letter = "M"
    return f"P{int(COUNTED.get(word, word)) * times}{letter}"


def _single(value: Value, is_1904: bool, latest: int) -> Heard:
    heard = day_in(value, is_1904=is_1904, latest=latest)
    if any(len(each.value) == 4 for each in heard.found):
        return Heard(tuple(each._replace(field=Field.YEAR) for each in heard.found), heard.doubts)
    return heard


def _of_text(rest: str, text: str, year: int, latest: int) -> Heard:
    whole = partial_day(rest)
    if whole and (whole.year or (year and whole.month)):
        return _of_one(whole if whole.year else _in_year(whole, year), text, latest)
    for left, right in _divided(rest):
        ends = partial_day(left), partial_day(right)
        if ends[0] and ends[1] and (begin_end := _completed(ends[0], ends[1], year)):
            return _of_two(*begin_end, text, latest)
    return _unread(text)


def _in_year(partial: Partial, year: int) -> Partial:
    return partial._replace(year=year, how=How.FROM_YEAR)


def _of_one(day: Partial, text: str, latest: int) -> Heard:
    """A whole month begins and ends with itself; of a day it is not known when it ended."""
    if not day.month:
        return heard_day(day, Field.YEAR, text, latest)
    heard = heard_day(day, Field.STARTS, text, latest)
    if day.day or not heard.found:
        return heard
    return heard + Heard((heard.found[0]._replace(field=Field.ENDS),))


def _divided(text: str) -> Iterator[tuple[str, str]]:
    """The text in two, first where words or blanks divide it, then at each hyphen or stroke."""
    strong = [found.span() for found in STRONG.finditer(text)]
    for start, end in strong or [found.span() for found in WEAK.finditer(text)]:
        if text[:start].strip() and text[end:].strip():
            yield text[:start], text[end:]


def _completed(begin: Partial, end: Partial, year: int) -> tuple[Partial, Partial] | None:
    """Both ends with what each leaves to the other: "2-28 Februari 2015"."""
    if not end.year:
        end = end._replace(year=begin.year) if begin.year else _in_year(end, year)
    if not end.month and end.day:
        end = end._replace(month=begin.month)
    if begin.day and not begin.month:
        begin = begin._replace(month=end.month, how=How.FROM_OTHER_END)
    if not begin.year:
        is_before = begin.month > end.month > 0  # November–Januari 2016
        begin = begin._replace(year=end.year - is_before, how=How.FROM_OTHER_END)
    is_whole = all(each.year and (each.month or not each.day) for each in (begin, end))
    return (begin, end) if is_whole else None


def _of_two(begin: Partial, end: Partial, text: str, latest: int) -> Heard:
    heard = heard_day(begin, Field.STARTS, text, latest) + heard_day(end, Field.ENDS, text, latest)
    starts, ends = heard.values(Field.STARTS), heard.values(Field.ENDS)
    if not starts or not ends:
        return Heard(doubts=tuple(dict.fromkeys(heard.doubts)))
    if first_day(starts[0]) > last_day(ends[0]):
        return Heard(doubts=(doubt(DoubtKind.PERIOD_REVERSED, text=text),))
    if begin.how is How.FROM_OTHER_END and begin.year < end.year:
        heard += Heard(doubts=(doubt(DoubtKind.PERIOD_YEAR, text=text, year=begin.year),))
    return heard


def _with_length(heard: Heard, text: str) -> Heard:
    """A length that is a month off what the days say is doubtful; the days are kept."""
    lengths, starts, ends = map(heard.values, (Field.LENGTH, Field.STARTS, Field.ENDS))
    if not (lengths and starts and ends):
        return heard
    days = (last_day(ends[0]) - first_day(starts[0])).days + 1
    said = int(lengths[0][1:-1]) * {"M": 30.4, "W": 7, "D": 1}[lengths[0][-1]]
    if abs(days - said) <= 31:
        return heard
    return heard + Heard(doubts=(doubt(DoubtKind.LENGTH_OTHER, text=text),))


def _unread(text: str) -> Heard:
    return Heard(doubts=(doubt(DoubtKind.PERIOD_UNREAD, text=text),))
