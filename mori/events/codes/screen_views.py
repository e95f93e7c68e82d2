"""The screen that shows a room its code, and the codes that phones read."""

from typing import Any

from flask import Blueprint, Response, abort, current_app, request, url_for

from mori.access.guard import may, public
from mori.accounts.views import not_stored
from mori.core import tickets
from mori.core.clock import now
from mori.web.render import page
from mori.web.trusted import trusted

from ..models import Event, Participant
from ..presence.desk import halves_of
from ..public.views import is_shown
from ..queries import event_by_key
from ..rules import EventState
from .rules import code_in, minute_of, pass_of, seconds_left, secret_of

bp = Blueprint("event_screens", __name__)

SCREEN = "event screen"
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


def own_url(event: Event, row: Participant) -> str:
    """Where a participant's own page is."""
    own = pass_of(key_of_server(), event.key, row.short_code)
    return url_for("event_codes.own", passed=own)


def screen_url(event: Event) -> str:
    """Where a device on which nobody is signed in sees an event's code."""
    ticket = tickets.sign(key_of_server(), SCREEN, event.key)
    return url_for("event_screens.linked_screen", screen=ticket)


@bp.get("/kegiatan/<key>/layar")
@may("presence.mark", on=event_by_key)
def screen(event: Event) -> Response:
    return _screen(event, address() + screen_url(event))


@bp.get("/layar-kegiatan/<screen>")
@public
def linked_screen(screen: str) -> Response:
    fields = tickets.read(key_of_server(), SCREEN, screen)
    return _screen(event_called(fields[0])) if fields else abort(404)


def _screen(event: Event, link: str = "") -> Response:
    at, halves = now(), halves_of(event)
    half = None if event.state in CLOSED else halves.now(at)
    code = half and code_in(secret_of(key_of_server(), event.key), half.day, minute_of(at))
    typed = address() + url_for("event_codes.opened", key=event.key)
    response = page(
        "events/codes/screen.html",
        here="events",
        event=event,
        half=half,
        code=code,
        typed=typed,
        qr=qr(f"{typed}?kode={code}") if half else "",
        first=halves.nearest(at),
        link=link,
    )
    # As a header it needs no script, and nobody reads the page for longer than a code lasts.
    response.headers["Refresh"] = str(seconds_left(at))
    return not_stored(response)
