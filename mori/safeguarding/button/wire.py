"""Reading a request and writing an answer without a framework, for the red button."""

import json
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from .pages import policy_for

BODY_BYTES = 2048

Headers = list[tuple[str, str]]


@dataclass
class Answer:
    """A whole response, ready to be sent."""

    status: str
    headers: Headers = field(default_factory=list)
    body: bytes = b""


def html_answer(status: str, html: str, headers: Headers | None = None) -> Answer:
    """Answer with a page, under a policy that admits its own styles and nothing else."""
    policy = ("Content-Security-Policy", policy_for(html))
    return _answer(status, html.encode(), "text/html; charset=utf-8", [policy, *(headers or [])])


def json_answer(status: str, content: dict[str, Any], headers: Headers) -> Answer:
    """Answer a script."""
    body = json.dumps(content, separators=(",", ":")).encode()
    return _answer(status, body, "application/json", headers)


def redirect_answer(location: str, headers: Headers) -> Answer:
    """Send the browser on with GET."""
    return _answer("303 See Other", b"", "text/html", [("Location", location), *headers])


def send(
    answer: Answer, environ: WSGIEnvironment, start: StartResponse, *, instead: bool = False
) -> Iterable[bytes]:
    """Send the answer; `instead`, within an except clause, of one that the app had begun."""
    start(answer.status, answer.headers, sys.exc_info() if instead else None)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]


def collect(app: WSGIApplication, environ: WSGIEnvironment) -> Answer:
    """Return all that an app answers, so that it can still be thrown away."""
    answer = Answer("500 No Answer")
    written: list[bytes] = []

    def start(status: str, headers: Headers, failure: Any = None, /) -> Any:
        answer.status, answer.headers = status, headers
        return written.append

    parts = app(environ, start)
    try:
        written.extend(parts)
    finally:
        close = getattr(parts, "close", None)
        if close:
            close()
    answer.body = b"".join(written)
    return answer


def origin_of(environ: WSGIEnvironment, hops: int) -> tuple[str, str]:
    """Return the scheme and host the browser used, believing exactly the stated proxies."""
    scheme = _forwarded(environ, "HTTP_X_FORWARDED_PROTO", hops) or environ["wsgi.url_scheme"]
    host = _forwarded(environ, "HTTP_X_FORWARDED_HOST", hops) or environ.get("HTTP_HOST")
    return scheme, host or f"{environ['SERVER_NAME']}:{environ['SERVER_PORT']}"


def is_cross_site(environ: WSGIEnvironment, own_origin: str) -> bool:
    """Tell whether another site's page sent this, in whoever's browser it was."""
    fetch_site = environ.get("HTTP_SEC_FETCH_SITE")
    if fetch_site is not None:
        return fetch_site not in ("same-origin", "none")
    origin = environ.get("HTTP_ORIGIN")
    return origin is not None and origin.lower() != own_origin.lower()


def cookies_of(environ: WSGIEnvironment) -> dict[str, str]:
    """Return the cookies by name."""
    parts = (part.strip().partition("=") for part in environ.get("HTTP_COOKIE", "").split(";"))
    return {name: value for name, _, value in parts}


def fields_of(environ: WSGIEnvironment) -> dict[str, str]:
    """Read the form if it is small and whole; a tap counts without it."""
    length = environ.get("CONTENT_LENGTH") or ""
    if not re.fullmatch(r"[0-9]{1,4}", length) or int(length) > BODY_BYTES:
        return {}
    try:
        body = environ["wsgi.input"].read(int(length))
        fields = parse_qs(body.decode(), max_num_fields=16) if len(body) == int(length) else {}
    except (OSError, ValueError):
        return {}
    return {name: values[0] for name, values in fields.items()}


def _forwarded(environ: WSGIEnvironment, header: str, hops: int) -> str:
    values = [value.strip() for value in environ.get(header, "").split(",")]
    return values[-hops] if 0 < hops <= len(values) else ""


def _answer(status: str, body: bytes, kind: str, headers: Headers) -> Answer:
    always = [
        ("Content-Type", kind),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("Referrer-Policy", "same-origin"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    return Answer(status, always + headers, body)
