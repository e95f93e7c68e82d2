"""Partners outside: what they must do is said first, and nothing is passed on without a yes."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from cryptography.fernet import InvalidToken
from flask import Blueprint, Response, current_app, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may, public
from mori.accounts.rules import shown_phone
from mori.core import sealing
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.core.help.lines import HelpLine, load_help_lines
from mori.core.states import changed_meanwhile
from mori.safeguarding.alerts.models import Alert, Tap
from mori.safeguarding.alerts.views import alert_by_key, keep_no_copy
from mori.web.i18n import locale
from mori.web.render import page, see_other

from ..desk.desk import Opened
from ..entries.queries import entries_of
from ..entries.rules import EntryKind
from ..queries import today_of
from ..views import tap_to_answer
from . import forms, operations, queries
from .models import Referral, ReferralEvent
from .rules import Partner, Passed, partners, unpacked

bp = Blueprint("referrals", __name__)
bp.after_request(keep_no_copy)

ON_PAGE = {"yes": "agree", "no": "decline", "withdraw": "withdraw"}
BY_OFFICER = {"yes": "note_yes", "no": "decline", "confirm": "confirm", "withdraw": "withdraw"}


class Shown(NamedTuple):
    """A referral in words."""

    row: Referral
    partner: Partner
    said: tuple[str, str, str]  # name, what they do, what they must do
    what: list[Passed]
    to_whom: str
    line: HelpLine | None
    events: list[ReferralEvent]


def _shown(rows: list[Referral]) -> list[Shown]:
    events = queries.events_of([row.id for row in rows])
    lines = {line.name: line for line in load_help_lines()}
    found = []
    for row in rows:
        partner = partners()[row.partner]
        said = partner.said(locale())
        words = unpacked(row.what), _unsealed(row.sealed), lines.get(partner.line)
        found.append(Shown(row, partner, said, *words, events[row.id]))
    return found


def _unsealed(sealed: str) -> str:
    try:
        return sealing.unseal(current_app.config["SECRET_KEY"], sealed)
    except InvalidToken:
        return ""


def asked_on(tap: Tap) -> dict[str, Any] | None:
    """On the page after a tap: what officers would pass on, for the person's yes or no."""
    if tap.alert.person_id is None or tap.alert.kind.is_rehearsed:
        return None
    referrals = _shown(queries.referrals_of(tap.alert_id))
    return {"code": tap.code, "referrals": referrals} if referrals else None


def referrals_on(opened: Opened) -> dict[str, Any]:
    """On the page of a case: whom it could be passed on to, and what the person said."""
    alert, today = opened.alert, today_of(opened.alert, now())
    form = forms.OfferForm(formdata=None)
    form.offer_partners()
    return {
        "alert": alert,
        "referrals": [
            (each, _intake(alert, each, today)) for each in _shown(queries.referrals_of(alert.id))
        ],
        "partners": [(each, each.said(locale())) for each in partners().values()],
        "satgas": queries.satgas_of(alert.person_id, today) if alert.person_id else [],
        "me": current_user.person_id,
        "form": form if alert.state.is_followed else None,
        "happened": forms.HAPPENED,
        "passed_on": [
            (each, opened.text_of(each)) for each in entries_of(alert.id, [EntryKind.REFERRAL])
        ],
        "passing": forms.PassedOnForm(formdata=None),
    }


def _intake(alert: Alert, shown: Shown, today: dt.date) -> str:
    """A text to copy for whoever takes the case on: what was agreed, and nothing else."""
    person = alert.person
    known = {
        Passed.NAME: person.name if person else "",
        Passed.PHONE: shown_phone(person.phone) if person and person.phone else "",
        Passed.CAMPUS: queries.campus_of(person.id, today) if person else "",
    }
    said = {each: known[each] if each in shown.what else "" for each in known}
    lines = (
        (_("Reported by"), current_user.name),
        (_("Name"), said[Passed.NAME]),
        (_("Age"), ""),
        (_("Telephone"), said[Passed.PHONE]),
        (_("Address"), ""),
        (_("Campus or school"), said[Passed.CAMPUS]),
        (_("What happened"), ""),
    )
    return "\n".join(f"{label}: {text or '—'}" for label, text in lines)


@bp.post("/jaga/<key>/kasus/rujukan")
@may("case.add", on=alert_by_key)
def offer(alert: Alert) -> Response:
    form = forms.OfferForm()
    form.offer_partners()
    if form.validate():
        officer, server = current_user.person_id, current_app.config["SECRET_KEY"]
        token = token_for(form.token.data, alert.key, officer, *form.offer)
        try:
            operations.offer_referral(alert, officer, form.offer, token, server, now())
        except Refused as refused:
            form.refuse(refused)
        else:
            return _back(alert)
    return page("cases/referrals/again.html", status=422, here="board", alert=alert, form=form)


@bp.post("/jaga/<key>/kasus/rujukan/jawaban")
@may("case.add", on=alert_by_key)
def note_answer(alert: Alert) -> Response:
    form = forms.AnswerForm()
    referral, verb = _referral_in(form, alert.id), _verb_in(form, BY_OFFICER)
    address = current_app.config["SETTINGS"].address
    operations.note_answer(referral, verb, current_user.person_id, address, now())
    return _back(alert)


@bp.post("/jaga/<key>/kasus/rujukan/diteruskan")
@may("case.add", on=alert_by_key)
def pass_on(alert: Alert) -> Response:
    form = forms.PassedOnForm()
    referral = _referral_in(form, alert.id)
    if not form.validate():
        return page(
            "cases/referrals/passing.html", status=422, here="board", alert=alert, form=form
        )
    officer, text = current_user.person_id, form.text.data
    token = token_for(form.token.data, referral.key, officer, text)
    server = current_app.config["SECRET_KEY"]
    operations.pass_on_referral(referral, officer, text, token, server, now())
    return _back(alert)


@bp.post("/c/<code>/rujukan")
@public
def answer(code: str) -> Response:
    tap, form = tap_to_answer(code), forms.AnswerForm()
    if tap and tap.alert.person_id:
        referral, verb = _referral_in(form, tap.alert_id), _verb_in(form, ON_PAGE)
        address = current_app.config["SETTINGS"].address
        operations.answer_referral(referral, verb, address, now())
    return see_other(f"{url_for('receipts.receipt', code=code)}#referrals")


def _referral_in(form: Any, alert_id: int) -> Referral:
    if referral := queries.referral_by_key(form.referral.data or "", alert_id):
        return referral
    raise changed_meanwhile()


def _verb_in(form: forms.AnswerForm, verbs: Mapping[str, str]) -> str:
    """What an answer is called among the moves; no page of ours says another."""
    if verb := verbs.get(form.answer.data or ""):
        return verb
    raise changed_meanwhile()


def _back(alert: Alert) -> Response:
    return see_other(url_for("cases.around", key=alert.key, _anchor="referrals"))
