"""Hands inputs to the whole of MORI as a server would, and says what is wrong with the answer."""

import gzip
import io
import logging
import re
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import brotli

from tests.fuzz.inputs import CSRF, Input

MAY_BE_503 = b"/healthz"  # which says so where no background work runs
UNPRINTABLE = re.compile(r"[\0-\x08\x0a-\x1f\x7f]")
BEGINS_WITH_BUTTON = 'action="/bantuan"'


@dataclass
class Answer:
    status: int = 0
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""
    trouble: list[str] = field(default_factory=list)

    def header(self, wanted: str) -> str:
        return next((text for name, text in self.headers if name.lower() == wanted), "")

    @property
    def html(self) -> str:
        body, encoding = self.body, self.header("content-encoding")
        if encoding == "dcz":
            return ""
        if body and encoding:
            body = gzip.decompress(body) if encoding == "gzip" else brotli.decompress(body)
        return body.decode()


class Watched(logging.Handler):
    """Keeps what breaks behind an error page, and behind the Red Button's own answers."""

    def __init__(self, app) -> None:
        super().__init__()
        self.app = app
        self.trouble: list[str] = []

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        def noting(status: str, headers: list[tuple[str, str]], error: Any = None) -> Any:
            if status >= "500" and not self.trouble:
                self.trouble.append(status)
            return start(status, headers, error)

        try:
            answer = self.app(environ, noting)
            yield from answer
            getattr(answer, "close", lambda: None)()
        except Exception:
            self.trouble.append(traceback.format_exc())
            raise

    def emit(self, record: logging.LogRecord) -> None:
        if sys.exc_info()[0]:
            self.trouble.append(traceback.format_exc())

    @contextmanager
    def listening(self) -> Iterator[None]:
        log = logging.getLogger("mori")
        log.addHandler(self)
        log.propagate = False  # a report says each mistake once
        yield
        log.propagate = True
        log.removeHandler(self)


def ask(app: Any, asked: Input, cookies: str, form_token: str) -> Answer:
    """What the app answers, read to its end; what it raises counts as trouble."""
    answer = Answer()

    def start(status: str, headers: list[tuple[str, str]], error: Any = None) -> Any:
        answer.status, answer.headers = int(status[:3]), headers

    try:
        parts = app(environ_of(asked, cookies, form_token), start)
        answer.body = b"".join(parts)
        getattr(parts, "close", lambda: None)()
    except Exception:
        answer.trouble.append(traceback.format_exc())
    return answer


def environ_of(asked: Input, cookies: str, form_token: str) -> dict[str, Any]:
    """As gunicorn makes it: bytes of addresses and headers as the characters of Latin-1."""
    body = asked.body.replace(CSRF, form_token.encode())
    environ = {
        "REQUEST_METHOD": asked.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": asked.path.decode("latin-1"),
        "QUERY_STRING": asked.query.decode("latin-1"),
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1:8000",
        "HTTP_COOKIE": cookies,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, text in asked.headers:
        key = name.upper().replace("-", "_")
        key = key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"
        environ[key] = text.replace(CSRF.decode(), form_token)
    return environ


def complaints(asked: Input, answer: Answer) -> Iterator[str]:
    """What no input may bring about."""
    if asked.path == MAY_BE_503:
        return
    yield from answer.trouble
    if answer.status >= 500 or not answer.status:
        yield f"answers {answer.status}"
        return
    for name, text in answer.headers:
        if UNPRINTABLE.search(text) or not text.isascii():
            yield f"the header {name} cannot be sent: {text!r}"
    if answer.status >= 400 and not _is_our_page(asked, answer):
        yield f"{answer.status} is no page of MORI's: {answer.body[:120]!r}"


def _is_our_page(asked: Input, answer: Answer) -> bool:
    """A whole page with the button, a piece for htmx, or a word to the phone's worker."""
    kind = answer.header("content-type")
    if asked.method == "HEAD" or answer.header("content-encoding") == "dcz":
        return True
    if any(name in ("X-Mori-Queue", "HX-Request") for name, _ in asked.headers):
        return True
    if kind == "application/json":
        return b'"why":' in answer.body
    return kind.startswith("text/html") and BEGINS_WITH_BUTTON in answer.html


def named(status: int) -> str:
    note = f" (all {MAY_BE_503.decode()})" if status == 503 else ""
    return f"{status} {HTTPStatus(status).phrase}{note}" if status else "no answer"
