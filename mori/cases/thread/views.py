"""Messages between the person and officers: on the person's page, and in the case."""

import base64
import binascii
import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple

from flask import Blueprint, Response, current_app, request, url_for
from flask_login import current_user

from mori.access.guard import may, public
from mori.core import tickets
from mori.core.clock import ZONE_NAMES, now
from mori.core.db import token_for
from mori.core.vault.pairs import KEY_BYTES, Pair, Unreadable, new_pair, open_with, pair_of
from mori.safeguarding.alerts.models import Alert, Tap
from mori.safeguarding.alerts.views import alert_by_key, keep_no_copy
from mori.safeguarding.receipts.views import followed_tap, way_out
from mori.web.i18n import LOCALES, catalogue
from mori.web.render import page, see_other

from ..desk.desk import Opened
from ..desk.queries import openings_of
from . import forms, operations, queries
from .models import PhoneKey
from .rules import about_copy

bp = Blueprint("thread", __name__)
bp.after_request(keep_no_copy)

COOKIE = "mori_note"
COOKIE_SECONDS = 180 * 24 * 3600


# --- the person's side ------------------------------------------------------------------------


def messages_link(tap: Tap) -> dict[str, Any] | None:
    """On the page after a tap: the way to the messages, and whether there is a new one."""
    if not has_thread(tap):
        return None
    return {"code": tap.code, "new": queries.unread_by_person(tap.alert_id)}


def has_thread(tap: Tap) -> bool:
    """Strangers share a call without knowing of each other; and a call that was called an accident
    says nothing, whichever of its taps is asked.
    """
    return tap.alert.person_id is not None and tap.alert.accident_at is None


def for_the_person(view: Callable[[Tap], Response]) -> Callable[[str], Response]:
    """Whoever may not read here is sent to the page after the tap, which says what it may."""

    @wraps(view)
    def guarded(code: str) -> Response:
        tap = followed_tap(code)
        if tap is None or not has_thread(tap):
            return see_other(url_for("receipts.receipt", code=code))
        return view(tap)

    return guarded


@bp.get("/c/<code>/pesan")
@public
@for_the_person
def messages(tap: Tap) -> Response:
    return _show(tap, forms.PersonForm(formdata=None))


@bp.post("/c/<code>/pesan")
@public
@for_the_person
def write(tap: Tap) -> Response:
    form, at = forms.PersonForm(), now()
    if not form.validate():
        return _show(tap, form, 422)
    pair = _pair_here()
    operations.know_phone(tap.alert_id, pair.public, at)  # so that it reads its own words again
    operations.write_as_person(
        tap.alert,
        form.text.data,
        token_for(form.token.data, tap.alert.key, form.text.data),
        current_app.config["SECRET_KEY"],
        at,
        current_app.config["SETTINGS"].address,
    )
    return _with_cookie(see_other(url_for("thread.messages", code=tap.code)), pair)


class Shown(NamedTuple):
    """A message before whoever may read it; its text is None where the key at hand is another."""

    line: queries.Line
    text: str | None


def _show(tap: Tap, form: forms.PersonForm, status: int = 200) -> Response:
    at, pair = now(), _pair_here()
    phone = operations.know_phone(tap.alert_id, pair.public, at)
    lines = opened_lines(phone, pair.secret, at)
    office = tap.alert.office
    there = str(office.zone if office else current_app.config["SETTINGS"].zone)
    response = page(
        "cases/thread/messages.html",
        status=status,
        here="c",
        code=tap.code,
        lines=lines,
        form=form,
        openings=openings_of(tap.alert.key, there),
        is_readable_to_server=queries.is_readable_to_server(tap.alert, at),
        way_out=way_out(),
        there=there,
        there_name=ZONE_NAMES.get(there, there),
    )
    return _with_cookie(response, pair)


def opened_lines(phone: PhoneKey, secret: bytes, at: dt.datetime) -> list[Shown]:
    """The messages of a call as the person's key opens them; what officers wrote is read then."""
    shown = [Shown(line, _text_on(phone, secret, line)) for line in queries.lines_for(phone)]
    fresh = [
        each.line.entry
        for each in shown
        if each.text is not None and not each.line.read_at and not each.line.is_from_person
    ]
    if fresh:
        operations.note_readings(fresh, at)
    return shown


def _text_on(phone: PhoneKey, secret: bytes, line: queries.Line) -> str | None:
    about = about_copy(line.entry.key, phone.key)
    try:
        return open_with(secret, bytes.fromhex(line.copy), about).decode() if line.copy else None
    except Unreadable:
        return None


def _pair_here() -> Pair:
    """This phone's pair, by its cookie; a new one if it has none."""
    cookie = request.cookies.get(COOKIE, "")
    try:
        secret = base64.urlsafe_b64decode(f"{cookie}=")
    except (binascii.Error, ValueError):
        secret = b""
    return pair_of(secret) if len(secret) == KEY_BYTES else new_pair()


def _with_cookie(response: Response, pair: Pair) -> Response:
    header = tickets.cookie(
        COOKIE,
        base64.urlsafe_b64encode(pair.secret).decode().rstrip("="),
        https=request.is_secure,
        seconds=COOKIE_SECONDS,
        path=url_for("receipts.receipt", code="-").rpartition("/")[0],
    )
    response.headers.add("Set-Cookie", header)
    return response


# --- the officers' side -----------------------------------------------------------------------


def thread_in(opened: Opened) -> dict[str, Any] | None:
    """In an opened case: what was written both ways; phones that came later read from then on."""
    alert, at = opened.alert, now()
    phones = queries.phones_of(alert.id)
    if not alert.person_id and not phones:
        return None
    shown = [Shown(each, opened.text_of(each.entry)) for each in queries.lines_of(alert.id)]
    operations.pass_to_phones(
        alert, [(each.line.entry, each.text) for each in shown if each.text is not None]
    )
    fresh = [
        each.line.entry
        for each in shown
        if each.text is not None and not each.line.read_at and each.line.is_from_person
    ]
    if fresh:
        operations.note_readings(fresh, at)
    return {
        "alert": alert,
        "lines": shown,
        "form": forms.OfficerForm(formdata=None),
        "has_phone": bool(phones),
    }


@bp.post("/jaga/<key>/pesan")
@may("case.add", on=alert_by_key)
def answer(alert: Alert) -> Response:
    """Kept whether or not the case is still open to the eye."""
    form = forms.OfficerForm()
    if not form.validate():
        return page("cases/thread/answer.html", status=422, here="board", alert=alert, form=form)
    text = _said(form, alert.person.locale if alert.person else LOCALES[0])
    operations.write_to_person(
        alert,
        text,
        current_user.person_id,
        token_for(form.token.data, alert.key, text),
        current_app.config["SECRET_KEY"],
        now(),
    )
    return see_other(url_for("cases.case", key=alert.key, _anchor="thread"))


def _said(form: forms.OfficerForm, language: str) -> str:
    """The chosen sentence in the language of whoever reads it, then the officer's own words."""
    chosen = catalogue(language).gettext(form.chosen.english) if form.chosen else ""
    return "\n".join(filter(None, [chosen, form.text.data]))
