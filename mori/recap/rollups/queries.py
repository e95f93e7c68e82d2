"""Counts as they stand, and what is still to be counted."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from peewee import JOIN, fn

from mori.core.compiled import Compiled
from mori.core.counts.changes import Cell
from mori.core.db import db, is_sqlite
from mori.logbook.models import Entry
from mori.logbook.rules import EntryState
from mori.offices.models import Office
from mori.placements.counting.queries import MOST
from mori.placements.models import Placement

from ..models import DayFact, DayTally, OfficeRollup
from .rules import DIMENSIONS, SUMMED, Fact, Place

LAPSED: Any = getattr(DayFact, "lapsed")  # noqa: B009 - measures are columns added to the model
COUNTS_LOCK = 6_675  # any number, the same on every node: the class of our advisory locks


def hold_counts(placement_ids: Sequence[int]) -> None:
    """Let whoever counts days of these placements wait, until the transaction ends.

    Asked before anything is counted, so that the second of two sees what the first has written.
    On SQLite nobody else writes.
    """
    if is_sqlite():
        return
    # In one order, so that two never wait in a circle.
    db.execute_sql(
        "SELECT pg_advisory_xact_lock(%s, id)"
        " FROM (SELECT unnest(%s::int[]) AS id ORDER BY 1) AS held",
        (COUNTS_LOCK, list(placement_ids)),
    )


def _columns() -> list[Any]:
    return [
        getattr(DayFact, name.removesuffix("_id")).alias(name) if name.endswith("_id")
        else getattr(DayFact, name)
        for name in Fact._fields
    ]  # fmt: skip


def _facts(ids: Any, first: Any, last: Any) -> Any:
    return DayFact.select(*_columns()).where(
        DayFact.placement.in_(ids), DayFact.day.between(first, last)
    )


def _facts_on(office: Any, first: Any, last: Any) -> Any:
    return DayFact.select(*_columns()).where(
        DayFact.office == office, DayFact.day.between(first, last)
    )


_facts_of = Compiled(Fact, _facts, ids=MOST)
_facts_between = Compiled(Fact, _facts_on)


def facts_of(placement_ids: Sequence[int], first: dt.date, last: dt.date) -> list[Fact]:
    """What days of at most ``MOST`` placements came to."""
    return _facts_of(ids=placement_ids, first=first, last=last)


def facts_between(office_id: int, first: dt.date, last: dt.date) -> list[Fact]:
    """What an office's days came to."""
    return _facts_between(office=office_id, first=first, last=last)


def sums_between(office_id: int, first: dt.date, last: dt.date) -> dict[Place, tuple[int, ...]]:
    """The sums of an office's days, as they are kept."""
    rows: Any = DayTally.select(
        DayTally.day, DayTally.dimension, DayTally.of, *(getattr(DayTally, name) for name in SUMMED)
    ).where(
        DayTally.office == office_id,
        DayTally.dimension.in_(list(DIMENSIONS)),
        DayTally.day.between(first, last),
    )
    return {
        Place(office_id, day, DIMENSIONS.index(dimension), of): tuple(amounts)
        for day, dimension, of, *amounts in rows.tuples()
    }


def days_counted(
    office_id: int, first: dt.date = dt.date.min, last: dt.date = dt.date.max
) -> list[dt.date]:
    """The days of an office of which anything is counted or summed, in order."""
    facts: Any = DayFact.select(DayFact.day).where(
        DayFact.office == office_id, DayFact.day.between(first, last)
    )
    sums: Any = DayTally.select(DayTally.day).where(
        DayTally.office == office_id,
        DayTally.dimension.in_(list(DIMENSIONS)),
        DayTally.day.between(first, last),
    )
    found = {day for rows in (facts, sums) for (day,) in rows.distinct().tuples()}
    return sorted(found)


def placements_of(office_id: int) -> list[int]:
    """All an office ever had, by id."""
    found = Placement.select(Placement.id).where(Placement.office == office_id)
    return [row.id for row in found.order_by(Placement.id)]


class Counting(NamedTuple):
    """How far an office's counts are."""

    office: Office
    rollup: OfficeRollup | None

    @property
    def is_due(self) -> bool:
        """Whether all is to be counted: it never was, or by a calendar that was changed since."""
        version = self.rollup.calendar_version if self.rollup else 0
        return version != self.office.calendar_version


def countings() -> list[Counting]:
    """Of all offices, in their order."""
    kept = {row.office_id: row for row in OfficeRollup.select()}
    return [Counting(each, kept.get(each.id)) for each in Office.select().order_by(Office.id)]


def offices_counted() -> list[Office]:
    """Those of which all was counted once."""
    return [each.office for each in countings() if each.rollup]


def counting_of(office_id: int) -> OfficeRollup | None:
    return OfficeRollup.get_or_none(OfficeRollup.office == office_id)


class Lapsing(NamedTuple):
    """A day whose entry waits too long and is not counted so yet."""

    entry_id: int
    placement_id: int
    day: dt.date

    @property
    def cell(self) -> Cell:
        return Cell(self.placement_id, self.day)


def days_lapsing(office_id: int, before: dt.datetime, after_id: int) -> list[Lapsing]:
    """Those of entries sent before a moment that wait still, by id."""
    rows: Any = (
        Entry.select(Entry.id, Entry.placement, Entry.day)
        .join(
            DayFact,
            JOIN.LEFT_OUTER,
            on=((DayFact.placement == Entry.placement) & (DayFact.day == Entry.day)),
        )
        .where(
            Entry.office == office_id,
            Entry.state == EntryState.SUBMITTED,
            Entry.submitted_at < before,
            fn.COALESCE(LAPSED, 0) == 0,
            Entry.id > after_id,
        )
        .order_by(Entry.id)
        .limit(MOST)
    )
    return [Lapsing(*each) for each in rows.tuples()]
