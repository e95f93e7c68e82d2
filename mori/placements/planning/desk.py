"""A plan as it is shown: a line an intern, a cell a week, and beside it what speaks against it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from mori.core.workdays import DAY

from ..away.models import PlannedAway
from ..models import Placement
from .grid import Grid
from .rules import Clash, Planned


@dataclass(frozen=True)
class Cell:
    """A week of an intern: the unit, what is marked in it, and what speaks against it."""

    unit: str
    is_in: bool
    is_open: bool
    is_short: bool  # holidays take some of it
    marks: Sequence[str]
    clashes: Sequence[Clash]
    said: Sequence[str]


@dataclass(frozen=True)
class Line:
    """An intern of a plan."""

    placement: Placement
    cells: Sequence[Cell]

    @property
    def count(self) -> int:
        """In how many weeks something speaks against the plan."""
        return sum(bool(cell.clashes) for cell in self.cells)


@dataclass(frozen=True)
class Sum:
    """A unit of a plan: by week, how many interns there are, and for how many places."""

    name: str
    cells: Sequence[tuple[str, bool]]  # in words, and whether they are too many


def lines_of(grid: Grid) -> list[Line]:
    return [line_of(grid, each) for each in grid.placements]


def line_of(grid: Grid, placement: Placement) -> Line:
    row = grid.row_of(placement.id)
    notes = [each for each in grid.notes if each.person_id == placement.person_id]
    return Line(placement, [_cell(grid, row, n, notes) for n in range(len(grid.frame.weeks))])


def _cell(grid: Grid, row: Planned, number: int, notes: Sequence[PlannedAway]) -> Cell:
    week, unit_id = grid.frame.weeks[number], row.units.get(number)
    unit, found = grid.unit_named(unit_id), grid.clashes.get((row.placement_id, number), [])
    return Cell(
        unit.short if unit else "",
        row.is_in(week),
        row.is_in(week) and number >= grid.first_open,
        bool(week.closed),
        [f"{note.kind.label} {days}" for note in notes if (days := _days(note, row, number, grid))],
        found,
        [said_of(grid, each, unit_id, number) for each in found],
    )


def _days(note: PlannedAway, row: Planned, number: int, grid: Grid) -> int:
    """How many working days of a week somebody is away for one reason."""
    return sum(
        note.starts_on <= day <= note.ends_on for day in row.days_in(grid.frame.weeks[number])
    )


def said_of(grid: Grid, clash: Clash, unit_id: int | None, number: int) -> str:
    """What speaks against a week, in words."""
    if clash is Clash.OVER_CAPACITY and unit_id is not None:
        taken, places = grid.taken[unit_id, number], grid.frame.places(unit_id, number)
        return str(_("%(n)d interns for %(places)d places", n=taken, places=places))
    return str(clash.label)


def sums_of(grid: Grid) -> list[Sum]:
    return [
        Sum(
            each.unit.short,
            [_sum(grid, each.unit_id, n) for n in range(len(grid.frame.weeks))],
        )
        for each in grid.units
    ]


def _sum(grid: Grid, unit_id: int, number: int) -> tuple[str, bool]:
    taken, places = grid.taken.get((unit_id, number), 0), grid.frame.places(unit_id, number)
    if places is None:
        return str(taken), False
    return f"{taken}/{places}", taken > places


def named_clashes(grid: Grid) -> list[tuple[str, dt.date, str]]:
    """All that speaks against a plan: whose week, its Monday, and in words."""
    names = {each.id: each.person.name for each in grid.placements}
    found = []
    for (placement_id, number), here in sorted(
        grid.clashes.items(), key=lambda item: (item[0][1], names[item[0][0]])
    ):
        unit_id = grid.row_of(placement_id).units.get(number)
        said = ", ".join(said_of(grid, each, unit_id, number) for each in here)
        found.append((names[placement_id], grid.frame.weeks[number].first, said))
    return found


def last_day_of(grid: Grid) -> dt.date:
    return grid.frame.weeks[-1].first + 6 * DAY
