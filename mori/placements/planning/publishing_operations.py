"""Making a plan the rotation of its interns, all at once, and taking that back."""

import datetime as dt
from collections.abc import Iterable, Sequence

from flask_babel import lazy_gettext as _

from mori.core.clock import local_date
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile, lock

from ..models import Placement
from ..queries import spans_of
from ..rotation.operations import change_rotation
from ..rules import ONGOING, SpanPlan
from . import queries
from .grid import Grid, grid_of, spans_now
from .letters import Moved, tell_of_plan
from .models import KeptSpan, RotationPlan
from .rules import MOVES, PlanState, first_difference, spans_planned


def moves_of(grid: Grid) -> list[Moved]:
    """Whose rotation would change on a working day of the plan, with what it was and would be."""
    days = {day for week in grid.frame.weeks for day in week.workdays}
    found = []
    for placement, row in zip(grid.placements, grid.rows, strict=True):
        before = grid.before[placement.id]
        if placement.state not in ONGOING or not row.units:
            continue
        after = spans_planned(grid.frame, row, before, grid.since)
        if after and first_difference(before, after, days):
            found.append(Moved(placement, before, after))
    return found


@writing()
def publish_plan(
    plan: RotationPlan, seen: int, reason: str, interns_at: str, actor_id: int, at: dt.datetime
) -> None:
    """Make a draft the rotation of its interns from tomorrow on, and tell those concerned once.

    What ``clashes`` with it needs a reason; ``seen`` is the step that was looked at.
    """
    lock(plan)
    current = queries.plan_by_id(plan.id)
    if current.state is not PlanState.DRAFT or current.step != seen:
        raise changed_meanwhile()
    grid = grid_of(current, at)
    if grid.must_go:
        raise Refused(_("Somebody would be without a supervisor who may have them. Change that."))
    if grid.clashes and not reason:
        raise Refused(_("Write why the plan is published although something speaks against it."))
    advance(current, MOVES, "publish", actor_id, at, reason)
    if current.replaces_id:
        advance(queries.plan_by_id(current.replaces_id), MOVES, "replace", actor_id, at)
    moved = moves_of(grid)
    for each in moved:
        _rotate(each.placement, each.after, actor_id, at)
        _keep(current, each.placement.id, each.before, is_after=False)
        _keep(current, each.placement.id, each.after, is_after=True)
    tell_of_plan(current, "published", moved, interns_at, at)


def _rotate(
    placement: Placement, spans: Sequence[SpanPlan], actor_id: int, at: dt.datetime
) -> None:
    placement.spans = spans_of([placement.id])
    change_rotation(placement, spans, actor_id, at)


def _keep(
    plan: RotationPlan, placement_id: int, spans: Iterable[SpanPlan], *, is_after: bool
) -> None:
    for position, span in enumerate(spans):
        KeptSpan.create(
            plan=plan.id,
            placement=placement_id,
            is_after=is_after,
            position=position,
            unit=span.unit_id,
            starts_on=span.starts_on,
            ends_on=span.ends_on,
            supervisor=span.supervisor_id,
            stand_in=span.stand_in_id,
        )


@writing()
def take_back_plan(plan: RotationPlan, interns_at: str, actor_id: int, at: dt.datetime) -> None:
    """Give everybody the rotation they had before, as long as nothing of the plan has begun."""
    lock(plan)
    current = queries.plan_by_id(plan.id)
    if queries.later_version(plan.id):
        raise Refused(_("A later version is begun. Drop that one first."))
    moved = _moved_by(current)
    _require_untouched(moved, local_date(at, plan.office.zone))
    step = current.step + 1
    advance(current, MOVES, "take_back", actor_id, at, step=step)
    if current.replaces_id:
        advance(queries.plan_by_id(current.replaces_id), MOVES, "restore", actor_id, at)
    for each in moved:
        _rotate(each.placement, each.before, actor_id, at)
    KeptSpan.delete().where(KeptSpan.plan == plan.id).execute()
    tell_of_plan(current, "taken_back", moved, interns_at, at)


def _moved_by(plan: RotationPlan) -> list[Moved]:
    return [
        Moved(
            each,
            queries.kept_spans(plan.id, each.id, is_after=False),
            queries.kept_spans(plan.id, each.id, is_after=True),
        )
        for each in queries.placements_kept(plan.id)
    ]


def _require_untouched(moved: Sequence[Moved], today: dt.date) -> None:
    now = spans_now([each.placement.id for each in moved])
    for placement, before, after in moved:
        begins_on = first_difference(before, after)
        if begins_on and begins_on <= today:
            raise Refused(_("The plan has begun. Change it instead: that makes a new version."))
        if placement.state not in ONGOING or now[placement.id] != after:
            raise Refused(
                _(
                    "The rotation of %(name)s was changed since. Change the plan instead.",
                    name=placement.person.name,
                )
            )


def may_take_back(plan: RotationPlan, at: dt.datetime) -> bool:
    """Whether a published plan can still be taken back."""
    if plan.state is not PlanState.PUBLISHED or queries.later_version(plan.id):
        return False
    try:
        _require_untouched(_moved_by(plan), local_date(at, plan.office.zone))
    except Refused:
        return False
    return True
