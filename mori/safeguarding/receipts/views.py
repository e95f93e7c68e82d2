"""The page after a tap: what is known of it, and what its person may say."""

import datetime as dt
from collections.abc import Collection
from contextlib import suppress
from functools import cache
from typing import Any, NamedTuple

from flask import Blueprint, Response, abort, current_app, g, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from peewee import PeeweeException

from mori.access.grants import allowed
from mori.access.guard import public
from mori.access.roles import Actor
from mori.core import tickets
from mori.core.clock import ZONE_NAMES, local_date, now
from mori.core.errors import Refused
from mori.core.help.lines import answering, load_help_lines
from mori.web.filters import names
from mori.web.i18n import locale
from mori.web.menu import page_url
from mori.web.render import page, parts_of

from ..alerts import rules
from ..alerts.doubt_queries import may_follow
from ..alerts.models import Tap
from ..alerts.queries import excluded_from
from ..duty import queries as duty
from ..duty.page_queries import promised_now
from ..safety.forms import ChoiceForm
from ..safety.queries import wish_of_tap
from . import forms, queries

bp = Blueprint("receipts", __name__)

RENEW_SECONDS = 20  # the page after a tap, where no script renews it
RENEW_SOON_SECONDS = 3  # until the tap has reached the database
help_lines = cache(load_help_lines)


@bp.after_request
def keep_no_copy(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


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
        """Whether nobody was told yet, or nobody has read it for too long, as far as we know."""
        if self.tap is None or self.story is None or self.story.is_for_nobody:
            return True
        if self.story.contacted_at or self.story.confirmed_at or self.story.read_at:
            return False
        return self.story.told_at is None or rules.is_overdue(self.story.first_at, now())

    @property
    def is_unread(self) -> bool:
        """Whether it matters to its person who is on duty."""
        known = self.story
        return not (known and (known.read_at or known.contacted_at or known.confirmed_at))

    @property
    def may_be_written_on(self) -> bool:
        """Whether officers may ask something here: what is being written must not be lost."""
        return self.may_tell and self.story is not None and self.story.contacted_at is not None

    @property
    def is_called_accident(self) -> bool:
        """Whether the person has said so, of this tap or another of the same call.

        A further tap of theirs takes it back. Of strangers each speaks for their own tap.
        """
        if self.tap is None:
            return False
        return bool(self.tap.accident_at or (not self.is_unknown and self.tap.alert.accident_at))

    @property
    def may_tell(self) -> bool:
        """Whether more of what officers do may stand on this page."""
        return self.tap is not None and not self.is_in_doubt and not self.is_called_accident


@bp.get("/bantuan")
@public
def help_page() -> Response:
    code = next(iter(_taps_here()), "")
    at, office = now(), office_here()
    return page(
        "safeguarding/receipts/help.html",
        here="bantuan",
        lines=[(line, line.answers_at(at)) for line in help_lines()],
        code=code,
        presence=presence_in(office, at),
        promised=promised_now(office[0], local_date(at, office[1])) if office else [],
        weekdays=names(locale(), "days", "wide"),
        there=office[1] if office else "",
        there_name=ZONE_NAMES.get(office[1], office[1]) if office else "",
        parts=parts_of("help", current_user),
    )


@bp.get("/bantuan/batas")
@public
def limits() -> Response:
    """What nothing here can prevent, to be read before it is needed."""
    return page("safeguarding/receipts/limits.html", here="bantuan")


def note_of(actor: Actor) -> dict[str, Any] | None:
    """In *Me*: the way back to one's own call, in words that say nothing of it."""
    since = now() - dt.timedelta(seconds=tickets.TAP_SECONDS)
    tap = queries.latest_tap_of(actor.person_id, since)
    return {"code": tap.code} if tap and may_follow(tap, actor.session_id) else None


@bp.get("/c/<code>")
@public
def receipt(code: str) -> Response:
    return show(receipt_of(code))


def followed_tap(code: str) -> Tap | None:
    """The tap of a receipt on whose page more of what officers do may stand; else None."""
    found = receipt_of(code)
    return found.tap if found.may_tell else None


def receipt_of(code: str) -> Receipt:
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
    """When this phone tapped, if this receipt is one of its own."""
    at = _taps_here().get(code)
    return None if at is None else dt.datetime.fromtimestamp(at, dt.UTC)


def _taps_here() -> dict[str, int]:
    """The receipts of this phone's last taps, the latest first, and the second of each."""
    name = tickets.cookie_name(tickets.TAP_COOKIE, https=request.is_secure)
    return tickets.read_tap_ticket(current_app.config["SECRET_KEY"], request.cookies.get(name, ""))


def show(found: Receipt, form: forms.ContactForm | None = None, status: int = 200) -> Response:
    """The page of a tap, with what was written on it where it lacks something."""
    if found.is_called_accident and not found.is_in_doubt:
        return _show_cancelled(found.code)
    at, office = now(), _office_of(found)
    there = office[1] if office else str(current_app.config["SETTINGS"].zone)
    is_still = found.is_unknown or found.may_be_written_on or "tetap" in request.args
    renews = not is_still
    response = page(
        "safeguarding/receipts/receipt.html",
        "safeguarding/receipts/_known.html",
        status,
        here="c",
        receipt=found,
        story=found.story,
        there=there,
        there_name=ZONE_NAMES.get(there, there),
        lines=answering(help_lines(), at),
        presence=_presence(found, office, at) if found.is_unread else None,
        form=form or forms.ContactForm(formdata=None),
        renews=renews,
        choice=_choice_form(found),
        way_out=way_out(),
        parts=parts_of("receipt", found.tap) if found.may_tell else [],
    )
    if renews and not current_user.is_authenticated:
        response.headers["Refresh"] = str(RENEW_SECONDS if found.tap else RENEW_SOON_SECONDS)
    return response


def _show_cancelled(code: str) -> Response:
    """The same for ever, whatever officers do and whatever was typed."""
    return page(
        "safeguarding/receipts/cancelled.html",
        "safeguarding/receipts/_cancelled.html",
        here="c",
        code=code,
        way_out=way_out(),
    )


def way_out() -> str:
    """Where leaving quickly leads; whoever may open cases closes them on the way."""
    if not current_user.is_authenticated:
        return url_for("accounts.sign_in")
    return page_url("leaving" if allowed(current_user, "case.open") else "logbook")


def _choice_form(found: Receipt) -> ChoiceForm | None:
    """Of whoever is known, on a phone beyond doubt, until the call is closed."""
    if found.tap is None or found.is_in_doubt or found.is_unknown:
        return None
    if found.tap.alert.state.is_closed:
        return None
    chosen = wish_of_tap(found.tap.id)
    return ChoiceForm(formdata=None, choice=chosen.choice if chosen else None)


Place = tuple[int, str]  # an office's id and zone


def office_here() -> Place | None:
    """The office of whoever is signed in, or whom this phone's help ticket names."""
    if current_user.is_authenticated:
        return (current_user.office_id, current_user.zone) if current_user.has_office else None
    name = tickets.cookie_name(tickets.HELP_COOKIE, https=request.is_secure)
    secret = current_app.config["SECRET_KEY"]
    ticket = tickets.read_help_ticket(secret, request.cookies.get(name, ""))
    if ticket and "session_unread" not in g:
        with suppress(PeeweeException):
            office = queries.office_of_ticket(*ticket)
            return (office.id, str(office.zone)) if office else None
    return None


def presence_in(
    office: Place | None, at: dt.datetime, excluded: Collection[int] = frozenset()
) -> duty.Presence | None:
    """Who is on duty in an office but those who must not learn of it."""
    return duty.presence_of(office[0], at, excluded) if office else None


def _office_of(found: Receipt) -> Place | None:
    """The office of a tap; before it has reached the database, that of whoever this phone names."""
    if found.tap is None:
        return office_here()
    office = found.tap.alert.office
    return (office.id, str(office.zone)) if office else office_here()


def _presence(found: Receipt, office: Place | None, at: dt.datetime) -> duty.Presence | None:
    """Who is there for whoever tapped; of a tap of nobody known nothing is said."""
    if found.is_unknown:
        return None
    excluded: set[int] = set()
    with suppress(PeeweeException):
        if found.tap and not found.is_in_doubt:
            excluded = excluded_from(found.tap.alert, at)
        return presence_in(office, at, excluded)
    return None
