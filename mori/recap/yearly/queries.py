"""An office's interns of a year, with what became of each."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from peewee import JOIN, fn

from mori.accounts.models import Person
from mori.certificates.papers.models import Paper
from mori.certificates.papers.rules import PaperState
from mori.certificates.statements.rules import PaperKind
from mori.core.db import finds
from mori.institutions.models import Institution
from mori.offices.models import Unit
from mori.placements.models import Placement, UnitSpan
from mori.placements.rules import PlacementState

from ..models import DayFact

PAGE = 50
BEGUN: Any = getattr(DayFact, "begun")  # noqa: B009 - measures are columns added to the model
Standing = Institution.alias("standing")


class Listed(NamedTuple):
    """An intern of the year: a line of the list."""

    placement: Placement
    institution: str
    units: str
    short_units: str
    days: int | None  # none while the office is not counted
    certificate: str


def interns_of(
    office_id: int, year: int, after: tuple[dt.date, int] | None = None, most: int = PAGE
) -> list[Placement]:
    """Whoever was an intern on some day of a year, by first day: so many, and one more."""
    found: Any = (
        Placement.select(Placement, Person, Institution, Standing)
        .join(Person, on=Placement.person)
        .switch(Placement)
        .join(Institution, JOIN.LEFT_OUTER)
        .join(Standing, JOIN.LEFT_OUTER, on=Institution.merged_into)
        .where(*_in_year(office_id, year))
        .order_by(Placement.starts_on, Placement.id)
    )
    if after:
        day, id_ = after
        found = found.where(
            Placement.starts_on >= day, (Placement.starts_on > day) | (Placement.id > id_)
        )
    return list(found.limit(most + 1))


def count_interns(office_id: int, year: int) -> int:
    return int(Placement.select(Placement.id).where(*_in_year(office_id, year)).count())


def _in_year(office_id: int, year: int) -> tuple[Any, ...]:
    """Without those who stepped back before the first day, of whom none is counted."""
    began = DayFact.select(DayFact.id).where(
        DayFact.placement == Placement.id, DayFact.day == Placement.starts_on, BEGUN > 0
    )
    return (
        Placement.office == office_id,
        Placement.ends_on >= dt.date(year, 1, 1),
        Placement.starts_on <= dt.date(year, 12, 31),
        (Placement.state != PlacementState.WITHDRAWN) | finds(began),
    )


def listed(
    placements: Sequence[Placement], year: int, today: dt.date, *, is_counted: bool
) -> list[Listed]:
    """What the list says of each; of days that are to come, nothing."""
    ids = [each.id for each in placements]
    last = min(dt.date(year, 12, 31), today)
    units, days, numbers = _units(ids), _days(ids, dt.date(year, 1, 1), last), _certificates(ids)
    return [
        Listed(
            each,
            each.institution_name,
            ", ".join(name for name, _short in units[each.id]),
            ", ".join(short for _name, short in units[each.id]),
            days.get(each.id, 0) if is_counted else None,
            numbers.get(each.id, ""),
        )
        for each in placements
    ]


def _units(ids: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    """Their units in the order in which they were there, each once: name and short name."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows: Any = (
        UnitSpan.select(UnitSpan.placement, Unit.name, Unit.short)
        .join(Unit)
        .where(UnitSpan.placement.in_(ids))
        .order_by(UnitSpan.placement, UnitSpan.position)
    )
    for placement_id, *names in rows.tuples():
        if tuple(names) not in found[placement_id]:
            found[placement_id].append(tuple(names))
    return found


def _days(ids: Sequence[int], first: dt.date, last: dt.date) -> dict[int, int]:
    """Days that count as there, as in the reports."""
    counts = [getattr(DayFact, name) for name in ("present", "field_duty", "off")]
    rows: Any = (
        DayFact.select(DayFact.placement, fn.SUM(counts[0] + counts[1] + counts[2]))
        .where(DayFact.placement.in_(ids), DayFact.day.between(first, last))
        .group_by(DayFact.placement)
    )
    return dict(rows.tuples())


def _certificates(ids: Sequence[int]) -> dict[int, str]:
    rows: Any = (
        Paper.select(Paper.placement, Paper.number)
        .where(
            Paper.placement.in_(ids),
            Paper.kind == PaperKind.CERTIFICATE,
            Paper.state == PaperState.SIGNED,
        )
        .order_by(Paper.id)
    )
    return dict(rows.tuples())
