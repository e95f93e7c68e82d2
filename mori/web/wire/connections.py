"""The database connection of a request: kept open on SQLite, back to the pool on PostgreSQL."""

from typing import Any

from flask import Flask, current_app, g, request

from mori.core.db import db, is_sqlite


def init_app(app: Flask) -> None:
    app.before_request(need_the_session)
    app.teardown_appcontext(give_back)


def need_the_session() -> None:
    """While nobody can be asked who this is, only public pages are shown; nothing is guessed."""
    error = g.get("session_unread")
    if error and not (_is_public() and request.method in ("GET", "HEAD")):
        raise error


def _is_public() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "action", "") is None


def give_back(error: Any) -> None:
    if not is_sqlite() and not db.is_closed() and not db.in_transaction():
        db.close()
