"""All that Ringkasan shows, in three statements: attentions, figures, weeks with supervisors."""

import datetime as dt
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple

from peewee import SQL, Case, Select, fn

from mori.accounts.models import Person
from mori.core.compiled import Compiled
from mori.core.counts.overview import (
    AGO,
    NO_DAY,
    NO_NUMBER,
    NO_TEXT,
    WEEK,
    Attention,
    Figure,
    Found,
    Value,
    number_of,
    value,
)
from mori.core.db import db, literals
from mori.logbook.models import Entry
from mori.logbook.rules import EntryState
from mori.offices.models import Unit
from mori.placements.models import Placement, UnitSpan
from mori.placements.rules import PlacementState
from mori.slices import slices

from ..models import DayFact, DayTally, OfficeRollup
from ..rules import Dimension

LOOKED_AT = 1_000  # waiting entries of an office, the oldest first
MOST = 50  # supervisors


def attentions() -> tuple[Attention, ...]:
    """What all slices declare, the most pressing first."""
    declared = [each for one in slices() for each in one.attentions]
    return tuple(sorted(declared, key=lambda each: each.rank))


def figures() -> tuple[Figure, ...]:
    declared = [each for one in slices() for each in one.figures]
    return tuple(sorted(declared, key=lambda each: each.rank))


def found_of(names: tuple[str, ...], slots: dict[str, Any]) -> list[Found]:
    """All rows of the attentions of these names, in no order."""
    return _all_found(names)(**slots) if names else []


def values_of(names: tuple[str, ...], slots: dict[str, Any]) -> list[Value]:
    return _all_values(names)(**slots) if names else []


@cache
def _all_found(names: tuple[str, ...]) -> Compiled[Found]:
    return _united(Found, [each.query for each in attentions() if each.name in names])


@cache
def _all_values(names: tuple[str, ...]) -> Compiled[Value]:
    return _united(Value, [each.query for each in figures() if each.name in names])


def _united(row: Any, queries: Iterable[Callable[..., Any]]) -> Compiled[Any]:
    """One statement of many queries; each has been given the slots that it names."""

    def build(
        office: Any, person: Any, now: Any, tomorrow: Any, stale: Any, today: Any, soon: Any,
        half_year: Any, monday: Any, lately: Any, past: Any, before: Any, workdays: Any, week: Any,
    ) -> Any:  # fmt: skip
        slots = locals()
        names = set(slots) - {"queries", "row"}
        return union(
            [each(**{name: slots[name] for name in _wanted(each) & names}) for each in queries],
            row._fields,
        )

    return Compiled(row, build, before=AGO, workdays=AGO, week=WEEK)


def _wanted(query: Callable[..., Any]) -> set[str]:
    return set(query.__code__.co_varnames[: query.__code__.co_argcount])


def union(queries: Iterable[Any], names: Iterable[str]) -> Any:
    """Each limited on its own, which a compound select can only say of tables in it."""
    names = tuple(names)
    whole: Any = None
    for number, query in enumerate(queries):
        one = query.alias(f"q{number}")
        part = Select([one], [getattr(one.c, name).alias(name) for name in names])
        whole = part if whole is None else whole + part
    every = whole.alias("every")
    columns = [getattr(every.c, name).alias(name) for name in names]
    return Select([every], columns).bind(db)  # it stands on no model that knows the database


def _measure(name: str) -> Any:
    return getattr(DayTally, name)


def _this_week(office: Any, measure: str, monday: Any, today: Any) -> Any:
    return DayTally.select(fn.COALESCE(fn.SUM(_measure(measure)), 0)).where(
        DayTally.office == office,
        DayTally.dimension.in_(literals([Dimension.OFFICE])),
        DayTally.day.between(monday, today),
    )


def sent(office: Any, monday: Any, today: Any, week: Any) -> Any:
    """Entries of this week, out of the days on which interns were expected."""
    columns = value(
        "sent", _this_week(office, "entries", monday, today), _expected(office, monday, week)
    )
    return OfficeRollup.select(*columns).where(OfficeRollup.office == office)


def _expected(office: Any, monday: Any, week: Any) -> Any:
    days = [
        Case(
            None, [((Placement.starts_on <= day) & (Placement.ends_on >= day), SQL("1"))], SQL("0")
        )
        for day in week
    ]
    gone = literals([PlacementState.PAUSED, PlacementState.WITHDRAWN])
    return Placement.select(fn.COALESCE(fn.SUM(sum(days[1:], days[0])), 0)).where(
        Placement.office == office, Placement.ends_on >= monday, Placement.state.not_in(gone)
    )


def initialled(office: Any, monday: Any, today: Any) -> Any:
    """Of this week's entries, and how many of them wait."""
    waiting = Entry.select().where(
        Entry.office == office,
        Entry.state.in_(literals([EntryState.SUBMITTED])),
        Entry.day >= monday,
    )
    columns = value(
        "initialled",
        _this_week(office, "initialled", monday, today),
        number_of(waiting, LOOKED_AT),
    )
    return OfficeRollup.select(*columns).where(OfficeRollup.office == office)


def median(office: Any, lately: Any) -> Any:
    """How many minutes it took to decide, in the middle of all of four weeks."""
    days = decided_days(DayFact.office == office, lately)
    middle = Select([days], [middle_of(days)]).where(around_the_middle(days))
    columns = value("median", middle)
    return OfficeRollup.select(*columns).where(OfficeRollup.office == office)


def decided_days(of_office: Any, lately: Any, *only: Any, by: Any = None) -> Any:
    """Days that were decided on, each with its place among all, or among all of the same.

    None of an office that is not counted yet, of whose days only some are.
    """
    among = {"partition_by": [by]} if by else {}
    place = fn.ROW_NUMBER().over(order_by=[DayFact.review_minutes], **among)
    return (
        DayFact.select(
            DayFact.office.alias("office_id"),
            DayFact.supervisor.alias("supervisor"),
            DayFact.review_minutes.alias("minutes"),
            place.alias("place"),
            fn.SUM(SQL("1")).over(**among).alias("size"),
        )
        .join(OfficeRollup, on=(OfficeRollup.office == DayFact.office))
        .where(
            of_office,
            DayFact.day >= lately,
            DayFact.review_minutes.is_null(False),
            *only,
        )
        .alias("days")
    )


def middle_of(days: Any) -> Any:
    return (fn.MIN(days.c.minutes) + fn.MAX(days.c.minutes)) / SQL("2")


def around_the_middle(days: Any) -> Any:
    """The one in the middle, or the two."""
    twice = days.c.place * SQL("2")
    return (twice >= days.c.size) & (twice <= days.c.size + SQL("2"))


class Line(NamedTuple):
    """A day of the chart, or what is known of a supervisor: what they hold, or their median."""

    what: str
    key: str | None
    who: str | None
    unit: str | None
    n: int | None
    m: int | None
    day: dt.date | None


def _columns(what: str, **columns: Any) -> list[Any]:
    given = {
        "what": SQL(f"'{what}'"),
        **dict.fromkeys(("key", "who", "unit"), NO_TEXT),
        "n": NO_NUMBER,
        "m": NO_NUMBER,
        "day": NO_DAY,
        **columns,
    }
    return [given[each].alias(each) for each in Line._fields]


def _lines(office: Any, first: Any, lately: Any, today: Any) -> Any:
    parts = (_days(office, first, today), _held(office, today), _medians(office, lately, today))
    return union(parts, Line._fields)


def _days(office: Any, first: Any, today: Any) -> Any:
    columns = _columns("day", n=_measure("entries"), m=_measure("initialled"), day=DayTally.day)
    return DayTally.select(*columns).where(
        DayTally.office == office,
        DayTally.dimension.in_(literals([Dimension.OFFICE])),
        DayTally.day.between(first, today),
    )


def _held(office: Any, today: Any) -> Any:
    """By supervisor: how many entries wait, and from which day the oldest is."""
    waiting = (
        Entry.select(Entry.supervisor.alias("supervisor"), Entry.day)
        .where(Entry.office == office, Entry.state.in_(literals([EntryState.SUBMITTED])))
        .order_by(Entry.day, Entry.id)
        .limit(LOOKED_AT)
        .alias("waiting")
    )
    oldest = fn.MIN(waiting.c.day)
    columns = _columns("held", n=SQL("SUM(1)"), day=oldest, **_named(office, today))
    return (
        Person.select(*columns)
        .join(waiting, on=(waiting.c.supervisor == Person.id))
        .group_by(Person.id, Person.key, Person.name)
        .order_by(oldest)
        .limit(MOST)
    )


def _medians(office: Any, lately: Any, today: Any) -> Any:
    days = decided_days(DayFact.office == office, lately, by=DayFact.supervisor)
    columns = _columns("median", n=middle_of(days), **_named(office, today))
    return (
        Person.select(*columns)
        .join(days, on=(days.c.supervisor == Person.id))
        .where(around_the_middle(days))
        .group_by(Person.id, Person.key, Person.name)
        .order_by(middle_of(days).desc())
        .limit(MOST)
    )


def _named(office: Any, today: Any) -> dict[str, Any]:
    """Of a supervisor: who, and in which unit interns are with them."""
    unit = (
        UnitSpan.select(Unit.short)
        .join(Unit)
        .where(UnitSpan.supervisor == Person.id, UnitSpan.ends_on >= today, Unit.office == office)
        .order_by(UnitSpan.ends_on, UnitSpan.id)
        .limit(1)
    )
    return {"key": Person.key, "who": Person.name, "unit": unit}


lines = Compiled(Line, _lines)
