"""Whom it is about: said by the person on the page after a tap, or by an officer with a reason."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint, Response, current_app, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may, public
from mori.accounts.models import Person
from mori.core import sealing
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile
from mori.web.render import page, see_other

from ..alerts.models import Alert, Tap
from ..alerts.queries import excluded_from
from ..alerts.views import alert_by_key, keep_no_copy, unsealed
from ..receipts.views import receipt_of, way_out
from ..routing.wish_queries import people_to_choose
from . import forms, operations, queries
from .rules import Said

bp = Blueprint("subjects", __name__)
bp.after_request(keep_no_copy)

NOBODY = 0  # the id of no person


def offer_on(tap: Tap) -> dict[str, Any] | None:
    """On the page after a tap: the way to say whom it is about, whatever was said before."""
    return {"code": tap.code} if tap.alert.person_id else None


def subjects_on(alert: Alert) -> dict[str, Any] | None:
    """On an alert's page, once somebody has handled it: whom it is about, as far as was said."""
    rows = queries.subjects_of(alert)
    said = [(row, unsealed(row.words), unsealed(row.reason)) for row in rows]
    is_open = alert.acknowledged_at is not None or alert.state.is_followed or alert.state.is_closed
    if alert.kind.is_rehearsed or not (said or is_open):
        return None
    return {"alert": alert, "said": said, "me": current_user.person_id}


@bp.get("/c/<code>/orangnya")
@public
def ask(code: str) -> Response:
    return _ask(_own_tap(code), "safeguarding/subjects/ask.html", forms.SubjectForm(formdata=None))


@bp.post("/c/<code>/orangnya")
@public
def tell(code: str) -> Response:
    tap, form, template = _own_tap(code), forms.SubjectForm(), "safeguarding/subjects/ask.html"
    if not _is_complete(form, _staff(tap.alert)):
        return _ask(tap, template, form, 422)
    _name(tap.alert, form, Said(form.token.data))
    said = "orang" if form.person.data else "tulisan"
    return see_other(url_for("subjects.ask", code=code, tersimpan=said))


def _own_tap(code: str) -> Tap:
    """A tap of somebody who is known, on a phone beyond doubt."""
    tap = receipt_of(code).replayed
    if not tap.alert.person_id:
        raise Refused(_("An officer first finds out who you are. Leave a way to reach you."))
    return tap


def _ask(tap: Tap, template: str, form: forms.SubjectForm, status: int = 200) -> Response:
    form.offer(_staff(tap.alert))
    kept = request.args.get("tersimpan", "")
    return page(
        template, None, status, here="c", code=tap.code, form=form, kept=kept, way_out=way_out()
    )


@bp.get("/jaga/<key>/tentang")
@may("alert.handle", on=alert_by_key)
def naming(alert: Alert) -> Response:
    return _naming(alert, forms.NamingForm(formdata=None))


@bp.post("/jaga/<key>/tentang")
@may("alert.handle", on=alert_by_key)
def name(alert: Alert) -> Response:
    form = forms.NamingForm()
    if not _is_complete(form, _staff(alert)):
        return _naming(alert, form, 422)
    reason = sealing.seal(current_app.config["SECRET_KEY"], form.reason.data)
    said = Said(form.token.data, reason=reason, officer_id=current_user.person_id)
    _name(alert, form, said)
    flash(_("Kept. Who may learn of it was worked out anew."))
    may_still = current_user.person_id not in excluded_from(alert, now())
    return see_other(
        url_for("alerts.alert", key=alert.key) if may_still else url_for("alerts.board")
    )


def _naming(alert: Alert, form: forms.NamingForm, status: int = 200) -> Response:
    form.offer(_staff(alert))
    template = "safeguarding/subjects/name.html"
    return page(template, status=status, here="board", alert=alert, form=form)


def _staff(alert: Alert) -> list[Person]:
    """Who works at the office of an alert; where none is known, at the officer's."""
    office = alert.office_id or (current_user.office_id if current_user.is_authenticated else None)
    return people_to_choose(office, alert.person_id or NOBODY)[1] if office else []


def _is_complete(form: forms.SubjectForm, staff: list[Person]) -> bool:
    form.offer(staff)
    if form.validate() and form.names_nobody():
        form.words.errors = [_("Choose somebody, or write who it is.")]
    return not form.errors


def _name(alert: Alert, form: forms.SubjectForm, said: Said) -> None:
    chosen = {person.key: person.id for person in _staff(alert)}.get(form.person.data)
    words = "" if chosen else sealing.seal(current_app.config["SECRET_KEY"], form.words.data)
    address = current_app.config["SETTINGS"].address
    token = token_for(said.token, alert.key, said.officer_id, *form.said)
    said = said._replace(token=token, person_id=chosen, words=words)
    operations.name_subject(alert, said, now(), address)


def _decided(alert: Alert, decide: Callable[..., None], said: str) -> Response:
    subject = queries.subject_of(alert, request.form.get("subject", ""))
    if subject is None:
        raise changed_meanwhile()
    decide(alert, subject, current_user.person_id, now())
    flash(said)
    return see_other(url_for("alerts.alert", key=alert.key))


@bp.post("/jaga/<key>/tentang/keliru")
@may("alert.handle", on=alert_by_key)
def doubt(alert: Alert) -> Response:
    address = current_app.config["SETTINGS"].address
    doubting = partial(operations.doubt_subject, address=address)
    return _decided(alert, doubting, _("Noted. A second officer decides."))


@bp.post("/jaga/<key>/tentang/tetap")
@may("alert.handle", on=alert_by_key)
def uphold(alert: Alert) -> Response:
    return _decided(alert, operations.uphold_subject, _("It stays as it was said."))


@bp.post("/jaga/<key>/tentang/batal")
@may("alert.handle", on=alert_by_key)
def drop(alert: Alert) -> Response:
    said = _("Taken back. They may be told of this call again.")
    return _decided(alert, operations.drop_subject, said)
