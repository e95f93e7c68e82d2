"""The officers' duty board, and an alert as whoever was told sees it."""

import datetime as dt
from functools import partial
from typing import Any

from cryptography.fernet import InvalidToken
from flask import Blueprint, Response, current_app, flash, request, url_for
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.access.roles import Actor
from mori.accounts.forms import LANGUAGES
from mori.accounts.models import Person
from mori.accounts.rules import shown_phone
from mori.core import sealing
from mori.core.clock import now
from mori.core.errors import Refused
from mori.core.help.lines import load_help_lines
from mori.core.texts.numbers import with_numbers
from mori.web.asked import after, next_page
from mori.web.i18n import locale
from mori.web.menu import as_badge, page_label
from mori.web.render import page, parts_of, see_other

from ..button import pages as button_pages
from ..routing.wish_queries import people_not_to_tell
from . import board_queries, event_operations, forms, letters, operations, page_queries, queries
from .doubt_queries import doubt_about
from .models import Alert
from .page_queries import latest_taps_of

bp = Blueprint("alerts", __name__)

ERROR_PAGES = ("502.html", "503.html")


@bp.record_once
def lay_out_error_pages(state: BlueprintSetupState) -> None:
    """Write the pages a proxy shows when nothing answers behind it; they carry the button."""
    folder = state.app.config["SETTINGS"].folder / "assets"
    html = button_pages.unavailable_page(load_help_lines())
    for name in ERROR_PAGES:
        (folder / name).write_text(html, encoding="utf-8")


@bp.after_request
def keep_no_copy(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


def open_alerts(actor: Actor, at: dt.datetime) -> int:
    """What the duty board's badge counts."""
    return board_queries.count_of_open_alerts(actor.person_id, at)


@bp.get("/jaga")
@may("board.read")
def board() -> Response:
    at = now()
    count = open_alerts(current_user, at)
    found = board_queries.board_of(current_user.person_id, at, after(int, int))
    rows, more = next_page(found, board_queries.PAGE, lambda row: (row.rank, row.id))
    return page(
        "safeguarding/alerts/board.html",
        "safeguarding/alerts/_board.html",
        here="board",
        counts={"board": count},
        number=as_badge(count),
        is_renewed=request.htmx,  # type: ignore[attr-defined]
        troubles=parts_of("board", current_user),
        rows=[(row, int((at - row.raised_at).total_seconds() // 60)) for row in rows],
        more=more,
        below=parts_of("board.below", current_user),
        address=request.full_path.rstrip("?"),
    )


def alert_by_key(key: str) -> Alert | None:
    return queries.alert_by_key(key, now())


@bp.get("/jaga/<key>")
@may("alert.read", on=alert_by_key)
def alert(alert: Alert) -> Response:
    event_operations.note_reading(alert, current_user.person_id, at := now())
    mine = alert.acknowledged_by_id == current_user.person_id
    is_done = alert.state.is_followed or alert.state.is_over
    told = page_queries.told_of(alert)
    return page(
        "safeguarding/alerts/alert.html",
        here="board",
        alert=alert,
        people=[_about(person, at) for person in queries.people_by_id(alert.subject_ids)],
        taps=[(tap, with_numbers(unsealed(tap.contact))) for tap in latest_taps_of(alert)],
        page_name=partial(page_label, locale=locale()),
        told=told,
        following=[person.name for person in letters.people_called_next(alert, at)],
        told_before={each.name for each in told},
        events=[(each, forms.HAPPENED[each.verb]) for each in page_queries.history_of(alert)],
        may_take=alert.state.is_unhandled,
        may_confirm=bool(alert.acknowledged_by_id) and not mine and not is_done,
        waits_for_other=mine and not is_done,
        doubt=doubt_about(alert),
        first=parts_of("alert.first", alert),
        parts=parts_of("alert", alert),
    )


def _about(person: Person, at: dt.datetime) -> dict[str, Any]:
    """What an officer has to know of a person before calling them."""
    return {
        "person": person,
        "phone": person.phone and shown_phone(person.phone),
        "language": dict(LANGUAGES)[person.locale],
        "place": parts_of("alert.person", person.id, current_user.zone),
        "not_to_tell": people_not_to_tell(person.id, at),
    }


def unsealed(contact: str) -> str:
    if not contact:
        return ""
    try:
        return sealing.unseal(current_app.config["SECRET_KEY"], contact)
    except InvalidToken:
        return str(_("cannot be read: the server's key has changed"))


@bp.post("/jaga/<key>/tangani")
@may("alert.handle", on=alert_by_key)
def acknowledge(alert: Alert) -> Response:
    try:
        operations.acknowledge_alert(alert, current_user.person_id, now())
    except Refused:
        flash(_("Another officer was quicker and is handling this."))
    return see_other(url_for("alerts.alert", key=alert.key))


@bp.post("/jaga/<key>/dihubungi")
@may("alert.handle", on=alert_by_key)
def confirm_contact(alert: Alert) -> Response:
    operations.confirm_contact_as_officer(alert, current_user.person_id, now())
    return see_other(url_for("alerts.alert", key=alert.key))
