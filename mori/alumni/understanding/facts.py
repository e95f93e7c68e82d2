"""What the cells of one row say of a person."""

from collections.abc import Mapping
from typing import NamedTuple

from mori.alumni.values.date_rules import day_in, partial_day
from mori.alumni.values.institution_rules import institution_in
from mori.alumni.values.mail_rules import mails_in
from mori.alumni.values.name_rules import name_in
from mori.alumni.values.phone_rules import phones_in
from mori.alumni.values.region_rules import region_in
from mori.alumni.values.rules import (
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
from mori.core.sheets.rules import Value, written

from .column_rules import YEAR
from .period_rules import period_in
from .rules import Fact, Surroundings

MOST_NUMBER = 30  # signs of a student number
MOST_DIGITS = 15  # that a spreadsheet keeps of a number


class Cell(NamedTuple):
    """A cell of a person's row: its value, or the one it takes over and from where."""

    value: Value
    row: int
    how: How | None = None  # how it took over another's


class Told(NamedTuple):
    facts: tuple[Fact, ...]
    doubts: tuple[Doubt, ...]


def facts_of(
    cells: Mapping[int, Cell],
    fields: Mapping[int, Field],
    around: Surroundings,
    *,
    is_1904: bool,
    year: str = "",
) -> Told:
    """All that the cells of a row say. ``year`` is what its sheet or group says of it."""
    said = _year_said(cells, fields) or year
    facts, doubts = list[Fact](), list[Doubt]()
    for column, cell in cells.items():
        field = fields.get(column)
        if field is None:
            continue
        heard = heard_in(cell.value, field, around, is_1904=is_1904, year=int(said or 0))
        text = written(cell.value)
        facts += [
            Fact(each.field, each.value, cell.how or each.how, text, cell.row, column)
            for each in heard.found
        ]
        doubts += heard.doubts
    return Told(tuple(facts), (*doubts, *_year_doubts(facts)))


def _year_said(cells: Mapping[int, Cell], fields: Mapping[int, Field]) -> str:
    """The one year of the row's own column, if there is just one."""
    texts = [written(cell.value) for at, cell in cells.items() if fields.get(at) is Field.YEAR]
    years = YEAR.findall(" ".join(texts))
    return years[0] if len(years) == 1 else ""


def _year_doubts(facts: list[Fact]) -> list[Doubt]:
    """A day outside the years that the row names besides."""
    years = {fact.value for fact in facts if fact.field is Field.YEAR}
    days = [fact for fact in facts if fact.field in (Field.STARTS, Field.ENDS)]
    if not years or not days or years & {fact.value[:4] for fact in days}:
        return []
    named = " / ".join(sorted(years))
    return [doubt(DoubtKind.YEAR_OTHER, year=named, text=days[0].written)]


def heard_in(
    value: Value, field: Field, around: Surroundings, *, is_1904: bool, year: int
) -> Heard:
    """What a cell of a column says."""
    latest = around.latest_year
    match field:
        case Field.PHONE:
            return phones_in(value)
        case Field.STARTS | Field.ENDS:
            return _day_in(value, field, is_1904=is_1904, year=year, latest=latest)
        case Field.PERIOD | Field.LENGTH:
            return period_in(value, year=year, is_1904=is_1904, latest=latest)
        case Field.REGION:
            return region_in(value, around.regions)
        case Field.ORDINAL | Field.NOT_KEPT:
            return NOTHING
    return _of_text(written(value), value, field, around)


def _of_text(text: str, value: Value, field: Field, around: Surroundings) -> Heard:
    match field:
        case Field.NAME:
            return name_in(text)
        case Field.EMAIL:
            return mails_in(text)
        case Field.INSTITUTION:
            return institution_in(text, around.known)
        case Field.YEAR:
            return _years_in(text, around.latest_year)
        case Field.NUMBER:
            return _number_in(text, value)
    line = one_line(text)
    return NOTHING if is_blank(line) else Heard((Found(field, line),))


def _day_in(value: Value, field: Field, *, is_1904: bool, year: int, latest: int) -> Heard:
    """A day; one without a year is of the year that the row gives elsewhere."""
    text = one_line(written(value))
    partial = partial_day(text) if year and isinstance(value, str) else None
    if partial and not partial.year and partial.month:
        value = f"{text} {year}" if partial_day(f"{text} {year}") else value
        heard = day_in(value, field, latest=latest)
        return Heard(tuple(each._replace(how=How.FROM_YEAR) for each in heard.found), heard.doubts)
    return day_in(value, field, is_1904=is_1904, latest=latest)


def _years_in(text: str, latest: int) -> Heard:
    """2014, or the two of 2014/2015."""
    if is_blank(text):
        return NOTHING
    years = [int(year) for year in YEAR.findall(text)]
    if not 1 <= len(years) <= 2 or max(years) > latest or years[-1] - years[0] not in (0, 1):
        return Heard(doubts=(doubt(DoubtKind.YEAR_UNREAD, text=text),))
    return Heard(tuple(Found(Field.YEAR, str(year)) for year in dict.fromkeys(years)))


def _number_in(text: str, value: Value) -> Heard:
    line = one_line(text).removeprefix("'")
    if is_blank(line):
        return NOTHING
    is_cut = isinstance(value, float) and len(line) > MOST_DIGITS
    if is_cut or "e+" in line.lower() or len(line) > MOST_NUMBER:
        return Heard(doubts=(doubt(DoubtKind.DIGITS_CUT, text=line),))
    how = How.NUMBER if isinstance(value, float) else How.WRITTEN
    return Heard((Found(Field.NUMBER, line, how),))
