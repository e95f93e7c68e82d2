"""One intern of a plan, week by week; and who supervises in its units."""

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.accounts.models import Person
from mori.core.clock import now
from mori.core.errors import Refused
from mori.web.render import page, see_other

from ..planning import forms, operations, queries
from ..planning.desk import line_of
from ..planning.grid import Grid, grid_of
from ..planning.models import RotationPlan
from ..planning.views import asked_row
from ..rotation.queries import supervisors_of

bp = Blueprint("planning_rows", __name__)


@bp.get("/rotasi/<key>/baris")
@may("rotation.change", on=queries.rotation_plan_by_key)
def row(plan: RotationPlan) -> Response:
    grid = grid_of(plan, now())
    placement_id = asked_row(grid)
    if placement_id is None:
        return see_other(url_for("planning.plan", key=plan.key))
    said = forms.row_said(grid.row_of(placement_id).units, plan.weeks, grid.units)
    form = forms.RowForm(formdata=None, data={"weeks": said, "seen": ",".join(said)})
    return _row(grid, placement_id, form)


def _row(grid: Grid, placement_id: int, form: forms.RowForm, status: int = 200) -> Response:
    form.offer(grid.units)
    while len(form.weeks) < grid.plan.weeks:  # whoever sent fewer sees all of them again
        form.weeks.append_entry()
        form.offer(grid.units)
    tried = grid.with_units(placement_id, form.units)
    placement = next(each for each in grid.placements if each.id == placement_id)
    return page(
        "placements/planning/row.html",
        status=status,
        here="interns",
        plan=grid.plan,
        placement=placement,
        weeks=grid.frame.weeks,
        holidays=grid.holidays,
        line=line_of(tried, placement),
        form=form,
    )


@bp.post("/rotasi/<key>/baris")
@may("rotation.change", on=queries.rotation_plan_by_key)
def save_row(plan: RotationPlan) -> Response:
    """What speaks against the new units is said first; sent once more it is saved all the same."""
    grid, form = grid_of(plan, now()), forms.RowForm()
    placement_id = asked_row(grid)
    if placement_id is None:
        return see_other(url_for("planning.plan", key=plan.key))
    form.offer(grid.units)
    if not form.validate():
        return _row(grid, placement_id, form, 422)
    wanted = form.units
    new = _new_clashes(grid, placement_id, wanted)
    if new and form.sure.data != new:
        form.sure.data = new
        return _row(grid, placement_id, form, 422)
    try:
        operations.plan_row(plan, placement_id, wanted, form.units_seen, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _row(grid, placement_id, form, 409)
    return see_other(url_for("planning.plan", key=plan.key))


def _new_clashes(grid: Grid, placement_id: int, units: dict[int, int]) -> str:
    """What would speak against the plan that does not now, as a text to compare."""
    after = grid.with_units(placement_id, units).clashes
    return " ".join(
        f"{number}-{clash}"
        for (whose, number), found in sorted(after.items())
        for clash in found
        if whose == placement_id and clash not in grid.clashes.get((whose, number), ())
    )


@bp.post("/rotasi/<key>/keluarkan")
@may("rotation.change", on=queries.rotation_plan_by_key)
def leave_out(plan: RotationPlan) -> Response:
    placement_id = asked_row(grid_of(plan, now()))
    if placement_id is not None:
        operations.leave_out(plan, placement_id)
        flash(_("Left out: that rotation stays as it is."))
    return see_other(url_for("planning.plan", key=plan.key))


@bp.post("/rotasi/<key>/sertakan")
@may("rotation.change", on=queries.rotation_plan_by_key)
def take_in(plan: RotationPlan) -> Response:
    """One intern, or without a name all who are not in the plan yet."""
    try:
        operations.take_in(plan, request.form.get("peserta", ""), now())
    except Refused as refusal:
        flash(str(refusal), "warn")
    else:
        flash(_("Taken into the plan, as the rotation is now."))
    return see_other(url_for("planning.plan", key=plan.key))


@bp.get("/rotasi/<key>/pembimbing")
@may("rotation.change", on=queries.rotation_plan_by_key)
def posts(plan: RotationPlan) -> Response:
    units = queries.units_in(plan.id)
    known = [
        {
            "supervisor": each.supervisor.key if each.supervisor else "",
            "stand_in": each.stand_in.key if each.stand_in else "",
        }
        for each in units
    ]
    return _posts(plan, forms.PostsForm(formdata=None, data={"units": known}))


def _posts(plan: RotationPlan, form: forms.PostsForm, status: int = 200) -> Response:
    units = queries.units_in(plan.id)
    while len(form.units) < len(units):
        form.units.append_entry()
    form.offer(_people())
    return page(
        "placements/planning/posts.html",
        status=status,
        here="interns",
        plan=plan,
        form=form,
        rows=list(zip(units, form.units, strict=False)),
    )


def _people() -> list[Person]:
    return [each.person for each in supervisors_of(current_user.office_id)]


@bp.post("/rotasi/<key>/pembimbing")
@may("rotation.change", on=queries.rotation_plan_by_key)
def save_posts(plan: RotationPlan) -> Response:
    form = forms.PostsForm()
    form.offer(_people())
    units = queries.units_in(plan.id)
    if len(form.units) != len(units) or not form.validate():
        return _posts(plan, form, 422)
    said = {each.unit_id: post for each, post in zip(units, form.posts, strict=True)}
    try:
        operations.set_posts(plan, said)
    except Refused as refusal:
        form.refuse(refusal)
        return _posts(plan, form, 409)
    return see_other(url_for("planning.plan", key=plan.key))
