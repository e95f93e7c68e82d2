"""An intern's learning plan: written here, looked at, and handed to the campus to agree to."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, abort, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.access.roles import Actor
from mori.core.clock import now
from mori.core.errors import Refused
from mori.institutions.queries import contacts_of
from mori.institutions.rules import ContactRole
from mori.links.given_views import link_page, shown
from mori.links.queries import links_about
from mori.links.views import post
from mori.placements.models import Placement
from mori.placements.queries import SpanToday, nearest_placement, placement_by_key
from mori.web import asked
from mori.web.i18n import locale
from mori.web.render import page, see_other

from . import operations, queries
from .forms import AskForm, LookForm, PlanForm
from .models import LearningPlan
from .rules import CreditTerms, credits_in, hundredths_of

bp = Blueprint("plans", __name__)


@bp.get("/peserta/<key>/rencana")
@may("plan.read", on=placement_by_key)
def plan(placement: Placement) -> Response:
    return _plan(placement)


def _plan(
    placement: Placement,
    status: int = 200,
    form: PlanForm | None = None,
    ask: AskForm | None = None,
    problem: str = "",
) -> Response:
    plan = queries.plan_of(placement.id)
    is_own = placement.person_id == current_user.person_id
    may_change = allowed(current_user, "plan.change", placement)
    if form is None and may_change:
        form = PlanForm.of(*((plan.revision, queries.outcomes_of(plan.id)) if plan else (0, ())))
    return page(
        "guidance/plans/plan.html",
        status=status,
        here="me" if is_own else "interns",
        placement=placement,
        plan=plan,
        is_own=is_own,
        form=form if may_change else None,
        problem=problem,
        may_look=plan and not plan.looked_at and allowed(current_user, "plan.look", placement),
        revisions=queries.revisions_of(plan.id) if plan else [],
        **hours_shown(placement),
        **_asking(placement, plan, ask),
    )


def hours_shown(placement: Placement) -> dict[str, Any]:
    """The hours of a plan with what they are worth, as every page shows them."""
    terms = queries.credit_terms(placement.office_id)
    rows = queries.outcome_hours(placement.id)
    whole = queries.OutcomeHours(
        "", sum(each.required_minutes for each in rows), sum(each[2] for each in rows)
    )
    return {
        "terms": terms,
        "rows": [(each, *_credits(each, terms)) for each in rows],
        "whole": (whole, *_credits(whole, terms)),
        "remaining_in_all": sum(each.remaining_minutes for each in rows),
        "without_hours": queries.entries_without_hours(placement.id) if rows else 0,
    }


def _credits(row: queries.OutcomeHours, terms: CreditTerms) -> list[str]:
    """Credits of what is initialled, and of what is required, as they are printed."""
    comma, found = "," if locale() == "id" else ".", []
    for minutes in (row.initialled_minutes, row.required_minutes):
        whole, rest = divmod(hundredths_of(credits_in(minutes, terms.hours)), 100)
        found.append(f"{whole}{comma}{rest:02}")
    return found


def _asking(placement: Placement, plan: LearningPlan | None, ask: AskForm | None) -> dict[str, Any]:
    """For whoever hands the plan to the campus: the form, and the links given so far."""
    if plan is None or not allowed(current_user, "plan.ask", placement):
        return {"ask": None, "links": []}
    given = shown(links_about(operations.ABOUT, plan.key))
    if plan.state.is_agreed:
        return {"ask": None, **given}
    return {"ask": ask or _ask_form(placement, plan), **given}


def _ask_form(placement: Placement, plan: LearningPlan) -> AskForm:
    """A form with the supervisor whom the office knows at the campus, if there is one."""
    contacts = contacts_of(placement.institution.standing) if placement.institution else []
    known = next((each for each in contacts if each.role == ContactRole.SUPERVISOR), None)
    said = {"name": known.name, "email": known.email, "phone": known.phone} if known else {}
    return AskForm(formdata=None, revision=plan.revision, **said)


@bp.post("/peserta/<key>/rencana")
@may("plan.change", on=placement_by_key)
def save(placement: Placement) -> Response:
    form = PlanForm()
    if not form.validate():
        return _plan(placement, 422, form)
    revision, actor_id = form.revision.data or 0, current_user.person_id
    try:
        operations.save_plan(placement, form.wanted, revision, actor_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _plan(placement, 409, form)
    flash(_("Saved."))
    return see_other(url_for("plans.plan", key=placement.key))


@bp.post("/peserta/<key>/rencana/dilihat")
@may("plan.look", on=placement_by_key)
def look(placement: Placement) -> Response:
    plan, form = _its_plan(placement), LookForm()
    revision = form.revision.data or 0
    try:
        operations.note_look(plan, revision, current_user.person_id, now())
    except Refused as refusal:
        return _plan(placement, 409, problem=str(refusal))
    flash(_("Noted: you have looked at the plan."))
    return see_other(url_for("plans.plan", key=placement.key))


def _its_plan(placement: Placement) -> LearningPlan:
    plan = queries.plan_of(placement.id)
    if plan is None:
        abort(409)
    plan.placement = placement
    return plan


@bp.post("/peserta/<key>/rencana/tautan")
@may("plan.ask", on=placement_by_key)
def ask(placement: Placement) -> Response:
    plan, form = _its_plan(placement), AskForm()
    if not form.validate():
        return _plan(placement, 422, ask=form)
    said = (form.hand, form.revision.data or 0, form.token.data)
    try:
        given = operations.ask_campus(plan, *said, current_user.person_id, now(), post())
    except Refused as refusal:
        form.refuse(refusal)
        return _plan(placement, 409, ask=form)
    return link_page(given)


def placement_part(placement: Placement) -> dict[str, Any] | None:
    """On an intern's profile: the plan where there is one, and the way to make one."""
    if not allowed(current_user, "plan.read", placement):
        return None
    plan = queries.plan_of(placement.id)
    if plan is None and not allowed(current_user, "plan.change", placement):
        return None
    return {"placement": placement, "plan": plan}


def me_part(actor: Actor) -> dict[str, Any] | None:
    """On an intern's own page: the way to the plan, whether or not there is one."""
    if not allowed(actor, "day.read"):
        return None
    placement = nearest_placement(actor.person_id, asked.today())
    return {"placement": placement} if placement else None


def today_part(placement: SpanToday, today: dt.date) -> dict[str, Any] | None:
    """On the start page: a plan that the campus has sent back."""
    is_any_back = current_user.facts["has_plan_back"]
    plan = queries.plan_of(placement.placement_id) if is_any_back else None
    if plan is None or not plan.state.is_returned:
        return None
    return {"key": placement.placement_key, "answer": queries.revisions_of(plan.id)[0]}


def queue_part(office_id: int, today: dt.date) -> dict[str, Any] | None:
    """On a supervisor's queue: plans that nobody has looked at."""
    if not current_user.facts["has_plans_unseen"]:
        return None
    plans = queries.plans_to_look_at(current_user.person_id, office_id, today)
    return {"plans": plans} if plans else None
