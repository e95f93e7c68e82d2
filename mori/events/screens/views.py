"""The screen that shows a room its code."""

from flask import Blueprint, Response, abort, url_for

from mori.access.guard import may, public
from mori.accounts.views import not_stored
from mori.core import tickets
from mori.core.clock import now
from mori.web.render import page

from ..codes.rules import code_in, minute_of, seconds_left, secret_of
from ..codes.views import CLOSED, address, event_called, key_of_server, qr
from ..models import Event
from ..presence.desk import halves_of
from ..queries import event_by_key

bp = Blueprint("event_screens", __name__)

SCREEN = "event screen"


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
        here="network",
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
