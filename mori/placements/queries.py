"""Placements and their rotation."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Collection
from typing import Any, NamedTuple

from peewee import Case, fn

from mori.accounts.models import Person
from mori.core.compiled import Compiled
from mori.core.db import literals
from mori.institutions.models import Institution
from mori.offices.models import Office, Unit
from mori.offices.queries import workdays_between

from .models import Placement, PlacementEvent, UnitSpan
from .rules import (
    ONGOING,
    RUNNING,
    SOON,
    TICKET_LASTS,
    TICKET_LOOKED_FOR,
    InternKind,
    PlacementState,
)

Supervisor = Person.alias("supervisor")
StandIn = Person.alias("stand_in")
Other = Placement.alias("other")
Become = Institution.alias("become")
INSTITUTION_NAME = fn.COALESCE(Become.name, Institution.name, Placement.institution_typed)


def with_institution(found: Any) -> Any:
    """Placements together with where their interns come from, and what that has become."""
    return (
        found.switch(Placement)
        .left_outer_join(Institution, on=(Placement.institution == Institution.id))
        .left_outer_join(Become, on=(Institution.merged_into == Become.id), attr="merged_into")
    )


class SpanToday(NamedTuple):
    """A span of an ongoing placement, with what is asked of the placement."""

    placement_id: int
    placement_key: str
    kind: InternKind
    programme: str
    starts_on: dt.date
    ends_on: dt.date
    state: PlacementState
    span_id: int
    unit_id: int
    unit_code: str
    unit_name: str
    unit_short: str
    span_starts_on: dt.date
    span_ends_on: dt.date
    supervisor_id: int
    supervisor_name: str
    stand_in_id: int | None


def _spans_today(person: Any, today: Any, soon: Any) -> Any:
    theirs = (
        Other.select(Other.id)
        .where(Other.person == person, Other.state.in_(literals(ONGOING)), Other.starts_on <= soon)
        .order_by(Case(None, [(Other.starts_on <= today, 0)], 1), Other.starts_on.desc())
        .limit(1)
    )
    return (
        UnitSpan.select(
            Placement.id.alias("placement_id"),
            Placement.key.alias("placement_key"),
            Placement.kind,
            Placement.programme,
            Placement.starts_on,
            Placement.ends_on,
            Placement.state,
            UnitSpan.id.alias("span_id"),
            Unit.id.alias("unit_id"),
            Unit.code.alias("unit_code"),
            Unit.name.alias("unit_name"),
            Unit.short.alias("unit_short"),
            UnitSpan.starts_on.alias("span_starts_on"),
            UnitSpan.ends_on.alias("span_ends_on"),
            UnitSpan.supervisor.alias("supervisor_id"),
            Supervisor.name.alias("supervisor_name"),
            UnitSpan.stand_in.alias("stand_in_id"),
        )
        .join(Placement)
        .switch(UnitSpan)
        .join(Unit)
        .switch(UnitSpan)
        .join(Supervisor, on=(UnitSpan.supervisor == Supervisor.id))
        .where(Placement.id == theirs)
        .order_by(UnitSpan.position)
    )


_spans = Compiled(SpanToday, _spans_today)


def spans_today(person: int, today: dt.date) -> list[SpanToday]:
    """The spans of a person's ongoing placement, one that has begun before one that soon will."""
    return _spans(person=person, today=today, soon=today + SOON)


def placement_by_key(key: str) -> Placement | None:
    """A placement with its person, office and spans."""
    found: Placement | None = (
        with_institution(
            Placement.select(Placement, Person, Office, Institution, Become)
            .join(Person)
            .switch(Placement)
            .join(Office)
        )
        .where(Placement.key == key)
        .get_or_none()
    )
    if found:
        found.spans = spans_of([found.id])
    return found


def placement_by_id(placement_id: int) -> Placement:
    return Placement.get_by_id(placement_id)


def placement_by_token(token: str) -> Placement | None:
    return Placement.get_or_none(Placement.token == token)


def spans_of(placement_ids: Collection[int]) -> list[UnitSpan]:
    """The spans of placements with unit, supervisor and stand-in, in their order."""
    return list(
        UnitSpan.select(UnitSpan, Unit, Supervisor, StandIn)
        .join(Unit)
        .switch(UnitSpan)
        .join(Supervisor, on=(UnitSpan.supervisor == Supervisor.id))
        .switch(UnitSpan)
        .left_outer_join(StandIn, on=(UnitSpan.stand_in == StandIn.id))
        .where(UnitSpan.placement.in_(placement_ids))
        .order_by(UnitSpan.placement, UnitSpan.position)
    )


def progress(placement: Placement, calendar_version: int, today: dt.date) -> tuple[int, int]:
    """Which working day of a placement today is, 0 before the first, and of how many."""
    days = workdays_between(
        placement.office_id, calendar_version, placement.starts_on, placement.ends_on
    )
    return bisect_right(days, today), len(days)


def is_workday(office_id: int, calendar_version: int, day: dt.date) -> bool:
    return bool(workdays_between(office_id, calendar_version, day, day))


def events_of(placement_id: int) -> list[PlacementEvent]:
    """What happened to a placement, the earliest first, with who did it."""
    return list(
        PlacementEvent.select(PlacementEvent, Person)
        .left_outer_join(Person, on=PlacementEvent.actor)
        .where(PlacementEvent.placement == placement_id)
        .order_by(PlacementEvent.id)
    )


def events_of_each(placement_ids: Collection[int]) -> dict[int, list[PlacementEvent]]:
    """What happened to some placements, the earliest first, by placement."""
    found: dict[int, list[PlacementEvent]] = {each: [] for each in placement_ids}
    rows = PlacementEvent.select().where(PlacementEvent.placement.in_(list(found)))
    for row in rows.order_by(PlacementEvent.id):
        found[row.placement_id].append(row)
    return found


def placements_between(person_id: int, first: dt.date, last: dt.date) -> list[Placement]:
    """A person's placements that share days with a period, the earliest first."""
    return list(
        Placement.select(Placement, Office)
        .join(Office)
        .where(
            Placement.person == person_id,
            Placement.starts_on <= last,
            Placement.ends_on >= first,
        )
        .order_by(Placement.starts_on, Placement.id)
    )


def is_ongoing(person_id: int, office_id: int) -> bool:
    """Whether somebody's internship in an office goes on or is still to come."""
    found = Placement.select().where(
        Placement.person == person_id,
        Placement.office == office_id,
        Placement.state.in_(literals(ONGOING)),
    )
    return bool(found.exists())


def last_begun(person_id: int, today: dt.date) -> Placement | None:
    """The internship that is going on, or else the last one a person had."""
    return (
        Placement.select()
        .where(Placement.person == person_id, Placement.starts_on <= today)
        .order_by(Placement.starts_on.desc(), Placement.id.desc())
        .get_or_none()
    )


def nearest_placement(person_id: int, today: dt.date) -> Placement | None:
    """The internship that is going on or begins next, or else the last one a person had."""
    ahead = (
        Placement.select()
        .where(
            Placement.person == person_id,
            Placement.state.in_(literals(ONGOING)),
            Placement.ends_on >= today,
        )
        .order_by(Placement.starts_on, Placement.id)
    )
    return ahead.get_or_none() or last_begun(person_id, today)


def placement_covering(person_id: int, day: dt.date) -> Placement | None:
    """The running placement a person has on a day."""
    return (
        Placement.select(Placement, Office)
        .join(Office)
        .where(
            Placement.person == person_id,
            Placement.state.in_(literals(RUNNING)),
            Placement.starts_on <= day,
            Placement.ends_on >= day,
        )
        .order_by(Placement.id)
        .get_or_none()
    )


def ended_placements(zone: str, today: dt.date) -> list[Placement]:
    """Running placements whose last day is before one, in the offices of a zone."""
    return list(
        Placement.select()
        .join(Office)
        .where(
            Office.zone == zone, Placement.state.in_(literals(RUNNING)), Placement.ends_on < today
        )
        .order_by(Placement.id)
    )


def placements_to_part_from(today: dt.date) -> list[Placement]:
    """Those over for long, whose intern has no other, and whose help tickets were not ended yet."""
    parted = PlacementEvent.select(PlacementEvent.id).where(
        PlacementEvent.placement == Placement.id, PlacementEvent.verb == "part"
    )
    ongoing = Other.select(Other.id).where(
        Other.person == Placement.person, Other.state.in_(literals(ONGOING))
    )
    return list(
        Placement.select()
        .where(
            Placement.state.not_in(literals(ONGOING)),
            Placement.ends_on < today - TICKET_LASTS,
            Placement.ends_on >= today - TICKET_LOOKED_FOR,
            ~fn.EXISTS(parted),
            ~fn.EXISTS(ongoing),
        )
        .order_by(Placement.id)
    )
