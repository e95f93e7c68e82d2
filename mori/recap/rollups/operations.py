"""Counting days anew, in the transaction that changed them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Any, NamedTuple, TypeVar

from mori.core.counts.changes import Cell
from mori.core.counts.upserts import Upsert
from mori.placements.counting.queries import MOST, stays_of
from mori.slices import slices

from ..models import DayFact, DayTally
from ..rules import MEASURED_BY
from . import queries
from .rules import (
    SUMMED,
    Fact,
    Place,
    bare,
    counted,
    difference,
    fact_on,
    says_something,
    sums_of,
)

ALL = frozenset(MEASURED_BY)
ROWS = 500  # in one statement
Facts = dict[Cell, Fact]
_keep_facts = Upsert(
    DayFact,
    [name.removesuffix("_id") for name in Fact._fields],
    key=("placement", "day"),
)
_add_to_sums = Upsert(
    DayTally,
    ("office", "dimension", "day", "of", *SUMMED),
    key=("office", "dimension", "day", "of"),
    adds=True,
)
Each = TypeVar("Each")


class Asked(NamedTuple):
    """What is to be counted: the placements, from when to when, by which slices."""

    placement_ids: Sequence[int]
    first: dt.date
    last: dt.date
    names: Set[str]
    cells: Set[Cell] | None = None  # these alone, where given


def keep(cells: Mapping[Cell, Set[str]], placements: Set[int], at: dt.datetime) -> int:
    """Count these days, and all days of these placements, anew, in the caller's transaction;
    how many of them had been counted otherwise.
    """
    queries.hold_counts(sorted({cell.placement_id for cell in cells} | placements))
    was: Facts = {}
    now: Facts = {}
    for asked in _asked(cells, placements):
        before, after = recounted(asked, at)
        _write(before, after)
        was |= before
        now |= after
    # All at once, in one order: two writers wait for each other, and never in a circle.
    add_to_sums(difference(sums_of(was.values()), sums_of(now.values())))
    return sum(was.get(cell) != now.get(cell) for cell in {*was, *now})


def _asked(cells: Mapping[Cell, Set[str]], placements: Set[int]) -> Iterator[Asked]:
    for whole in batches(sorted(placements), MOST):
        yield Asked(whole, dt.date.min, dt.date.max, ALL)
    days: dict[int, set[Cell]] = defaultdict(set)
    for cell in cells:
        if cell.placement_id not in placements:
            days[cell.placement_id].add(cell)
    for some in batches(sorted(days), MOST):
        these = {cell for each in some for cell in days[each]}
        names = {name for cell in these for name in cells[cell]}
        first, last = min(cell.day for cell in these), max(cell.day for cell in these)
        yield Asked(some, first, last, ALL if "" in names else names, these)


def recounted(asked: Asked, at: dt.datetime) -> tuple[Facts, Facts]:
    """What was counted of days, and what is counted of them by now."""
    ids, first, last, names, cells = asked
    before = {
        Cell(fact.placement_id, fact.day): fact for fact in queries.facts_of(ids, first, last)
    }
    found = _found(asked, at)
    cells = cells or {*before, *found}
    stays = _stays(ids) if "logbook" in names or cells - before.keys() else {}
    after: Facts = {}
    for cell in cells:
        old = before.get(cell)
        if old and not stays:  # where it counts is not changed by these slices
            blank: Fact | None = bare(old)
        else:
            blank = fact_on(cell.day, stays.get(cell.placement_id, ()))
        new = counted(blank, old, names, found.get(cell, {})) if blank else None
        if new and says_something(new):
            after[cell] = new
    return {cell: fact for cell, fact in before.items() if cell in cells}, after


def _found(asked: Asked, at: dt.datetime) -> dict[Cell, dict[str, Any]]:
    found: dict[Cell, dict[str, Any]] = defaultdict(dict)
    for each in slices():
        if each.counts and each.name in asked.names:
            counts = each.counts(asked.placement_ids, asked.first, asked.last, at)
            for cell, measures in counts.items():
                found[cell].update(measures)
    return found


def _stays(placement_ids: Sequence[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for stay in stays_of(placement_ids):
        found[stay.placement_id].append(stay)
    return found


def _write(before: Facts, after: Facts) -> None:
    new = [fact for cell, fact in sorted(after.items()) if before.get(cell) != fact]
    for some in batches(new, ROWS):
        _keep_facts(some)
    gone: dict[int, list[dt.date]] = defaultdict(list)
    for cell in before.keys() - after.keys():
        gone[cell.placement_id].append(cell.day)
    for placement_id, days in sorted(gone.items()):
        DayFact.delete().where(DayFact.placement == placement_id, DayFact.day.in_(days)).execute()


def add_to_sums(changes: Mapping[Place, Sequence[int]]) -> None:
    """Add to the sums of days, in the order of their places."""
    rows = [
        (place.office_id, place.dimension, place.day, place.of, *amounts)
        for place, amounts in changes.items()
    ]
    for some in batches(rows, ROWS):
        _add_to_sums(some)


def batches(rows: Sequence[Each], most: int) -> Iterable[Sequence[Each]]:
    """The rows in their order, so many at a time."""
    return (rows[first : first + most] for first in range(0, len(rows), most))
