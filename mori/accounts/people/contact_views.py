"""Changing one's own number and address: confirmed by mail at the old address, then at the new."""

from typing import NamedTuple

from flask import Blueprint, Response, current_app, url_for
from flask_babel import gettext as _
from flask_login import current_user
from itsdangerous import BadData, URLSafeTimedSerializer

from mori.access.guard import may, public
from mori.core.clock import now
from mori.core.errors import Refused
from mori.web.render import page

from .. import forms, queries
from ..models import Person
from ..rules import shown_phone
from ..views import not_stored
from . import operations

bp = Blueprint("own_contact", __name__)

CONFIRM_WITHIN_SECONDS = 24 * 3600


class Change(NamedTuple):
    """What somebody wants changed of their own contact, and who has confirmed it so far."""

    person: Person
    phone: str | None
    email: str | None
    is_old_confirmed: bool


@bp.get("/saya/kontak")
@may("self.change")
def contact() -> Response:
    person = queries.person_by_id(current_user.person_id)
    phone = person.phone and shown_phone(person.phone)
    return _page(forms.OwnContactForm(formdata=None, phone=phone, email=person.email))


def _page(form: forms.OwnContactForm, status: int = 200, sent_to: str = "") -> Response:
    template = "accounts/people/contact.html"
    return page(template, status=status, here="me", form=form, sent_to=sent_to)


@bp.post("/saya/kontak")
@may("self.change")
def ask_to_change() -> Response:
    form, person = forms.OwnContactForm(), queries.person_by_id(current_user.person_id)
    if not form.validate():
        return _page(form, 422)
    if not person.email:
        raise Refused(_("No e-mail address of yours is known to confirm it. Ask your office."))
    change = Change(person, *form.contact, False)
    operations.ask_to_confirm(person, person.email, _link(change), now())
    return _page(form, sent_to=person.email)


@bp.get("/kontak/<ticket>")
@public
def confirmation(ticket: str) -> Response:
    _read(ticket)
    return _confirmation()


def _confirmation(sent_to: str = "", *, is_done: bool = False) -> Response:
    template = "accounts/people/confirm_contact.html"
    return not_stored(page(template, here="invitation", sent_to=sent_to, is_done=is_done))


@bp.post("/kontak/<ticket>")
@public
def confirm(ticket: str) -> Response:
    change = _read(ticket)
    if not change.is_old_confirmed and change.email and change.email != change.person.email:
        link = _link(change._replace(is_old_confirmed=True))
        operations.ask_to_confirm(change.person, change.email, link, now())
        return _confirmation(sent_to=change.email)
    operations.change_own_contact(change.person, change.phone, change.email, now())
    return _confirmation(is_done=True)


def _tickets() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="own contact")


def _link(change: Change) -> str:
    person, *wanted = change
    claim = [person.key, _as_it_is(person), wanted]
    path = url_for("own_contact.confirmation", ticket=_tickets().dumps(claim))
    return str(current_app.config["SETTINGS"].address + path)


def _as_it_is(person: Person) -> list[object]:
    """What must not have changed meanwhile; a new password raises the epoch."""
    return [person.phone, person.email, person.help_epoch]


def _read(ticket: str) -> Change:
    try:
        key, before, wanted = _tickets().loads(ticket, max_age=CONFIRM_WITHIN_SECONDS)
    except BadData:
        raise _too_old() from None
    person = queries.person_by_key(key)
    if not person.is_active or _as_it_is(person) != before:
        raise _too_old()
    return Change(person, *wanted)


def _too_old() -> Refused:
    return Refused(_("This link has been used or is too old. Ask for the change again under Me."))
