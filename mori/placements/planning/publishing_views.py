"""Publishing a plan after a last look, taking that back, and printing it."""

from flask import Blueprint, Response, current_app, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.core.errors import Refused
from mori.core.files.documents import make_pdf
from mori.offices.queries import office_by_id
from mori.web.files import pdf_file
from mori.web.i18n import locale
from mori.web.menu import page_url
from mori.web.render import page, see_other

from ..institution_views import lapsing_of
from . import forms, queries
from .desk import named_clashes
from .grid import grid_of
from .models import RotationPlan
from .prints import plan_content
from .publishing_operations import moves_of, publish_plan, take_back_plan
from .rules import PlanState

bp = Blueprint("plan_publishing", __name__)


@bp.get("/rotasi/<key>/terbitkan")
@may("rotation.change", on=queries.rotation_plan_by_key)
def look(plan: RotationPlan) -> Response:
    if plan.state is not PlanState.DRAFT:
        return see_other(url_for("planning.plan", key=plan.key))
    return _look(plan, forms.PublishForm(formdata=None, step=plan.step))


def _look(plan: RotationPlan, form: forms.PublishForm, status: int = 200) -> Response:
    grid = grid_of(plan, now())
    form.step.data = plan.step
    return page(
        "placements/planning/publish.html",
        status=status,
        here="interns",
        plan=plan,
        form=form,
        clashes=named_clashes(grid),
        must_go=grid.must_go,
        moved=[] if grid.must_go else moves_of(grid),
        since=grid.since,
        lapsing=lapsing_of(grid.placements),
    )


@bp.post("/rotasi/<key>/terbitkan")
@may("rotation.change", on=queries.rotation_plan_by_key)
def publish(plan: RotationPlan) -> Response:
    form = forms.PublishForm()
    if not form.validate():
        return _look(plan, form, 422)
    said = (form.step.data if form.step.data is not None else -1, form.reason.data)
    try:
        publish_plan(plan, *said, _interns_at(), current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        fresh = queries.rotation_plan_by_key(plan.key) or plan
        return _look(fresh, form, 409)
    flash(_("The plan is published. Everybody concerned is told by mail."))
    return see_other(url_for("planning.plan", key=plan.key))


@bp.get("/rotasi/<key>/cetak.pdf")
@may("rotation.read", on=queries.rotation_plan_by_key)
def print_plan(plan: RotationPlan) -> Response:
    at, office = now(), office_by_id(plan.office_id)
    content = plan_content(office, grid_of(plan, at), locale(), at)
    return pdf_file(make_pdf("planning/rotation_plan", content, at), "rencana rotasi", plan.title)


@bp.post("/rotasi/<key>/tarik")
@may("rotation.change", on=queries.rotation_plan_by_key)
def take_back(plan: RotationPlan) -> Response:
    try:
        take_back_plan(plan, _interns_at(), current_user.person_id, now())
    except Refused as refusal:
        flash(str(refusal), "warn")
    else:
        flash(_("Taken back: everybody has the rotation they had before."))
    return see_other(url_for("planning.plan", key=plan.key))


def _interns_at() -> str:
    """Where mail leads: the list of interns, as an address that works outside."""
    return f"{current_app.config['SETTINGS'].address}{page_url('interns')}"
