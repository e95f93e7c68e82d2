"""What a phone needs to keep things by itself: its worker, its page, and who is signed in."""

from functools import cache
from typing import Any

from flask import Blueprint, Response, current_app, g, jsonify
from flask_babel import gettext as _
from htmx_flask import request

from mori.access.grants import allowed
from mori.access.guard import public
from mori.core.help.lines import load_help_lines
from mori.safeguarding.button.bare import bare_page
from mori.web.i18n import catalogue, locale
from mori.web.phone import worker as the_worker
from mori.web.render import page, pieces, render, tap_ticket
from mori.web.sessions import signed_in
from mori.web.wire.assets import address

bp = Blueprint("phone", __name__)

PLACES = {  # by the names that the worker has for them
    "outbox": "phone.outbox",
    "pieces": "phone.outbox_pieces",
    "who": "phone.waiting",
    "signIn": "accounts.sign_in",
    "signOut": "accounts.sign_out",
}
SHOWN = ("mori.css", "icon.svg", "icons.svg", "mori.js", "writing.js")  # by the outbox


@cache
def _bare() -> dict[str, Any]:
    """The page that stands in the worker itself; its numbers are read once."""
    return bare_page(load_help_lines())


@bp.get("/sw.js")
@public
def worker() -> Response:
    """The service worker; switched off, it delivers what it has kept and goes.

    Browsers ask for it after every page they open, so that it costs nothing for an hour, and
    little afterwards.
    """
    text = the_worker.script(PLACES, _bare(), is_on=current_app.config["SETTINGS"].offline)
    response = Response(text, mimetype="text/javascript")
    response.headers["Cache-Control"] = "max-age=3600"
    response.add_etag()
    response.make_conditional(request)
    return response


@bp.get("/antrean")
@public
def waiting() -> Response:
    """Who is signed in on this phone, by what they tap there, and a fresh form token."""
    actor = signed_in()
    response = jsonify(
        person=actor.key if actor else None,
        writes=actor is not None and allowed(actor, "day.write"),
        zone=actor.zone if actor else "",
        ticket=tap_ticket(actor.key, actor.help_epoch) if actor else "",
        form=g.csrf_token,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/kotak-keluar")
@public
def outbox() -> Response:
    """The page of what a phone keeps; only the phone's own worker fills it in."""
    return page("pages/phone/outbox.html", here="outbox")


@bp.get("/kotak-keluar/potongan")
@public
def outbox_pieces() -> Response:
    """What that page may show, in pieces of HTML: a worker has nothing that could read a page."""
    forms = the_worker.waiting_forms()
    offered = [form for form in forms if form.offered]
    response = jsonify(
        language=locale(),
        labels={form.kind: catalogue(locale()).gettext(form.label) for form in forms},
        tooLarge=_("Too large"),
        pieces=pieces("pages/phone/pieces.html"),
        forms={form.kind: render(form.offered, is_first=False) for form in offered},
        standIns={
            form.kind: render(form.offered, is_first=True) for form in offered if form.stands_for
        },
        assets=[address(name) for name in SHOWN],
    )
    response.headers["Cache-Control"] = "private, no-cache"
    return response
