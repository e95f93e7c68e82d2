"""What minutes show: their text and decisions, who was there then and is known now, promises."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from mori.core.clock import local_date
from mori.core.texts.folding import folded

from ..followups.queries import all_follow_ups_of
from ..followups.rules import Figures, figures_of
from ..followups.standing import Line, lines_of
from ..models import Event
from ..presence.desk import halves_of
from ..presence.rules import HalfDay
from . import queries
from .models import Minutes
from .queries import Attendance
from .rules import MinutesState


class Cell(NamedTuple):
    """How many were there: as a version says it, and as is known now."""

    then: int
    now: int

    @property
    def differs(self) -> bool:
        return self.then != self.now


class Row(NamedTuple):
    """A community's half-days; without a name, of those who belong to none."""

    name: str
    cells: Sequence[Cell]


class Table(NamedTuple):
    """Who was there, by community and half-day, and in all."""

    halves: Sequence[HalfDay]
    rows: Sequence[Row]
    whole: Sequence[Cell]

    @property
    def differs(self) -> bool:
        """Whether more, or less, is known by now."""
        cells = [cell for row in self.rows for cell in row.cells]
        return any(cell.differs for cell in cells)


class Shown(NamedTuple):
    """A version, as it is read."""

    minutes: Minutes
    decisions: Sequence[str]
    table: Table
    promised: Figures
    lines: Sequence[Line]


def shown_minutes(minutes: Minutes, event: Event, at: dt.datetime) -> Shown:
    """A draft shows what is known now; what was published keeps its own figures beside that."""
    is_draft = minutes.state is MinutesState.DRAFT
    known = queries.attendance_of(event.id)
    then = known if is_draft else queries.attendance_then(minutes.id)
    today = local_date(at, event.office.zone)
    promised = all_follow_ups_of(event.id)
    return Shown(
        minutes,
        queries.decisions_of(minutes.id),
        table_of(event, then, known),
        figures_of(promised, today),
        lines_of(promised, today),
    )


def table_of(event: Event, then: Attendance, known: Attendance) -> Table:
    """Communities by name: nobody is ranked."""
    told = {half for halves in [*then.values(), *known.values()] for half in halves}
    halves = sorted(told | set(halves_of(event).all))
    names = sorted({*then, *known}, key=lambda name: (not name, folded(name)))
    rows = [Row(name, [_cell(name, half, then, known) for half in halves]) for name in names]
    columns = [[row.cells[n] for row in rows] for n in range(len(halves))]
    whole = [Cell(sum(c.then for c in each), sum(c.now for c in each)) for each in columns]
    return Table(halves, rows, whole)


def _cell(name: str, half: HalfDay, then: Attendance, known: Attendance) -> Cell:
    return Cell(then.get(name, {}).get(half, 0), known.get(name, {}).get(half, 0))
