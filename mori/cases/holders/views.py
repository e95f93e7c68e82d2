"""Who holds a case: two officers, and how one hands their part over."""

from typing import Any

from flask import Blueprint, Response, current_app, url_for
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.states import changed_meanwhile
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.views import alert_by_key, keep_no_copy
from mori.web.render import page, see_other

from ..desk.desk import Opened
from . import forms, operations, queries
from .models import CaseHandOver
from .rules import NEEDED

bp = Blueprint("holders", __name__)
bp.after_request(keep_no_copy)


def holders_on(opened: Opened) -> dict[str, Any]:
    """On the page of a case: who holds it, what is offered, and handing over."""
    alert, at, me = opened.alert, now(), current_user.person_id
    holders = queries.holders_of(alert.id, at)
    holds = me in {each.person_id for each in holders}
    form = forms.HandOverForm(formdata=None)
    form.offer(takers := queries.takers_for(alert, at))
    return {
        "alert": alert,
        "holders": holders,
        "is_short": len(holders) < NEEDED,
        "offers": [(each, opened.text_of(each.entry)) for each in queries.offers_of(alert.id)],
        "me": me,
        "may_hold": not holds,
        "form": form if holds and takers else None,
        "shift_ends_at": queries.shift_ends_at(me, current_user.office_id, at) if holds else None,
    }


@bp.post("/jaga/<key>/kasus/pegang")
@may("case.add", on=alert_by_key)
def hold(alert: Alert) -> Response:
    operations.hold_case(alert, current_user.person_id, now())
    return _back(alert)


@bp.post("/jaga/<key>/kasus/serah")
@may("case.add", on=alert_by_key)
def hand_over(alert: Alert) -> Response:
    at, form = now(), forms.HandOverForm()
    form.offer(takers := queries.takers_for(alert, at))
    is_valid, taker = form.validate(), form.taker_among(takers)
    if not is_valid or taker is None:
        return page("cases/holders/again.html", status=422, here="board", alert=alert, form=form)
    people, note = (current_user.person_id, taker), form.text.data
    operations.offer_hand_over(
        alert,
        people,
        note,
        token_for(form.token.data, alert.key, people, note),
        current_app.config["SECRET_KEY"],
        current_app.config["SETTINGS"].address,
        at,
    )
    return _back(alert)


@bp.post("/jaga/<key>/kasus/serah/terima")
@may("case.add", on=alert_by_key)
def accept(alert: Alert) -> Response:
    server = current_app.config["SECRET_KEY"]
    operations.accept_hand_over(_offer_of(alert), current_user.person_id, server, now())
    return _back(alert)


@bp.post("/jaga/<key>/kasus/serah/batal")
@may("case.add", on=alert_by_key)
def end_offer(alert: Alert) -> Response:
    operations.end_offer(_offer_of(alert), current_user.person_id, now())
    return _back(alert)


def _offer_of(alert: Alert) -> CaseHandOver:
    form = forms.OfferForm()
    if offer := queries.offer_by_key(form.offer.data or "", alert.id):
        return offer
    raise changed_meanwhile()


def _back(alert: Alert) -> Response:
    return see_other(url_for("cases.around", key=alert.key, _anchor="holders"))
