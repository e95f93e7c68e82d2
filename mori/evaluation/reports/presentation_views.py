"""The presentation of a report: planned by the intern or the office, and what came of it."""

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.errors import Refused
from mori.placements.models import Placement
from mori.placements.queries import placement_by_key
from mori.web.render import page, see_other

from . import operations, queries
from .forms import OutcomeForm, PlanForm
from .models import Presentation

bp = Blueprint("presentations", __name__)


@bp.get("/peserta/<key>/presentasi")
@may("presentation.plan", on=placement_by_key)
def presentation(placement: Placement) -> Response:
    planned = queries.presentation_of(placement.id)
    return _presentation(placement, planned, _known_plan(planned), _known_outcome(planned))


def _presentation(
    placement: Placement,
    planned: Presentation | None,
    plan: PlanForm,
    outcome: OutcomeForm,
    status: int = 200,
) -> Response:
    is_own = placement.person_id == current_user.person_id
    return page(
        "evaluation/reports/presentation.html",
        status=status,
        here="me" if is_own else "interns",
        placement=placement,
        is_own=is_own,
        presentation=planned,
        plan=plan,
        outcome=outcome,
        may_note=planned is not None and allowed(current_user, "presentation.note", placement),
    )


def _known_plan(planned: Presentation | None) -> PlanForm:
    if planned is None:
        return PlanForm(formdata=None, data={"seen": "0"})
    names = ("day", "starts_at", "room", "listeners")
    known = {name: getattr(planned, name) for name in names}
    count = "" if planned.listener_count is None else str(planned.listener_count)
    known |= {"online": planned.link, "listener_count": count, "seen": str(planned.revision)}
    return PlanForm(formdata=None, data=known)


def _known_outcome(planned: Presentation | None) -> OutcomeForm:
    if planned is None:
        return OutcomeForm(formdata=None, data={"seen": "0"})
    known = {
        "held_on": planned.held_on or planned.day,
        "outcome": planned.outcome,
        "seen": str(planned.revision),
    }
    return OutcomeForm(formdata=None, data=known)


@bp.post("/peserta/<key>/presentasi")
@may("presentation.plan", on=placement_by_key)
def plan(placement: Placement) -> Response:
    form = PlanForm()
    if not form.validate():
        return _wrong(placement, plan=form)
    person, seen = current_user.person_id, form.seen.data
    try:
        operations.plan_presentation(placement, form.plan, seen, person, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _wrong(placement, plan=form)
    flash(_("Saved."))
    return see_other(_page_of(placement))


@bp.post("/peserta/<key>/presentasi/hasil")
@may("presentation.note", on=placement_by_key)
def note(placement: Placement) -> Response:
    form = OutcomeForm()
    if not form.validate():
        return _wrong(placement, outcome=form)
    said = (form.held_on.data, form.outcome.data, form.seen.data)
    try:
        operations.note_presentation(placement, *said, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _wrong(placement, outcome=form)
    flash(_("Saved."))
    return see_other(_page_of(placement))


def _wrong(
    placement: Placement, plan: PlanForm | None = None, outcome: OutcomeForm | None = None
) -> Response:
    """The page again with what was typed; by now it shows what stands, and may be sent anew."""
    planned = queries.presentation_of(placement.id)
    seen = planned.revision if planned else 0
    for form in filter(None, (plan, outcome)):
        form.seen.data = seen
    plan, outcome = plan or _known_plan(planned), outcome or _known_outcome(planned)
    return _presentation(placement, planned, plan, outcome, 422)


def _page_of(placement: Placement) -> str:
    if placement.person_id == current_user.person_id:
        return url_for("reports.own_report")
    return url_for("reports.report", key=placement.key)
