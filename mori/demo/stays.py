"""Where the invented interns are: placements that rotate, so that today falls where it should."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from mori.accounts.models import Person
from mori.core.clock import moment
from mori.core.workdays import DAY, monday_of
from mori.offices.models import Office, Unit
from mori.placements.models import Placement, UnitSpan
from mori.placements.rotation.operations import make_placement
from mori.placements.rules import InternKind, SpanPlan

from .people import UNITS, DemoPerson

WEEK = 7 * DAY
PLACED_BEFORE = 10 * DAY  # of the first one, a Monday
ROTATE_FROM = 3  # weeks: a shorter internship stays in one unit


@dataclass(frozen=True)
class Stay:
    """An intern with their placement and its spans, in order."""

    each: DemoPerson
    person: Person
    office: Office
    placement: Placement
    spans: list[Any]


def place_intern(
    each: DemoPerson,
    person: Person,
    office: Office,
    supervisors: dict[str, list[Person]],
    coordinator: Person,
    today: dt.date,
) -> Stay:
    """Place an intern so that ``week_now`` of their weeks is this week."""
    starts_on = monday_of(today) - (each.week_now - 1) * WEEK
    ends_on = starts_on + each.weeks * WEEK - 3 * DAY  # a Friday
    plans = [
        _plan(each, office, supervisors, unit, first, last)
        for unit, first, last in _rotation(each, starts_on, ends_on, today)
    ]
    placement = make_placement(
        person_id=person.id,
        office_id=office.id,
        kind=InternKind(each.kind),
        programme=each.programme,
        institution=each.institution,
        starts_on=starts_on,
        ends_on=ends_on,
        spans=plans,
        actor_id=coordinator.id,
        at=moment(starts_on - PLACED_BEFORE, dt.time(9), office.zone),
    )
    return stay_of(each, person, office, placement.id)


def stay_of(each: DemoPerson, person: Person, office: Office, placement_id: int) -> Stay:
    """The internship as it is planned by now."""
    found = Placement.select(Placement, Office).join(Office).where(Placement.id == placement_id)
    spans = UnitSpan.select().where(UnitSpan.placement == placement_id).order_by(UnitSpan.position)
    return Stay(each, person, office, found.get(), list(spans))


def _rotation(
    each: DemoPerson, starts_on: dt.date, ends_on: dt.date, today: dt.date
) -> list[tuple[str, dt.date, dt.date]]:
    """Units with first and last day; the intern's own unit is the one they are in today."""
    if each.weeks < ROTATE_FROM:
        return [(each.unit, starts_on, ends_on)]
    third = each.weeks // 3
    edges = [starts_on, starts_on + third * WEEK, starts_on + 2 * third * WEEK, ends_on + DAY]
    now = next((n for n in (2, 1, 0) if edges[n] <= today), 0)
    others = [unit for unit in UNITS if unit != each.unit]
    units = [*others[:now], each.unit, *others[now:]]
    return [
        (unit, first, last - DAY)
        for unit, first, last in zip(units, edges, edges[1:], strict=False)
    ]


def _plan(
    each: DemoPerson,
    office: Office,
    supervisors: dict[str, list[Person]],
    unit: str,
    first: dt.date,
    last: dt.date,
) -> SpanPlan:
    one, other = supervisors[unit]
    if each.number % 2:
        one, other = other, one
    row = Unit.get(Unit.office == office, Unit.code == unit)
    return SpanPlan(row.id, first, last, one.id, other.id)
