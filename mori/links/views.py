"""What the holder of a signed link sees first: whom it is for, and the way in or out of it.

Opening the address changes nothing: mail scanners and WhatsApp look at it before any person does.
"""

from functools import partial
from typing import Any

from flask import Blueprint, Response, current_app, request, url_for
from flask.blueprints import BlueprintSetupState

from mori.access.guard import public
from mori.access.purposes import HOLDERS, PURPOSES, NoLink
from mori.accounts.operations import digest_of
from mori.accounts.tries import operations as tries
from mori.accounts.tries.forms import counted_here
from mori.accounts.tries.rules import FREE_LINKS
from mori.accounts.views import not_stored
from mori.core import tickets
from mori.core.clock import now
from mori.offices.queries import uses_module
from mori.offices.rules import Module
from mori.web.render import page, see_other
from mori.web.sessions import keep_notices_with, signed_in

from . import forms, operations, queries
from .models import SignedLink
from .operations import Post
from .rules import USED_FOR, is_opened_by

bp = Blueprint("held_links", __name__)

COOKIE = "mori_link"


@bp.record_once
def know_holders(state: BlueprintSetupState) -> None:
    """Tell ``@by_link`` whose link opens a request: the one that this browser opened before."""
    state.app.extensions[HOLDERS] = _behind


def _behind(key: str) -> SignedLink:
    """The link this browser has opened; whoever is not signed in finds their notices with it."""
    link = _held(key, request.cookies.get(COOKIE, ""))
    if signed_in() is None:
        keep_notices_with(link.notices, partial(operations.keep_notices, link.id))
    return link


def _held(key: str, secret: str) -> SignedLink:
    link = queries.link_by_key(key)
    if link is None or not is_opened_by(link, digest_of(secret), now()) or _is_off(link):
        raise NoLink
    return link


def _is_off(link: SignedLink) -> bool:
    """Whether it opens what its office does without."""
    module = PURPOSES[link.purpose].module
    return bool(module) and not uses_module(link.office_id, Module(module))


def _known(key: str, secret: str | None) -> SignedLink:
    """The link of this address, or the one this browser has opened.

    Guesses count for the address they come from; a right secret is never made to wait.
    """
    try:
        return _held(key, secret or request.cookies.get(COOKIE, ""))
    except NoLink:
        at, guessing = now(), counted_here("signed link")
        if tries.wait_before(guessing, at, FREE_LINKS):
            raise NoLink(429) from None
        if secret and not _was_right(key, secret):
            tries.note_failure([guessing], at)
        raise


def _was_right(key: str, secret: str) -> bool:
    link = queries.link_by_key(key)
    return link is not None and link.digest == digest_of(secret)


@bp.app_errorhandler(NoLink)
def closed(error: NoLink) -> Response:
    """The same page whatever the reason: nobody learns whether there ever was such a link."""
    status = error.args[0] if error.args else 404
    return not_stored(page("links/closed.html", status=status, here="link"))


@bp.get("/t/<key>/<secret>")
@public
def door(key: str, secret: str) -> Response:
    return _door(_known(key, secret), secret, forms.ForwardForm(formdata=None))


@bp.get("/t/<key>/tentang")
@public
def about(key: str) -> Response:
    """The same, in a browser that has opened it."""
    return _door(_known(key, None), None, forms.ForwardForm(formdata=None))


def _door(
    link: SignedLink, secret: str | None, form: forms.ForwardForm, status: int = 200
) -> Response:
    purpose = PURPOSES[link.purpose]
    response = page(
        "links/door.html",
        status=status,
        here="link",
        link=link,
        ways=_ways(link, secret),
        is_inside=not secret,
        opens=purpose.label,
        signs=purpose.signs,
        form=form,
    )
    return not_stored(response)


def _ways(link: SignedLink, secret: str | None) -> dict[str, str]:
    """Where the forms of a door go: what has not been opened here says the secret itself."""
    given: dict[str, Any] = {"key": link.key} | ({"secret": secret} if secret else {})
    return {
        "inside": url_for(PURPOSES[link.purpose].endpoint, key=link.key),
        "enter": url_for("held_links.enter", **given) if secret else "",
        "disown": url_for("held_links.disown", **given),
        "forward": url_for("held_links.forward", **given),
    }


@bp.post("/t/<key>/<secret>")
@public
def enter(key: str, secret: str) -> Response:
    link = _known(key, secret)
    operations.note_opened(link, now())
    response = see_other(url_for(PURPOSES[link.purpose].endpoint, key=link.key))
    seconds = int(USED_FOR.total_seconds())
    path = url_for("held_links.about", key=key).rpartition("/")[0]  # no other link's
    header = tickets.cookie(COOKIE, secret, https=request.is_secure, seconds=seconds, path=path)
    response.headers.add("Set-Cookie", header)
    return not_stored(response)


@bp.post("/t/<key>/<secret>/bukan-saya")
@bp.post("/t/<key>/bukan-saya")
@public
def disown(key: str, secret: str | None = None) -> Response:
    link = _known(key, secret)
    operations.disown_link(link, now(), post())
    return not_stored(page("links/ended.html", here="link", link=link, new=None))


@bp.post("/t/<key>/<secret>/teruskan")
@bp.post("/t/<key>/teruskan")
@public
def forward(key: str, secret: str | None = None) -> Response:
    link, form = _known(key, secret), forms.ForwardForm()
    if not form.validate():
        return _door(link, secret, form, 422)
    new = operations.forward_link(link, form.hand, now(), post())
    return not_stored(page("links/ended.html", here="link", link=link, new=new))


def post() -> Post:
    """How this server mails links."""
    config = current_app.config
    return Post(config["SETTINGS"].address, config["SECRET_KEY"], door_of)


def door_of(key: str, secret: str) -> str:
    """The path that holds a link's secret."""
    return url_for("held_links.door", key=key, secret=secret)
