"""A campus supervisor agrees to a learning plan by a signed link, or sends it back."""

import datetime as dt

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _

from mori.access.guard import by_link
from mori.access.purposes import Purpose
from mori.accounts.views import not_stored
from mori.core.clock import now
from mori.core.errors import Refused
from mori.core.words import marked
from mori.links.models import SignedLink
from mori.web.render import page, see_other

from . import operations, queries
from .forms import AnswerForm
from .models import LearningPlan
from .views import hours_shown

bp = Blueprint("plan_links", __name__)

PLAN = Purpose(
    operations.PURPOSE,
    marked("the learning plan, to agree to it"),
    about=operations.ABOUT,
    endpoint="plan_links.plan",
    lasts=dt.timedelta(days=60),
    signs=True,
)


def plan_of_link(link: SignedLink) -> LearningPlan | None:
    return queries.plan_by_key(link.about_key)


@bp.get("/t/<key>/rencana")
@by_link(PLAN.name, on=plan_of_link)
def plan(link: SignedLink, plan: LearningPlan) -> Response:
    return _plan(link, plan, AnswerForm(formdata=None, revision=plan.revision))


def _plan(link: SignedLink, plan: LearningPlan, form: AnswerForm, status: int = 200) -> Response:
    response = page(
        "guidance/plans/agree.html",
        status=status,
        here="link",
        link=link,
        plan=plan,
        form=form if plan.state.is_asked else None,
        revision=queries.revisions_of(plan.id)[0],
        **hours_shown(plan.placement),
    )
    return not_stored(response)


@bp.post("/t/<key>/rencana")
@by_link(PLAN.name, on=plan_of_link)
def answer(link: SignedLink, plan: LearningPlan) -> Response:
    form, verb = AnswerForm(), request.form.get("verb")
    sends_back = verb == "send_back"
    if verb not in ("agree", "send_back"):
        form.form_errors.append(_("Press “Agree” or “Send it back”."))
        return _plan(link, plan, form, 422)
    if sends_back and not form.words.data:
        form.words.errors = [_("Write what should be different, so that they can mend it.")]
        return _plan(link, plan, form, 422)
    if not form.validate():
        return _plan(link, plan, form, 422)
    said = (plan, form.revision.data or 0, link.name)
    try:
        if sends_back:
            operations.send_plan_back(*said, form.words.data, now())
        else:
            operations.agree_to_plan(*said, now())
    except Refused as refusal:
        fresh = queries.plan_by_key(plan.key) or plan
        form.refuse(refusal)
        form.revision.data = fresh.revision
        return _plan(link, fresh, form, 409)
    flash(_("Sent back, with your words.") if sends_back else _("Thank you: the plan is agreed."))
    return not_stored(see_other(url_for("plan_links.plan", key=link.key)))
