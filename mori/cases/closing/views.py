"""On an alert's page: what officers decide by two, until it is closed, and how it opens again."""

from typing import Any

from flask import Blueprint, Response, current_app, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.core import sealing
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile
from mori.safeguarding.alerts.board_queries import PAGE, closed_of
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.queries import tries_of
from mori.safeguarding.alerts.rules import way_of
from mori.safeguarding.alerts.views import alert_by_key, keep_no_copy, unsealed
from mori.web.asked import after, next_page
from mori.web.fields import Form, Token
from mori.web.render import page, see_other

from . import forms, operations, queries
from .models import Proposal
from .operations import Proposed
from .rules import Consent, Reason, Step, may_review, reasons_from, steps_from

bp = Blueprint("closing", __name__)
bp.after_request(keep_no_copy)


class StepForm(Form):
    """A step that needs no words."""

    token = Token()


def closing_on(alert: Alert) -> dict[str, Any] | None:
    """What is proposed and may be, once somebody has handled it or the person was reached."""
    state, at = alert.state, now()
    past, reopened = queries.proposals_over(alert), queries.reopenings_of(alert)
    is_handled = alert.acknowledged_at is not None or state.is_followed or state.is_closed
    if alert.kind.is_rehearsed or not (is_handled or past or reopened):
        return None
    proposal, lost_at = queries.proposal_on(alert), queries.lost_at(alert)
    steps = steps_from(state)
    may_close = Step.CLOSE in steps and (not state.is_unreachable or may_review(lost_at, at))
    return {
        "alert": alert,
        "me": current_user.person_id,
        "proposal": proposal,
        "steps": [each for each in steps if not each.is_close],
        "form": _closing_form(alert, formdata=None) if may_close else None,
        "token": StepForm(formdata=None).token.data,
        "why_not": forms.WhyNotForm(formdata=None),
        "reopening": forms.ReopenForm(formdata=None) if state.is_closed else None,
        "past": [(each, unsealed(each.why_not)) for each in past],
        "reopened": [(each, unsealed(each.reason)) for each in reopened],
        "may_take_over": queries.may_take_over(alert, at),
        "lost_at": lost_at,
        "way": way_of(tries_of(alert)) if state.is_unreachable else None,
        "is_second_told": proposal is not None and queries.is_second_told(proposal),
        "is_own": proposal is not None and proposal.proposer_id == current_user.person_id,
    }


def _closing_form(alert: Alert, **options: Any) -> forms.ClosingForm:
    form = forms.ClosingForm(**options)
    form.offer(reasons_from(alert.state))
    if alert.state.is_unreachable:
        form.leave_out_consent()
    return form


@bp.get("/jaga/ditutup")
@may("board.read")
def closed() -> Response:
    last = after(int)
    found = closed_of(current_user.person_id, now(), last[0] if last else None)
    rows, more = next_page(found, PAGE, lambda row: (row.id,))
    return page("cases/closing/closed.html", here="board", rows=rows, more=more)


@bp.post("/jaga/<key>/usul")
@may("alert.handle", on=alert_by_key)
def propose(alert: Alert) -> Response:
    steps = {each.value: each for each in Step if not each.is_close}
    step = steps.get(request.form.get("step", ""))
    if step is None:
        raise changed_meanwhile()
    return _proposed(alert, Proposed(step), StepForm())


@bp.post("/jaga/<key>/usul/tutup")
@may("alert.handle", on=alert_by_key)
def propose_closing(alert: Alert) -> Response:
    form = _closing_form(alert)
    if not form.validate():
        return page("cases/closing/close.html", status=422, here="board", alert=alert, form=form)
    consent = Consent(form.consent.data) if form.consent else None
    what = Proposed(Step.CLOSE, Reason(form.reason.data), consent)
    return _proposed(alert, what, form)


def _proposed(alert: Alert, what: Proposed, form: Any) -> Response:
    address, officer = current_app.config["SETTINGS"].address, current_user.person_id
    token = token_for(form.token.data, alert.key, officer, *what)
    operations.propose(alert, what, officer, token, now(), address)
    proposal = queries.proposal_on(alert)
    if proposal is None or queries.is_second_told(proposal):
        flash(_("Proposed. A second officer was told and decides."))
    else:
        flash(_("Proposed. There is nobody now who could decide with you."))
    return _back(alert)


def _back(alert: Alert) -> Response:
    return see_other(url_for("alerts.alert", key=alert.key))


def _proposal(alert: Alert) -> Proposal:
    """The proposal that the form is about."""
    found = queries.proposal_named(alert, request.form.get("proposal", ""))
    if found is None:
        raise changed_meanwhile()
    return found


@bp.post("/jaga/<key>/usul/setuju")
@may("alert.handle", on=alert_by_key)
def agree(alert: Alert) -> Response:
    operations.agree(alert, _proposal(alert), current_user.person_id, now())
    flash(_("Decided by the two of you."))
    return _back(alert)


@bp.post("/jaga/<key>/usul/tolak")
@may("alert.handle", on=alert_by_key)
def decline(alert: Alert) -> Response:
    proposal, form = _proposal(alert), forms.WhyNotForm()
    if not form.validate():
        template = "cases/closing/decline.html"
        return page(
            template, status=422, here="board", alert=alert, proposal=proposal, why_not=form
        )
    operations.decline(alert, proposal, current_user.person_id, _sealed(form), now())
    flash(_("Noted. It stays as it was."))
    return _back(alert)


@bp.post("/jaga/<key>/usul/tarik")
@may("alert.handle", on=alert_by_key)
def withdraw(alert: Alert) -> Response:
    operations.withdraw(alert, _proposal(alert), current_user.person_id, now())
    flash(_("Taken back. It stays as it was."))
    return _back(alert)


@bp.post("/jaga/<key>/ambil-alih")
@may("alert.handle", on=alert_by_key)
def take_over(alert: Alert) -> Response:
    operations.take_over(alert, current_user.person_id, now())
    flash(_("You look after it now."))
    return _back(alert)


@bp.post("/jaga/<key>/buka-lagi")
@may("alert.handle", on=alert_by_key)
def reopen(alert: Alert) -> Response:
    form, officer = forms.ReopenForm(), current_user.person_id
    if not form.validate():
        return _reopen_again(alert, form)
    address = current_app.config["SETTINGS"].address
    token = token_for(form.token.data, alert.key, officer, form.words.data)
    try:
        operations.reopen(alert, officer, _sealed(form), token, now(), address)
    except Refused as refused:
        form.refuse(refused)
        return _reopen_again(alert, form)
    flash(_("Open again. Officers are being called."))
    return _back(alert)


def _reopen_again(alert: Alert, form: forms.ReopenForm) -> Response:
    template = "cases/closing/reopen.html"
    return page(template, status=422, here="board", alert=alert, reopening=form)


def _sealed(form: Any) -> str:
    return sealing.seal(current_app.config["SECRET_KEY"], form.words.data)
