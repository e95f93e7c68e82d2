"""Flask's session, kept in a table: the cookie is 43 characters that say nothing.

Nothing sets a cookie but signing in and out, so anonymous pages stay cookieless
and cacheable.
"""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from typing import Any, Protocol

from flask import Flask, Request, Response, current_app, g, session
from flask.sessions import SessionInterface, SessionMixin
from flask_login import LoginManager
from itsdangerous import URLSafeTimedSerializer
from peewee import PeeweeException

from mori.access.roles import Actor, Fact
from mori.core.locks.file import follow_file

FACTS = "mori.facts"
NOTICES = "_flashes"  # where flask.flash() keeps its messages


class Brings(Protocol):
    """A slice, as far as it wants to know something of whoever is signed in."""

    @property
    def facts(self) -> Mapping[str, Fact]: ...


def init_app(app: Flask, login: LoginManager, slices: Iterable[Brings]) -> None:
    """Let flask-login find whoever the session's row names."""
    app.extensions[FACTS] = {name: fact for each in slices for name, fact in each.facts.items()}
    app.session_interface = TableSessions()
    login.session_protection = None  # phones change their address all day
    login.user_loader(lambda _person_id: session.actor)  # type: ignore[attr-defined]
    login.init_app(app)


def _keep_nowhere(_notices: str) -> None:
    """What is flashed to somebody without a session or a link is lost."""


class RequestSession(dict[str, Any], SessionMixin):
    """What flask-login and flask-wtf read: who is signed in, and the form secret."""

    def __init__(self, actor: Actor | None, form_secret: str) -> None:
        super().__init__(csrf_token=form_secret)
        self.actor = actor
        self.kept = ""
        self.keep: Callable[[str], None] = _keep_nowhere
        if actor:
            self["_user_id"] = actor.get_id()
            self["_fresh"] = False

    def keep_with(self, notices: str, keep: Callable[[str], None]) -> None:
        """Show what was kept, and keep what is left to show once the request has been answered."""
        self.kept, self.keep = notices, keep
        if notices:
            self[NOTICES] = [tuple(notice) for notice in json.loads(notices)]

    @property
    def notices(self) -> str:
        kept = self.get(NOTICES)
        return json.dumps(kept) if kept else ""


class TableSessions(SessionInterface):
    """Sessions found and kept by whoever knows people: ``accounts`` sets the two."""

    find: Callable[[str], Actor | None]
    keep: Callable[[int, str], None]

    def open_session(self, app: Flask, request: Request) -> RequestSession:
        token = request.cookies.get(cookie_name(request.is_secure))
        try:
            follow_file()
            actor = self.find(token) if token else None
        except PeeweeException as error:
            # Too early for an error page. Saying "signed out" would be wrong: see connections.py.
            actor, g.session_unread = None, error
        secret = app.config["SECRET_KEY"]
        form_secret = _form_secret(secret, actor.digest if actor else "anonymous")
        g.csrf_token = _form_token(secret, form_secret)
        found = RequestSession(actor, form_secret)
        if actor:
            found.keep_with(actor.notices, partial(self.keep, actor.session_id))
        return found

    def save_session(self, app: Flask, session: RequestSession, response: Response) -> None:  # type: ignore[override]
        if session.notices != session.kept:
            session.keep(session.notices)


def keep_notices_with(notices: str, keep: Callable[[str], None]) -> None:
    """Let what this request flashes be kept with something else than a session."""
    session.keep_with(notices, keep)  # type: ignore[attr-defined]


def signed_in() -> Actor | None:
    """Who is asking: one look, where flask-login's proxy takes four for each attribute."""
    return session.actor  # type: ignore[attr-defined,no-any-return]


def zone() -> str:
    """The zone of whoever is asking, and the installation's for somebody unknown."""
    actor = signed_in()
    return actor.zone if actor else str(current_app.config["SETTINGS"].zone)


def cookie_name(is_secure: bool) -> str:
    return "__Host-mori" if is_secure else "mori"


def cookie_options(is_secure: bool) -> dict[str, Any]:
    return {"httponly": True, "samesite": "Lax", "secure": is_secure, "path": "/"}


def form_token(secret: bytes, digest: str) -> str:
    """The form token of the session whose digest this is."""
    return _form_token(secret, _form_secret(secret, digest))


@lru_cache(4096)
def _form_secret(secret: bytes, who: str) -> str:
    return hmac.digest(secret, f"form {who}".encode(), hashlib.sha256).hex()[:32]


@lru_cache(4096)
def _form_token(secret: bytes, form_secret: str) -> str:
    """flask-wtf's token, signed once: a fresh time in it would cost bytes on every page."""
    return URLSafeTimedSerializer(secret, salt="wtf-csrf-token").dumps(form_secret)
