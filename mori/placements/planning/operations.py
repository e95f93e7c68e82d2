"""Drafting a plan of who is in which unit, step by step; every step can be undone."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.db import new_key, writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile, lock
from mori.offices.queries import calendar_of, office_by_id

from ..models import Placement
from ..rotation.queries import supervisors_of
from ..rules import SpanPlan
from . import queries
from .grid import Grid, grid_of, spans_now, units_by_week, weeks_of
from .models import (
    PlannedIntern,
    PlannedStay,
    PlannedUnit,
    RotationPlan,
    RotationPlanEvent,
    StayEdit,
)
from .rules import LONGEST, MOVES, PlanState, Post, proposal

Stays = Mapping[int, Mapping[int, int]]  # placement → week → unit


class Wanted(NamedTuple):
    """What a new plan is called, its first Monday, its weeks, and its units in their turn."""

    title: str
    starts_on: dt.date
    weeks: int
    unit_ids: Sequence[int]


@writing()
def draft_plan(
    office_id: int, wanted: Wanted, token: str, actor_id: int, at: dt.datetime
) -> RotationPlan:
    """Begin a plan for all who are placed in its weeks, as they are now; the same form is one."""
    if there := queries.plan_by_token(token):
        return there
    if not 1 <= wanted.weeks <= LONGEST or not wanted.unit_ids:
        raise Refused(_("A plan has at least one week and one unit, and at most thirty weeks."))
    office = office_by_id(office_id)
    calendar = calendar_of(office_id, office.calendar_version)
    weeks = weeks_of(calendar, wanted.starts_on, wanted.weeks)
    placements = queries.placements_of_weeks(office_id, wanted.starts_on, weeks[-1].last)
    if not placements:
        raise Refused(_("Nobody is placed in these weeks. Choose others, or place interns first."))
    spans = spans_now([each.id for each in placements])
    stays = {each: units_by_week(spans[each], weeks) for each in spans}
    plan = RotationPlan.create(
        token=token,
        office=office_id,
        title=wanted.title,
        starts_on=wanted.starts_on,
        weeks=wanted.weeks,
        made_at=at,
    )
    found_there = {unit for row in stays.values() for unit in row.values()}
    units = [*wanted.unit_ids, *sorted(found_there - set(wanted.unit_ids))]
    _add_units(plan, units, [each for row in spans.values() for each in row])
    _fill(plan, placements, stays)
    _note(plan, "draft", actor_id, at)
    return plan


def _add_units(
    plan: RotationPlan, unit_ids: Sequence[int], spans: Sequence[SpanPlan] = (), first: int = 0
) -> None:
    """Each unit with its own supervisors, or else with those whom somebody there has now."""
    memberships = supervisors_of(plan.office_id)
    people, here = queries.supervisors_by_unit(memberships), {m.person_id for m in memberships}
    now = {each.unit_id: (each.supervisor_id, each.stand_in_id) for each in spans}
    for position, unit_id in enumerate(unit_ids, first):
        known = people.get(unit_id) or [who for who in now.get(unit_id, ()) if who in here]
        supervisor, stand_in = [*known, None, None][:2]
        PlannedUnit.create(
            plan=plan, unit=unit_id, position=position, supervisor=supervisor, stand_in=stand_in
        )


def _fill(plan: RotationPlan, placements: Iterable[Placement], stays: Stays) -> None:
    for each in placements:
        PlannedIntern.create(plan=plan, placement=each.id)
        for week, unit_id in stays.get(each.id, {}).items():
            PlannedStay.create(plan=plan, placement=each.id, week=week, unit=unit_id)


def _note(
    plan: RotationPlan, verb: str, actor_id: int | None, at: dt.datetime, note: str = ""
) -> None:
    RotationPlanEvent.create(plan=plan.id, verb=verb, actor=actor_id, at=at, note=note)


def _hold_draft(plan: RotationPlan) -> RotationPlan:
    """Lock a draft's row; returns it as it is now."""
    lock(plan)
    current = queries.plan_by_id(plan.id)
    if current.state is not PlanState.DRAFT:
        raise changed_meanwhile()
    return current


@writing()
def plan_row(
    plan: RotationPlan,
    placement_id: int,
    units: Mapping[int, int],
    seen: Mapping[int, int],
    at: dt.datetime,
) -> None:
    """Put one intern into these units, by week, if their weeks still are as they were ``seen``."""
    current = _hold_draft(plan)
    grid = grid_of(current, at)
    before = dict(_stays_of(grid, placement_id))
    if before != dict(seen):
        raise changed_meanwhile()
    _take_step(current, grid, {placement_id: units})


def _stays_of(grid: Grid, placement_id: int) -> Mapping[int, int]:
    if placement_id not in {row.placement_id for row in grid.rows}:
        raise changed_meanwhile()
    return grid.row_of(placement_id).units


@writing()
def propose_stays(plan: RotationPlan, at: dt.datetime) -> None:
    """Fill the weeks that are not over: units in turn within capacity."""
    current = _hold_draft(plan)
    grid = grid_of(current, at)
    turn = [each.unit_id for each in grid.units]
    _take_step(current, grid, proposal(grid.frame, grid.rows, turn, grid.first_open))


def _take_step(plan: RotationPlan, grid: Grid, wanted: Stays) -> None:
    """Write what differs in weeks that are not over, and keep what was for an undo."""
    units = {each.unit_id for each in grid.units}
    step = plan.step + 1
    for placement_id, after in wanted.items():
        before = grid.row_of(placement_id).units
        if not set(after.values()) <= units:
            raise Refused(_("Choose units of this plan."))
        for week in range(grid.first_open, plan.weeks):
            if before.get(week) != after.get(week):
                _write(plan, placement_id, week, after.get(week))
                StayEdit.create(
                    plan=plan,
                    step=step,
                    placement=placement_id,
                    week=week,
                    before=before.get(week),
                )
    _step_to(plan, step)


def _step_to(plan: RotationPlan, step: int) -> None:
    RotationPlan.update(step=step).where(RotationPlan.id == plan.id).execute()


def _write(plan: RotationPlan, placement_id: int, week: int, unit_id: int | None) -> None:
    PlannedStay.delete().where(
        PlannedStay.plan == plan.id,
        PlannedStay.placement == placement_id,
        PlannedStay.week == week,
    ).execute()
    if unit_id is not None:
        PlannedStay.create(plan=plan.id, placement=placement_id, week=week, unit=unit_id)


@writing()
def undo_step(plan: RotationPlan) -> None:
    """Take the last step of a draft back; one after the other, all of them can be."""
    current = _hold_draft(plan)
    last = queries.last_step(plan.id)
    if last is None:
        raise Refused(_("There is nothing left to undo."))
    for edit in queries.edits_of(plan.id, last):
        _write(plan, edit.placement_id, edit.week, edit.before_id)
    StayEdit.delete().where(StayEdit.plan == plan.id, StayEdit.step == last).execute()
    _step_to(current, current.step + 1)


@writing()
def set_posts(plan: RotationPlan, posts: Mapping[int, Post]) -> None:
    """Say who supervises and who stands in, in the units of a draft."""
    current = _hold_draft(plan)
    here = {each.person_id for each in supervisors_of(plan.office_id)}
    for unit_id, post in posts.items():
        if post.supervisor_id and post.supervisor_id == post.stand_in_id:
            raise Refused(_("Supervisor and stand-in are two people."))
        if not {each for each in post if each} <= here:
            raise Refused(_("Choose units and supervisors of this office."))
        PlannedUnit.update(supervisor=post.supervisor_id, stand_in=post.stand_in_id).where(
            PlannedUnit.plan == plan.id, PlannedUnit.unit == unit_id
        ).execute()
    _step_to(current, current.step + 1)


@writing()
def take_in(plan: RotationPlan, placement_key: str, at: dt.datetime) -> None:
    """Let a draft be for an intern of its weeks, too, as they are now; without a key for all."""
    current = _hold_draft(plan)
    grid = grid_of(current, at)
    others = queries.placements_besides(current, grid.frame.weeks[-1].last)
    wanted = [each for each in others if placement_key in ("", each.key)]
    if len(grid.placements) + len(wanted) > queries.MOST:
        raise Refused(_("A plan is for at most %(n)d interns.", n=queries.MOST))
    spans = spans_now([each.id for each in wanted])
    stays = {each: units_by_week(spans[each], grid.frame.weeks) for each in spans}
    known = {each.unit_id for each in grid.units}
    strange = sorted({unit for row in stays.values() for unit in row.values()} - known)
    here = [span for row in spans.values() for span in row]
    _add_units(current, strange, here, first=len(known))
    _fill(current, wanted, stays)
    _step_to(current, current.step + 1)


@writing()
def leave_out(plan: RotationPlan, placement_id: int) -> None:
    """Let a draft no longer be for an intern; their rotation stays as it is."""
    current = _hold_draft(plan)
    for model in (PlannedStay, StayEdit, PlannedIntern):
        model.delete().where(model.plan == plan.id, model.placement == placement_id).execute()
    _step_to(current, current.step + 1)


@writing()
def drop_plan(plan: RotationPlan, actor_id: int, at: dt.datetime) -> None:
    """Give a draft up; nothing of it had taken effect."""
    advance(plan, MOVES, "drop", actor_id, at)


@writing()
def revise_plan(plan: RotationPlan, actor_id: int, at: dt.datetime) -> RotationPlan:
    """Begin the next version of a published plan, from what the rotations are by now."""
    lock(plan)
    if queries.plan_by_id(plan.id).state is not PlanState.PUBLISHED:
        raise changed_meanwhile()
    if there := queries.later_version(plan.id):
        return there
    grid = grid_of(plan, at)
    made = RotationPlan.create(
        token=new_key(),
        office=plan.office_id,
        title=plan.title,
        starts_on=plan.starts_on,
        weeks=plan.weeks,
        version=plan.version + 1,
        replaces=plan,
        made_at=at,
    )
    for each in grid.units:
        PlannedUnit.create(
            plan=made,
            unit=each.unit_id,
            position=each.position,
            supervisor=each.supervisor_id,
            stand_in=each.stand_in_id,
        )
    known = {each.unit_id for each in grid.units}
    stays = {each: units_by_week(grid.before[each], grid.frame.weeks) for each in grid.before}
    strange = {unit for row in stays.values() for unit in row.values()} - known
    for position, unit_id in enumerate(sorted(strange), len(known)):
        PlannedUnit.create(plan=made, unit=unit_id, position=position)
    _fill(made, grid.placements, stays)
    _note(made, "draft", actor_id, at)
    return made
