"""What people see when something is refused or breaks: what happened, and what to do."""

import logging
import secrets
import traceback
from typing import Any

from flask import Flask, Response, current_app
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from htmx_flask import request
from peewee import DatabaseError, InterfaceError, OperationalError
from werkzeug.exceptions import HTTPException, Unauthorized

from mori.core.errors import Refused
from mori.core.files.store import StoreAway

from .phone import queue
from .render import page
from .sessions import signed_in

log = logging.getLogger("mori")


def init_app(app: Flask) -> None:
    app.register_error_handler(Refused, refused)
    app.register_error_handler(StoreAway, store_away)
    app.register_error_handler(CSRFError, stale_form)
    app.register_error_handler(HTTPException, not_possible)
    app.register_error_handler(DatabaseError, database_fails)
    app.register_error_handler(InterfaceError, database_away)
    app.register_error_handler(Exception, unexpected)


def refused(error: Refused) -> Response:
    return _say(409, _("Not possible right now"), str(error))


def store_away(error: StoreAway) -> Response:
    log.error("files away")
    return _say(503, _("The server is busy"), str(error), headers={"Retry-After": "60"})


def stale_form(error: CSRFError) -> Response:
    """A form of a session that is no more; if nobody is signed in, they sign in with it first."""
    if queue.is_queued():
        return queue.unanswered(401)
    if signed_in() is None and _is_for_someone() and not request.htmx:
        return current_app.handle_user_exception(Unauthorized())  # type: ignore[return-value]
    return _say(
        400,
        _("This page is too old"),
        _("Go back, copy what you wrote, reload the page and send it once more."),
    )


def _is_for_someone() -> bool:
    """Whether the view wants somebody signed in: what others are sent may be a password."""
    return getattr(current_app.view_functions[request.endpoint or ""], "action", None) is not None


def not_possible(error: HTTPException) -> Response:
    titles = {
        403: (
            _("You have no access to this page"),
            _("This page belongs to another role. Your role is in “Me”."),
        ),
        404: (_("Nothing here"), _("The address may be old, or it is not yours to open.")),
        405: (
            _("This page can't be opened directly"),
            _("Go back and use the button on the page."),
        ),
        413: (_("Too large"), _("Go back and send less at once: smaller photos, or fewer.")),
        429: (_("A moment, please"), _("Too many tries. Wait a little, then try again.")),
    }
    code = error.code or 500
    title, what_next = titles.get(code, (_("Not possible"), _("Go back and try again.")))
    return _say(code, title, what_next)


def database_fails(error: DatabaseError) -> Response:
    """A database that is locked, gone or damaged is no mistake of ours; anything else is."""
    if type(error) in (DatabaseError, OperationalError):
        return database_away(error)
    return unexpected(error)


def database_away(error: Exception) -> Response:
    log.error("database away: %s", type(error).__name__)
    return _say(
        503,
        _("The server is busy"),
        _("What you sent was not saved. Go back and send it again in a minute."),
        headers={"Retry-After": "30"},
    )


def unexpected(error: Exception) -> Response:
    """A key the log shares lets us find what happened; the log quotes nobody.

    An exception's own text may hold a row, so only its type and its way are written.
    """
    key = secrets.token_hex(4)
    way = "".join(traceback.format_tb(error.__traceback__))
    log.error("unexpected error %s: %s\n%s", key, type(error).__name__, way)
    return _say(
        500, _("Something broke on our side"), _("It is logged as %(key)s. Try again.", key=key)
    )


def _say(
    status: int, title: str, what_next: str, headers: dict[str, Any] | None = None
) -> Response:
    response = page(
        "errors/error.html",
        "errors/_error.html",
        status,
        here=str(status),
        title=title,
        what_next=what_next,
    )
    response.headers.update(headers or {})
    if request.htmx:  # never inside a row: htmx swaps whatever comes back
        response.headers["HX-Retarget"] = "#messages"
        response.headers["HX-Reswap"] = "innerHTML"
    return response
