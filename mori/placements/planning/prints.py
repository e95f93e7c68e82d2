"""A rotation plan as a sheet, A4 landscape. No request."""

import datetime as dt
from typing import Any

from flask_babel import gettext as _

from mori.offices.models import Office
from mori.offices.prints import frame
from mori.web import filters

from .desk import Cell, Line, lines_of, sums_of
from .grid import Grid


def plan_content(office: Office, grid: Grid, locale: str, at: dt.datetime) -> dict[str, Any]:
    weeks = [filters.short_day(locale, week.first) for week in grid.frame.weeks]
    title = f"{grid.plan.title} · {grid.plan.state.label}"
    return {
        **frame(office, title, locale, at),
        "flipped": True,
        "words": {},
        "heads": [_("Intern"), *weeks],
        "weeks": len(weeks),
        "shaded": [n for n, week in enumerate(grid.frame.weeks) if week.closed],
        "rows": [_row(each) for each in lines_of(grid)],
        "sums": [[each.name, *(said for said, _is_full in each.cells)] for each in sums_of(grid)],
        "notes": _notes(grid, locale),
        "signatures": [
            {"role": _("Internship coordinator"), "name": ""},
            {"role": _("Head of office"), "name": ""},
        ],
    }


def _row(line: Line) -> list[str]:
    return [line.placement.person.name, *map(_said, line.cells)]


def _said(cell: Cell) -> str:
    if not cell.is_in:
        return "–"
    return "\n".join([cell.unit, *cell.marks, *cell.said])


def _notes(grid: Grid, locale: str) -> list[str]:
    """Who supervises where, and which holidays fall into the weeks."""
    people = [
        f"{each.unit.name}: "
        + ", ".join(person.name for person in (each.supervisor, each.stand_in) if person)
        for each in grid.units
    ]
    days = [
        f"{filters.short_day(locale, grid.frame.weeks[n].first)}: {', '.join(names)}"
        for n, names in grid.holidays.items()
        if names
    ]
    return [*people, *days]
