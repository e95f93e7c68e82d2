"""Security headers, the same on every answer: no nonce, so they compress to nothing.

They are added where WSGI hands over the answer, for static files too; through
Flask's header object they would cost a tenth of a page.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from flask import Flask, abort, request

from .assets import stylesheet_hash

ALWAYS = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),  # no-referrer would make a form's Origin null
]
HTTPS = [("Strict-Transport-Security", "max-age=31536000")]
PAGE = [
    ("Vary", "Accept-Encoding, Accept-Language, HX-Request"),
    ("Cache-Control", "private, no-cache"),
]


def init_app(app: Flask) -> None:
    app.before_request(refuse_nul)
    app.before_request(refuse_foreign_posts)
    app.wsgi_app = Secured(app.wsgi_app)  # type: ignore[assignment]


def refuse_nul() -> None:
    """No address of ours has one, and PostgreSQL breaks at it."""
    if "\0" in request.path:
        abort(404)


def refuse_foreign_posts() -> None:
    """A form sent from another site is not the person's own doing, signed in or not."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site not in (None, "same-origin", "none") or origin not in (None, _own_origin()):
        abort(403)


def _own_origin() -> str:
    return request.host_url.rstrip("/")


class Secured:
    """Adds what every answer says, and what every page says."""

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        self.app = app

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        def secured(status: str, headers: list[tuple[str, str]], error: Any = None) -> Any:
            return start(status, headers + _added(environ, status, headers), error)

        return self.app(environ, secured)


def _added(
    environ: dict[str, Any], status: str, headers: list[tuple[str, str]]
) -> list[tuple[str, str]]:
    given = {name.lower(): value for name, value in headers}
    added = ALWAYS + HTTPS if environ["wsgi.url_scheme"] == "https" else ALWAYS
    if given.get("content-type", "").startswith("text/html"):
        caching = [(name, value) for name, value in PAGE if name.lower() not in given]
        added = added + caching
        if not status.startswith("3"):  # nobody is shown what a redirect says
            added = added + policy()
    return added


@cache
def policy() -> list[tuple[str, str]]:
    parts = (
        "default-src 'none'",
        "script-src 'self'",
        f"style-src 'self' '{stylesheet_hash()}'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
    return [("Content-Security-Policy", "; ".join(parts))]
