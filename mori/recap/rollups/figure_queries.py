"""What reports read: sums of days, how long decisions took, and the days behind a figure."""

import datetime as dt
from collections import defaultdict
from functools import reduce
from operator import add
from typing import Any, NamedTuple

from peewee import JOIN, SQL, fn

from mori.accounts.models import Person
from mori.core.compiled import Compiled
from mori.placements.models import Placement
from mori.placements.rules import InternKind

from ..models import DayFact, DayTally, OfficeRollup
from ..rules import Dimension
from .rules import SUMMED, Tally

NEVER = SQL("1 = 0")
PAGE = 50  # rows behind a figure, on a page
COLUMNS: dict[Dimension, Any] = {
    Dimension.UNIT: DayFact.unit,
    Dimension.SUPERVISOR: DayFact.supervisor,
    Dimension.INSTITUTION: DayFact.institution,
    Dimension.KIND: DayFact.kind,
    Dimension.PROGRAMME: DayFact.programme,
    Dimension.ACTIVITY: DayFact.activity,
}


def _tallies(office: Any, dimension: Any, first: Any, last: Any) -> Any:
    sums = [fn.SUM(getattr(DayTally, name)).alias(name) for name in SUMMED]
    return (
        DayTally.select(DayTally.of, *sums)
        .join(OfficeRollup, on=(OfficeRollup.office == DayTally.office))
        .where(
            DayTally.office == office,
            DayTally.dimension == dimension,
            DayTally.day.between(first, last),
        )
        .group_by(DayTally.of)
        .order_by(DayTally.of)
    )


_summed = Compiled(Tally, _tallies)


def tallies(office_id: int, dimension: Dimension, first: dt.date, last: dt.date) -> list[Tally]:
    """An office's days of a period, one row for each value; one at most for the office itself, and
    none of one that is not counted yet.

    A value is an id, a kind's name, a programme, or empty where a day has none.
    """
    found = _summed(office=office_id, dimension=dimension, first=first, last=last)
    return [tally for tally in found if any(tally[1:])]


def waits(
    office_id: int, dimension: Dimension, first: dt.date, last: dt.date
) -> dict[str, list[int]] | None:
    """Minutes of working days until the first decision, by value: to be joined before their middle
    is looked for. None of an office that is not counted yet, whose sums would be those of a part.
    """
    found = _waits[dimension](office=office_id, first=first, last=last)
    waited: dict[str, list[int]] = defaultdict(list)
    for of, minutes in found:
        if minutes is not None:
            waited["" if of is None else str(of)].append(minutes)
    return dict(waited) if found else None


class Wait(NamedTuple):
    """How long the first decision on an entry took, by one dimension."""

    of: str  # as the column has it: an id too
    minutes: int | None  # none in the one row of an office in which nothing was decided


def _waits_by(dimension: Dimension) -> Compiled[Wait]:
    """A year of a large office is some ten thousand rows: sorted here, and not in the database,
    where window functions take longer than to fetch them.
    """

    def build(office: Any, first: Any, last: Any) -> Any:
        of = COLUMNS.get(dimension, SQL("''")).alias("of")
        decided = (
            (DayFact.office == OfficeRollup.office)
            & DayFact.day.between(first, last)
            & DayFact.review_minutes.is_null(False)
        )
        return (
            OfficeRollup.select(of, DayFact.review_minutes.alias("minutes"))
            .join(DayFact, JOIN.LEFT_OUTER, on=decided)
            .where(OfficeRollup.office == office)
        )

    return Compiled(Wait, build)


_waits = {dimension: _waits_by(dimension) for dimension in Dimension}


class Figure(NamedTuple):
    """A number of a report: what is measured on an office's days, by values of one dimension."""

    office_id: int
    dimension: Dimension
    of: str
    measure: str
    first: dt.date
    last: dt.date
    also_of: tuple[str, ...] = ()  # further values that it counts: what was merged, a region's
    also_measured: tuple[str, ...] = ()  # further measures that it sums


class FactBehind(NamedTuple):
    """A day that a figure counts, with whose it is."""

    day: dt.date
    placement_id: int
    placement_key: str
    kind: InternKind
    person_name: str
    amount: int


def facts_behind(figure: Figure, after: tuple[dt.date, int] | None = None) -> list[FactBehind]:
    """The days behind a figure, the earliest first, a page and one more.

    ``after`` is the day and the placement of the last that was shown.
    """
    amount = _amount(figure)
    is_there = amount.is_null(False) if figure.measure == "reviewed" else amount > 0
    found: Any = (
        DayFact.select(
            DayFact.day, DayFact.placement, Placement.key, Placement.kind, Person.name, amount
        )
        .join(Placement, on=(DayFact.placement == Placement.id))
        .join(Person, on=(Placement.person == Person.id))
        .where(_counted_in(figure), is_there, DayFact.day.in_(_days_of(figure)))
        .order_by(DayFact.day, DayFact.placement)
        .limit(PAGE + 1)
    )
    if after:
        day, placement_id = after
        found = found.where(
            DayFact.day >= day, (DayFact.day > day) | (DayFact.placement > placement_id)
        )
    return [FactBehind(*each) for each in found.tuples()]


def _days_of(figure: Figure) -> Any:
    """The days that have any of it: of what is rare few days are read."""
    return DayTally.select(DayTally.day).where(
        DayTally.office == figure.office_id,
        DayTally.dimension == figure.dimension,
        DayTally.of.in_([figure.of, *figure.also_of]),
        DayTally.day.between(figure.first, figure.last),
        _sum(DayTally, figure) > 0,
    )


def _amount(figure: Figure) -> Any:
    """The sum of the measures; of ``reviewed`` the minutes that it took, which may be nought."""
    if figure.measure not in SUMMED:
        raise ValueError(f"{figure.measure} is no measure")
    return DayFact.review_minutes if figure.measure == "reviewed" else _sum(DayFact, figure)


def _sum(model: Any, figure: Figure) -> Any:
    columns = [getattr(model, name) for name in (figure.measure, *figure.also_measured)]
    return reduce(add, columns)


def _counted_in(figure: Figure) -> Any:
    inside = (DayFact.office == figure.office_id) & DayFact.day.between(figure.first, figure.last)
    column = COLUMNS.get(figure.dimension)
    if column is None:
        return inside
    named = [of for of in (figure.of, *figure.also_of) if of or _is_text(figure.dimension)]
    has_none = column.is_null() if len(named) <= len(figure.also_of) else NEVER
    return inside & (column.in_(named) | has_none)


def _is_text(dimension: Dimension) -> bool:
    return dimension is Dimension.PROGRAMME
