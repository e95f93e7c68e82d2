"""Rotation plans and what they are made of."""

import datetime as dt
from collections.abc import Collection
from typing import Any, NamedTuple

from peewee import fn

from mori.accounts.models import Membership, Person
from mori.core.db import literals
from mori.offices.models import Office, Unit

from ..models import Placement, UnitSpan
from ..rules import ONGOING, SpanPlan
from .models import (
    KeptSpan,
    PlannedIntern,
    PlannedStay,
    PlannedUnit,
    RotationPlan,
    RotationPlanEvent,
    StayEdit,
)
from .rules import PlanState

PAGE = 30
MOST = 120  # interns of one plan
StandIn = Person.alias("stand_in")


def plans_of(office_id: int, after: tuple[dt.date, int] | None = None) -> list[RotationPlan]:
    """An office's plans, the one that begins last first; one page and one more."""
    found = RotationPlan.select().where(
        RotationPlan.office == office_id,
        RotationPlan.state.in_(literals([PlanState.DRAFT, PlanState.PUBLISHED])),
    )
    if after:
        day, last_id = after
        found = found.where(
            RotationPlan.starts_on <= day,
            (RotationPlan.starts_on < day) | (RotationPlan.id < last_id),
        )
    order = (RotationPlan.starts_on.desc(), RotationPlan.id.desc())
    return list(found.order_by(*order).limit(PAGE + 1))


def rotation_plan_by_key(key: str) -> RotationPlan | None:
    return (
        RotationPlan.select(RotationPlan, Office)
        .join(Office)
        .where(RotationPlan.key == key)
        .get_or_none()
    )


def plan_by_id(plan_id: int) -> RotationPlan:
    return RotationPlan.get_by_id(plan_id)


def plan_by_token(token: str) -> RotationPlan | None:
    return RotationPlan.get_or_none(RotationPlan.token == token)


def later_version(plan_id: int) -> RotationPlan | None:
    """The version that is to replace a plan, or does."""
    return RotationPlan.get_or_none(
        RotationPlan.replaces == plan_id, RotationPlan.state != PlanState.DROPPED
    )


def earlier_versions(plan: RotationPlan) -> list[RotationPlan]:
    """What a plan was before it was changed, the latest first."""
    found: list[RotationPlan] = []
    while plan.replaces_id:
        plan = RotationPlan.get_by_id(plan.replaces_id)
        found.append(plan)
    return found


def units_in(plan_id: int) -> list[PlannedUnit]:
    """A plan's units in their turn, with who supervises there."""
    return list(
        PlannedUnit.select(PlannedUnit, Unit, Person, StandIn)
        .join(Unit)
        .switch(PlannedUnit)
        .left_outer_join(Person, on=(PlannedUnit.supervisor == Person.id))
        .switch(PlannedUnit)
        .left_outer_join(StandIn, on=(PlannedUnit.stand_in == StandIn.id))
        .where(PlannedUnit.plan == plan_id)
        .order_by(PlannedUnit.position, PlannedUnit.id)
    )


def placements_in(plan_id: int) -> list[Placement]:
    """The placements a plan is for, as far as they go on, by the names of their interns."""
    return list(
        Placement.select(Placement, Person, Office)
        .join(Person)
        .switch(Placement)
        .join(Office)
        .switch(Placement)
        .join(PlannedIntern, on=(PlannedIntern.placement == Placement.id))
        .where(PlannedIntern.plan == plan_id, Placement.state.in_(literals(ONGOING)))
        .order_by(Person.name_folded, Placement.id)
    )


def placements_besides(plan: RotationPlan, last: dt.date) -> list[Placement]:
    """Those of a plan's weeks whom it is not for: placed since it was begun, or left out."""
    inside = {each.id for each in placements_in(plan.id)}
    found = placements_of_weeks(plan.office_id, plan.starts_on, last)
    return [each for each in found if each.id not in inside]


def placements_of_weeks(office_id: int, first: dt.date, last: dt.date) -> list[Placement]:
    """Those of an office that go on or are to come in a stretch, by name."""
    return list(
        Placement.select(Placement, Person, Office)
        .join(Person)
        .switch(Placement)
        .join(Office)
        .where(
            Placement.office == office_id,
            Placement.state.in_(literals(ONGOING)),
            Placement.starts_on <= last,
            Placement.ends_on >= first,
        )
        .order_by(Person.name_folded, Placement.id)
        .limit(MOST)
    )


def stays_in(plan_id: int) -> dict[int, dict[int, int]]:
    """Units by placement and week."""
    found: dict[int, dict[int, int]] = {}
    rows = PlannedStay.select().where(PlannedStay.plan == plan_id)
    for row in rows.order_by(PlannedStay.placement, PlannedStay.week):
        found.setdefault(row.placement_id, {})[row.week] = row.unit_id
    return found


def edits_of(plan_id: int, step: int) -> list[StayEdit]:
    return list(StayEdit.select().where(StayEdit.plan == plan_id, StayEdit.step == step))


def last_step(plan_id: int) -> int | None:
    """The last change of a draft that can be undone."""
    steps = StayEdit.select(fn.MAX(StayEdit.step)).where(StayEdit.plan == plan_id)
    last: int | None = steps.scalar()
    return last


class Elsewhere(NamedTuple):
    """A stay in a unit of somebody whom a plan is not for."""

    unit_id: int
    starts_on: dt.date
    ends_on: dt.date


def stays_besides(
    office_id: int, placement_ids: Collection[int], first: dt.date, last: dt.date
) -> list[Elsewhere]:
    """Who is in the office's units in a stretch beside some placements."""
    found: Any = (
        UnitSpan.select(UnitSpan.unit, UnitSpan.starts_on, UnitSpan.ends_on)
        .join(Placement)
        .where(
            Placement.office == office_id,
            Placement.state.in_(literals(ONGOING)),
            Placement.starts_on <= last,
            Placement.ends_on >= first,
            UnitSpan.starts_on <= last,
            UnitSpan.ends_on >= first,
            Placement.id.not_in(list(placement_ids)),
        )
        .tuples()
    )
    return [Elsewhere(*row) for row in found]


def kept_spans(plan_id: int, placement_id: int, *, is_after: bool) -> list[SpanPlan]:
    """A rotation as it was before a plan was published, or as that made it."""
    found = KeptSpan.select().where(
        KeptSpan.plan == plan_id,
        KeptSpan.placement == placement_id,
        KeptSpan.is_after == is_after,
    )
    return [
        SpanPlan(row.unit_id, row.starts_on, row.ends_on, row.supervisor_id, row.stand_in_id)
        for row in found.order_by(KeptSpan.position)
    ]


def placements_kept(plan_id: int) -> list[Placement]:
    """Those whose rotation a plan changed when it was published."""
    changed = KeptSpan.select(KeptSpan.placement).where(KeptSpan.plan == plan_id)
    return list(
        Placement.select(Placement, Person, Office)
        .join(Person)
        .switch(Placement)
        .join(Office)
        .where(Placement.id.in_(changed))
        .order_by(Placement.id)
    )


def plan_events(plan_id: int) -> list[RotationPlanEvent]:
    """What happened to a plan, the earliest first, with who did it."""
    return list(
        RotationPlanEvent.select(RotationPlanEvent, Person)
        .left_outer_join(Person, on=RotationPlanEvent.actor)
        .where(RotationPlanEvent.plan == plan_id)
        .order_by(RotationPlanEvent.id)
    )


def supervisors_by_unit(memberships: Collection[Membership]) -> dict[int, list[int]]:
    """Who belongs to which unit, of those who may supervise."""
    found: dict[int, list[int]] = {}
    for each in memberships:
        if each.unit_id:
            found.setdefault(each.unit_id, []).append(each.person_id)
    return found


def people_named(ids: Collection[int]) -> dict[int, Person]:
    found = Person.select().where(Person.id.in_(list(ids)))
    return {each.id: each for each in found.order_by(Person.id)}


def units_named(ids: Collection[int]) -> dict[int, Unit]:
    return {each.id: each for each in Unit.select().where(Unit.id.in_(list(ids)))}
