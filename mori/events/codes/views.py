"""The code in the room: the pages on which it is entered, and a participant's own page.

A code is judged when the page is opened. The page then carries a signed opening, which is good for
a quarter of an hour, whatever comes between.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import Blueprint, Response, abort, current_app, request, url_for

from mori.access.guard import public
from mori.accounts.tries import operations as tries
from mori.accounts.tries.forms import counted_here, too_many_tries
from mori.accounts.views import not_stored
from mori.core import tickets
from mori.core.clock import now
from mori.core.db import token_for
from mori.web.render import page, parts_of_rows, see_other
from mori.web.trusted import trusted

from ..models import Event, Participant
from ..presence.desk import halves_of
from ..presence.operations import Way, mark_present
from ..presence.queries import presences_of
from ..presence.rules import HalfDay, How, Part
from ..public.views import is_shown
from ..queries import event_by_key, participant_by_code
from ..rules import EventState
from . import forms
from .rules import Opening, is_right, opening_from, pass_of, read_pass, secret_of

bp = Blueprint("event_codes", __name__)

OPENED, MARKED = "event code", "event mark"
FREE_CODES = 60  # wrong ones from one address, behind which a whole hall may be
CLOSED = frozenset({EventState.DRAFT, EventState.CALLED_OFF})


def key_of_server() -> Any:
    return current_app.config["SECRET_KEY"]


def address() -> str:
    """How the world calls this server."""
    return current_app.config["SETTINGS"].address or request.host_url.rstrip("/")


def qr(url: str) -> str:
    """A code of few modules, for a dim hall and a cheap camera."""
    import segno

    code = segno.make(url, error="l", boost_error=False)
    return trusted(code.svg_inline(scale=8, border=2))


def event_called(key: str) -> Event:
    """An event that takes place, for whoever has its address; 404 for any other."""
    event = event_by_key(key)
    if event is None or event.state in CLOSED or not is_shown(event):
        abort(404)
    return event


def pass_for(event: Event, row: Participant) -> str:
    """What opens a participant's own pages."""
    return pass_of(key_of_server(), event.key, row.short_code)


def own_url(event: Event, row: Participant) -> str:
    """Where a participant's own page is."""
    return url_for("event_codes.own", passed=pass_for(event, row))


class Judged(NamedTuple):
    """What a code in the address opens: the opening's ticket, or why it opens nothing."""

    opening: str = ""
    why: Any = ""


@bp.get("/h/<key>")
@public
def opened(key: str) -> Response:
    """The page of a room's code; one in the address is judged now."""
    event = event_called(key)
    judged = _judged(event)
    return _entering(event, forms.EnterForm(formdata=None, opening=judged.opening), judged.why)


@bp.post("/h/<key>")
@public
def enter(key: str) -> Response:
    event, form = event_called(key), forms.EnterForm()
    opening = _opening_in(event, form.opening.data)
    if opening is None:
        return _entering(event, form, forms.OUT_OF_DATE, 422)
    if not form.validate():
        return _entering(event, form, status=422)
    row = participant_by_code(event.id, form.who.data)
    if row is None:
        tries.note_failure([counted_here("event code")], now())
        form.who.errors = [forms.NOBODY]
        return _entering(event, form, status=422)
    half = _mark(row, form.opening.data, opening)
    marked = tickets.sign(key_of_server(), MARKED, event.key, row.short_code, *map(str, half))
    return see_other(url_for("event_codes.opened", key=event.key, hadir=marked))


def _entering(event: Event, form: forms.EnterForm, why: Any = "", status: int = 200) -> Response:
    if why:
        form.opening.data = ""
    shown = page(
        "events/codes/entering.html",
        status=status,
        here="event",
        event=event,
        form=form,
        why=why,
        there=_marked_in(event),
    )
    return not_stored(shown)


def _marked_in(event: Event) -> tuple[Participant, Any] | None:
    """Whom this page has just marked, by a signed word in its address."""
    fields = tickets.read(key_of_server(), MARKED, request.args.get("hadir", ""))
    if not fields or fields[0] != event.key:
        return None
    row = participant_by_code(event.id, fields[1])
    if row is None:
        return None
    said = tuple(fields[2:])
    there = (each for each in presences_of(row.id) if (str(each.day), str(each.part)) == said)
    return next(((row, each) for each in there), None)


@bp.get("/p/<passed>")
@public
def own(passed: str) -> Response:
    """A participant's own page, by what their pass says."""
    event, row = holder(passed)
    judged = _judged(event)
    return _own(event, row, judged.opening, judged.why)


@bp.post("/p/<passed>")
@public
def enter_own(passed: str) -> Response:
    (event, row), form = holder(passed), forms.TapForm()
    opening = _opening_in(event, form.opening.data)
    if opening is None or not form.validate():
        return _own(event, row, "", forms.OUT_OF_DATE, 422)
    _mark(row, form.opening.data, opening)
    return see_other(own_url(event, row))


def _own(
    event: Event, row: Participant, opening: str, why: Any = "", status: int = 200
) -> Response:
    url = own_url(event, row)
    shown = page(
        "events/codes/own.html",
        status=status,
        here="event",
        event=event,
        row=row,
        url=url,
        form=forms.TapForm(formdata=None, opening=opening),
        why=why,
        half=halves_of(event).now(now()),
        presences=presences_of(row.id),
        qr=qr(address() + url),
        parts=parts_of_rows("holder", {row.id: row})[row.id],
    )
    return not_stored(shown)


def holder(passed: str) -> tuple[Event, Participant]:
    """Whose pass it is, with the event; 404 for whatever was guessed."""
    shown = read_pass(key_of_server(), passed)
    if shown is None:
        abort(404)
    event = event_called(shown.event_key)
    row = participant_by_code(event.id, shown.short_code) or abort(404)
    row.event = event
    return event, row


def _judged(event: Event) -> Judged:
    typed, at = request.args.get("kode", ""), now()
    if not typed:
        return Judged()
    half, here = halves_of(event).now(at), counted_here("event code")
    if half is None:
        return Judged(why=forms.NO_DAY)
    if wait := tries.wait_before(here, at, FREE_CODES):
        return Judged(why=too_many_tries(wait))
    if not is_right(secret_of(key_of_server(), event.key), half.day, typed, at):
        tries.note_failure([here], at)
        return Judged(why=forms.OUT_OF_DATE)
    opening = Opening(event.key, half.day, half.part, at)
    return Judged(tickets.sign(key_of_server(), OPENED, *opening.fields))


def _opening_in(event: Event, ticket: str | None) -> Opening | None:
    """What a form's ticket says, while it is good and of this event."""
    fields = tickets.read(key_of_server(), OPENED, ticket or "")
    opening = opening_from(fields) if fields else None
    is_ours = opening is not None and opening.event_key == event.key and opening.is_good(now())
    return opening if is_ours else None


def _mark(row: Participant, ticket: str, opening: Opening) -> HalfDay:
    """They were there when the page was opened."""
    half, at = HalfDay(opening.day, Part(opening.part)), now()
    mark_present(row, half, Way(How.CODE), min(opening.at, at), token_for(ticket, row.key), at)
    return half


def participants_part(rows: Mapping[int, Participant]) -> dict[int, dict[str, str]]:
    """The way to a participant's own page, where their name stands in an answer."""
    return {
        each: {"url": own_url(row.event, row), "code": row.short_code} for each, row in rows.items()
    }
