"""Plans of who is in which unit: the list, a new one, one as a whole."""

import datetime as dt
from collections.abc import Callable

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user
from htmx_flask import request

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.errors import Refused
from mori.offices.queries import units_of
from mori.web import asked
from mori.web.render import page, see_other

from . import forms, operations, queries
from .desk import last_day_of, lines_of, named_clashes, sums_of
from .grid import Grid, grid_of
from .models import RotationPlan
from .publishing_operations import may_take_back
from .rules import PlanState

bp = Blueprint("planning", __name__)


@bp.get("/rotasi")
@may("rotation.list")
def plans() -> Response:
    last = asked.after(dt.date.fromisoformat, int)
    found = queries.plans_of(current_user.office_id, last)
    rows, more = asked.next_page(found, queries.PAGE, lambda row: (row.starts_on, row.id))
    return page(
        "placements/planning/plans.html",
        here="interns",
        rows=rows,
        more=more,
        may_draft=allowed(current_user, "rotation.draft"),
    )


@bp.get("/rotasi/baru")
@may("rotation.draft")
def new_plan() -> Response:
    return _new_plan(forms.PlanForm(formdata=None))


def _new_plan(form: forms.PlanForm, status: int = 200) -> Response:
    form.offer_units(units_of(current_user.office_id))
    return page("placements/planning/new_plan.html", status=status, here="interns", form=form)


@bp.post("/rotasi/baru")
@may("rotation.draft")
def draft() -> Response:
    form = forms.PlanForm()
    form.offer_units(units_of(current_user.office_id))
    if not form.validate():
        return _new_plan(form, 422)
    office, person = current_user.office_id, current_user.person_id
    try:
        made = operations.draft_plan(office, form.wanted, form.token.data, person, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _new_plan(form, 422)
    return see_other(url_for("planning.plan", key=made.key))


@bp.get("/rotasi/<key>")
@may("rotation.read", on=queries.rotation_plan_by_key)
def plan(plan: RotationPlan) -> Response:
    return show(plan)


def show(plan: RotationPlan, refusal: str = "") -> Response:
    """The page of a plan, or to htmx its weeks alone."""
    at = now()
    grid, is_draft = grid_of(plan, at), plan.state is PlanState.DRAFT
    may_change = allowed(current_user, "rotation.change", plan)
    return page(
        "placements/planning/plan.html",
        "placements/planning/_grid.html",
        here="interns",
        plan=plan,
        refusal=refusal,
        grid=grid,
        lines=lines_of(grid),
        sums=sums_of(grid),
        clashes=named_clashes(grid),
        last_day=last_day_of(grid),
        others=queries.placements_besides(plan, last_day_of(grid)) if is_draft else [],
        may_change=may_change,
        may_edit=may_change and is_draft,
        can_undo=may_change and is_draft and queries.last_step(plan.id) is not None,
        can_take_back=may_change and may_take_back(plan, at),
        is_draft=is_draft,
        is_published=plan.state is PlanState.PUBLISHED,
        later=queries.later_version(plan.id),
        earlier=queries.earlier_versions(plan),
        events=queries.plan_events(plan.id),
        labels=forms.EVENT_LABELS,
    )


@bp.post("/rotasi/<key>/usulan")
@may("rotation.change", on=queries.rotation_plan_by_key)
def propose(plan: RotationPlan) -> Response:
    return _stepped(plan, lambda: operations.propose_stays(plan, now()))


@bp.post("/rotasi/<key>/urungkan")
@may("rotation.change", on=queries.rotation_plan_by_key)
def undo(plan: RotationPlan) -> Response:
    return _stepped(plan, lambda: operations.undo_step(plan))


@bp.post("/rotasi/<key>/sel")
@may("rotation.change", on=queries.rotation_plan_by_key)
def set_cell(plan: RotationPlan) -> Response:
    """One week by the keyboard; what speaks against it is said beside it, and it can be undone."""
    form = forms.CellForm()
    grid = grid_of(plan, now())
    placement_id = asked_row(grid)
    week = form.week.data
    if placement_id is None or week is None or not 0 <= week < plan.weeks:
        return see_other(url_for("planning.plan", key=plan.key))
    known = {each.unit.key: each.unit_id for each in grid.units}
    units = dict(grid.row_of(placement_id).units)
    seen = {**units, week: known.get(form.seen.data or "", 0)}
    wanted = {**units, week: known.get(form.unit.data or "", 0)}
    at = now()
    return _stepped(
        plan,
        lambda: operations.plan_row(plan, placement_id, _said(wanted), _said(seen), at),
    )


def _said(units: dict[int, int]) -> dict[int, int]:
    return {week: unit for week, unit in units.items() if unit}


def asked_row(grid: Grid) -> int | None:
    """Which intern of the plan is meant."""
    key = request.values.get("peserta", "")
    return next((each.id for each in grid.placements if each.key == key), None)


def _stepped(plan: RotationPlan, step: Callable[[], None]) -> Response:
    """Take a step of a draft; to htmx the weeks as they are then."""
    said = ""
    try:
        step()
    except Refused as refusal:
        said = str(refusal)
    if request.htmx:
        return show(plan, said)
    if said:
        flash(said, "warn")
    return see_other(url_for("planning.plan", key=plan.key))


@bp.post("/rotasi/<key>/buang")
@may("rotation.change", on=queries.rotation_plan_by_key)
def drop(plan: RotationPlan) -> Response:
    operations.drop_plan(plan, current_user.person_id, now())
    flash(_("The draft is dropped."))
    return see_other(url_for("planning.plans"))


@bp.post("/rotasi/<key>/ubah")
@may("rotation.change", on=queries.rotation_plan_by_key)
def revise(plan: RotationPlan) -> Response:
    made = operations.revise_plan(plan, current_user.person_id, now())
    return see_other(url_for("planning.plan", key=made.key))
