"""The help page, the page after a tap, and the officers' duty board."""

import datetime as dt
from contextlib import suppress
from functools import cache, partial
from typing import NamedTuple

from cryptography.fernet import InvalidToken
from flask import Blueprint, Response, abort, current_app, flash, g, request, url_for
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from flask_login import current_user
from peewee import PeeweeException

from mori.access.guard import may, public
from mori.access.roles import Actor
from mori.accounts.rules import shown_phone
from mori.core import sealing, tickets
from mori.core.clock import ZONE_NAMES, now
from mori.core.errors import Refused
from mori.core.help.lines import HelpLine, load_help_lines
from mori.web.asked import after, next_page
from mori.web.i18n import locale
from mori.web.menu import as_badge, page_label
from mori.web.render import page, see_other

from ..button import pages as button_pages
from . import forms, operations, queries, rules
from .doubt_queries import doubt_about, may_follow
from .models import Alert, Tap
from .open_queries import count_of_open_alerts

bp = Blueprint("alerts", __name__)

ERROR_PAGES = ("502.html", "503.html")
RENEW_SECONDS = 20  # the page after a tap, where no script renews it
RENEW_SOON_SECONDS = 3  # until the tap has reached the database


@bp.record_once
def lay_out_error_pages(state: BlueprintSetupState) -> None:
    """Write the pages a proxy shows when nothing answers behind it; they carry the button."""
    folder = state.app.config["SETTINGS"].folder / "assets"
    html = button_pages.unavailable_page(help_lines())
    for name in ERROR_PAGES:
        (folder / name).write_text(html, encoding="utf-8")


@bp.after_request
def keep_no_copy(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


@cache
def help_lines() -> tuple[HelpLine, ...]:
    return load_help_lines()


@bp.get("/bantuan")
@public
def help_page() -> Response:
    return page("safeguarding/alerts/help.html", here="bantuan", lines=help_lines())


class Receipt(NamedTuple):
    """What is known of a tap; before it has reached the database, only when it was received."""

    code: str
    received_at: dt.datetime
    tap: Tap | None = None
    story: queries.Story | None = None
    is_in_doubt: bool = False  # somebody else may hold this phone

    @property
    def replayed(self) -> Tap:
        if self.is_in_doubt:
            raise Refused(_("An officer first makes sure that it is you."))
        if self.tap is None:
            raise Refused(_("Your call is being written down. Try again in a minute."))
        return self.tap

    @property
    def is_unknown(self) -> bool:
        return self.tap is not None and self.tap.alert.person_id is None

    @property
    def is_without_answer(self) -> bool:
        """Whether nobody could be told, or nobody has read it for too long, as far as we know."""
        if self.tap is None or self.story is None:
            return True
        if self.story.contacted_at or self.story.confirmed_at:
            return False
        alert = self.tap.alert
        nobody = alert.calls > 0 and self.story.told_at is None
        return nobody or rules.is_unread(alert.raised_at, self.story.read_at, now())


@bp.get("/c/<code>")
@public
def receipt(code: str) -> Response:
    return _show(_receipt_of(code))


@bp.post("/c/<code>/kontak")
@public
def leave_contact(code: str) -> Response:
    found = _receipt_of(code)
    form = forms.ContactForm()
    if not form.validate():
        return _show(found, form, 422)
    sealed = sealing.seal(current_app.config["SECRET_KEY"], form.contact.data)
    address = current_app.config["SETTINGS"].address
    operations.leave_contact(found.replayed, sealed, now(), address)
    return see_other(url_for("alerts.receipt", code=code))


@bp.post("/c/<code>/dihubungi")
@public
def confirm(code: str) -> Response:
    operations.confirm_contact_as_person(_receipt_of(code).replayed, now())
    return see_other(url_for("alerts.receipt", code=code))


@bp.post("/c/<code>/tidak-sengaja")
@public
def mark_accident(code: str) -> Response:
    operations.mark_accident(_receipt_of(code).replayed, now())
    return see_other(url_for("alerts.receipt", code=code))


def _receipt_of(code: str) -> Receipt:
    """A receipt that this phone or this person may see, even while the database is away."""
    ticket_at = _tapped_here(code)
    with suppress(PeeweeException):  # and nothing is logged: no technical trace moves with a tap
        # Once is enough to wait for a database that does not answer.
        tap = None if "session_unread" in g else queries.tap_by_code(code)
        if tap and (ticket_at or _is_signed_in(tap.alert.person_id)):
            if _may_follow(tap, tapped_here=ticket_at is not None):
                return Receipt(code, tap.at, tap, queries.story_of(tap))
            return Receipt(code, tap.at, tap, is_in_doubt=True)
    if ticket_at is None:
        abort(404)
    return Receipt(code, ticket_at)


def _may_follow(tap: Tap, *, tapped_here: bool) -> bool:
    """As the phone that tapped, or in the session of the person, whichever is beyond doubt."""
    if tapped_here and may_follow(tap, tap.session_id):
        return True
    return _is_signed_in(tap.alert.person_id) and may_follow(tap, current_user.session_id)


def _is_signed_in(person_id: int | None) -> bool:
    return bool(current_user.is_authenticated and current_user.person_id == person_id)


def _tapped_here(code: str) -> dt.datetime | None:
    """When this phone tapped, if this receipt is its own."""
    name = tickets.cookie_name(tickets.TAP_COOKIE, https=request.is_secure)
    ticket = tickets.read_tap_ticket(
        current_app.config["SECRET_KEY"], request.cookies.get(name, "")
    )
    if ticket is None or ticket[0] != code:
        return None
    return dt.datetime.fromtimestamp(ticket[1], dt.UTC)


def _show(found: Receipt, form: forms.ContactForm | None = None, status: int = 200) -> Response:
    office = found.tap.alert.office if found.tap else None
    there = office.zone if office else current_app.config["SETTINGS"].zone
    renews = not found.is_unknown and "tetap" not in request.args
    response = page(
        "safeguarding/alerts/receipt.html",
        "safeguarding/alerts/_known.html",
        status,
        here="c",
        receipt=found,
        story=found.story,
        there=there,
        there_name=ZONE_NAMES.get(there, there),
        lines=help_lines(),
        form=form or forms.ContactForm(formdata=None),
        renews=renews,
    )
    if renews and not current_user.is_authenticated:
        response.headers["Refresh"] = str(RENEW_SECONDS if found.tap else RENEW_SOON_SECONDS)
    return response


def open_alerts(actor: Actor, at: dt.datetime) -> int:
    """What the duty board's badge counts."""
    return count_of_open_alerts(actor.person_id, at)


@bp.get("/jaga")
@may("board.read")
def board() -> Response:
    at = now()
    count = open_alerts(current_user, at)
    found = queries.board_of(current_user.person_id, at, after(int, int))
    rows, more = next_page(found, queries.PAGE, lambda row: (row.rank, row.id))
    return page(
        "safeguarding/alerts/board.html",
        "safeguarding/alerts/_board.html",
        here="board",
        counts={"board": count},
        number=as_badge(count),
        is_renewed=request.htmx,  # type: ignore[attr-defined]
        rows=[(row, int((at - row.raised_at).total_seconds() // 60)) for row in rows],
        more=more,
        address=request.full_path.rstrip("?"),
    )


def alert_by_key(key: str) -> Alert | None:
    return queries.alert_by_key(key, now())


@bp.get("/jaga/<key>")
@may("alert.read", on=alert_by_key)
def alert(alert: Alert) -> Response:
    operations.note_reading(alert, current_user.person_id, now())
    mine = alert.acknowledged_by_id == current_user.person_id
    is_contacted = alert.state.is_contacted
    return page(
        "safeguarding/alerts/alert.html",
        here="board",
        alert=alert,
        people=queries.people_by_id(alert.subject_ids),
        show_phone=shown_phone,
        taps=[(tap, _unsealed(tap.contact)) for tap in queries.latest_taps_of(alert)],
        page_name=partial(page_label, locale=locale()),
        events=[(event, forms.HAPPENED[event.verb]) for event in queries.events_of(alert)],
        may_take=alert.state.is_unhandled,
        may_confirm=bool(alert.acknowledged_by_id) and not mine and not is_contacted,
        waits_for_other=mine and not is_contacted,
        doubt=doubt_about(alert),
    )


def _unsealed(contact: str) -> str:
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
