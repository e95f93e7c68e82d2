"""Third persons and former interns: writing without an account, and coming back for the answer."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, current_app
from flask_babel import gettext as _

from mori.access.guard import public
from mori.access.roles import Actor
from mori.accounts.tries import operations as tries
from mori.accounts.tries.forms import counted, too_many_tries
from mori.core.clock import ZONE_NAMES, now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.core.help.lines import load_help_lines
from mori.offices.queries import all_offices
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.views import keep_no_copy
from mori.web.fields import choices
from mori.web.render import page

from ..thread.operations import write_as_person
from ..thread.views import opened_lines
from . import forms, operations
from .operations import Known
from .rules import FREE_CALLS, FREE_OF_ALL, said

bp = Blueprint("outsiders", __name__)
bp.after_request(keep_no_copy)


def link_on_help(_actor: Actor) -> dict[str, Any]:
    """On *Bantuan*: the way for those who have no account."""
    return {}


def note_on(alert: Alert) -> dict[str, Any] | None:
    """On the page of a call: that it was written from outside, and which office was named."""
    return {"office": alert.office} if alert.is_from_outside else None


@bp.get("/bantuan/menulis")
@public
def begin() -> Response:
    return _ask(_form(formdata=None))


def _form(**options: Any) -> forms.OutsideForm:
    form = forms.OutsideForm(**options)
    named = [(each.key, each.name) for each in all_offices()]
    form.office.choices = choices([("", _("I don't know, or none of these")), *named])
    return form


def _ask(form: forms.OutsideForm, status: int = 200) -> Response:
    lines = load_help_lines()
    return page("cases/outsiders/write.html", status=status, here="menulis", form=form, lines=lines)


@bp.post("/bantuan/menulis")
@public
def write() -> Response:
    """The two numbers stand in this answer and nowhere else."""
    form, at, all_of_them = _form(), now(), counted("outside call", "")
    if not form.validate():
        return _ask(form, 422)
    if wait := tries.wait_before(all_of_them, at, FREE_CALLS):
        form.form_errors.append(too_many_tries(wait))
        return _ask(form, 422)
    text, office = form.text.data, form.office.data
    token = token_for(form.token.data, "outside", office, text)
    office_id = next((each.id for each in all_offices() if each.key == office), None)
    server, address = current_app.config["SECRET_KEY"], current_app.config["SETTINGS"].address
    try:
        written = operations.write_from_outside(
            text, office_id, form.token.data, token, server, at, address
        )
    except Refused as refusal:
        form.refuse(refusal)
        return _ask(form, 422)
    tries.note_failure([all_of_them], at)
    return page(
        "cases/outsiders/numbers.html",
        here="menulis",
        number=said(written.number),
        secret=said(written.secret),
    )


@bp.get("/bantuan/balasan")
@public
def come_back() -> Response:
    return _ask_numbers(forms.NumbersForm(formdata=None))


def _ask_numbers(form: forms.NumbersForm, status: int = 200) -> Response:
    return page("cases/outsiders/come_back.html", status=status, here="menulis", form=form)


@bp.post("/bantuan/balasan")
@public
def look() -> Response:
    form, at = forms.NumbersForm(), now()
    if not form.validate():
        return _ask_numbers(form, 422)
    known = _known(form, at)
    if known is None:
        return _ask_numbers(form, 422)
    return _show(known, _further(form), at)


@bp.post("/bantuan/balasan/menulis")
@public
def write_further() -> Response:
    """Both numbers come along each time: nothing is kept on the phone."""
    numbers, form, at = forms.NumbersForm(), forms.FurtherForm(), now()
    known = _known(numbers, at) if numbers.validate() else None
    if known is None:
        return _ask_numbers(numbers, 422)
    if not form.validate():
        return _show(known, form, at, 422)
    alert = known.outsider.alert
    write_as_person(
        alert,
        form.text.data,
        token_for(form.token.data, alert.key, form.text.data),
        current_app.config["SECRET_KEY"],
        at,
        current_app.config["SETTINGS"].address,
    )
    return _show(known, _further(form), at)


def _known(form: forms.NumbersForm, at: dt.datetime) -> Known | None:
    """Who has these numbers; slowed down before anything is hashed, by the number and for all.

    What is refused does not tell whether there is such a number.
    """
    number, server = form.number.data or "", current_app.config["SECRET_KEY"]
    of_number, of_all = counted("outsider", number), counted("outsider", "all of them")
    if wait := max(
        tries.wait_before(of_number, at), tries.wait_before(of_all, at, free=FREE_OF_ALL)
    ):
        form.form_errors.append(too_many_tries(wait))
        return None
    try:
        known = operations.whoever_has(number, form.secret.data or "", server)
    except Refused as refusal:
        form.refuse(refusal)
        return None
    if known is None:
        tries.note_failure([of_number, of_all], at)
        form.form_errors.append(_("No note goes with these two numbers. Look at both once more."))
    return known


def _further(form: forms.NumbersForm) -> forms.FurtherForm:
    """An empty form that takes both numbers along."""
    return forms.FurtherForm(formdata=None, number=form.number.data, secret=form.secret.data)


def _show(known: Known, form: forms.FurtherForm, at: dt.datetime, status: int = 200) -> Response:
    alert, zone = known.outsider.alert, current_app.config["SETTINGS"].zone
    there = str(alert.office.zone if alert.office else zone)
    return page(
        "cases/outsiders/thread.html",
        status=status,
        here="menulis",
        lines=opened_lines(known.outsider.phone, known.pair.secret, at),
        form=form,
        there=there,
        there_name=ZONE_NAMES.get(there, there),
    )
