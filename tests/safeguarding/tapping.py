"""Talk to the red button as a browser would, without a server."""

import io
import json
from dataclasses import dataclass
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

from mori.core.tickets import help_ticket
from mori.safeguarding.button.app import RedButton

SECRET = b"a secret of the office, long enough"
PERSON = "p4k7m2x9q3w8za"
SESSION = "s" * 43
NOON = 1790000000.125  # 2026-09-21 14:13:20.125 UTC
GUNICORN_ADDS = (
    "HTTP/1.1 503 Service Unavailable\r\nServer: gunicorn\r\n"
    "Date: Mon, 21 Sep 2026 14:13:20 GMT\r\nConnection: keep-alive\r\n\r\n"
)


@dataclass(frozen=True)
class Reply:
    """What came back, with the headers by name."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self):
        return self.body.decode()

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def cookie(self):
        return self.headers["Set-Cookie"].split(";")[0]

    @property
    def size(self):
        """Bytes on the wire, with the status line and what gunicorn adds."""
        lines = sum(len(f"{name}: {value}\r\n") for name, value in self.headers.items())
        return len(GUNICORN_ADDS) + lines + len(self.body)


class Clock:
    """A clock that is set by hand."""

    def __init__(self, now):
        self.now = now

    def __call__(self):
        return self.now


def button_in(folder, **options):
    """Return a button that knows only what it is told."""
    options.setdefault("clock", Clock(NOON))
    return RedButton(folder / "spool", SECRET, **options)


def environ_for(path, fields=None, method=None, **environ):
    """Build the environ of one request."""
    body = urlencode(fields).encode() if isinstance(fields, dict) else fields or b""
    request = {
        "REQUEST_METHOD": method or "GET",
        "PATH_INFO": path,
        "SCRIPT_NAME": "",
        "QUERY_STRING": "",
        "HTTP_HOST": "mori.example",
        "wsgi.url_scheme": "https",
        "wsgi.input": io.BytesIO(body),
        "CONTENT_LENGTH": str(len(body)),
    }
    setup_testing_defaults(request)
    return request | environ


def call(app, environ):
    """Return the whole reply of a WSGI app, which has to keep to the standard."""
    started = []

    def start(status, headers, failure=None):
        started[:] = [(status, headers)]
        return lambda part: None

    parts = validator(app)(environ, start)
    try:
        body = b"".join(parts)
    finally:
        parts.close()
    status, headers = started[0]
    return Reply(int(status[:3]), dict(headers), body)


def get(button, path, **environ):
    """Ask for a page."""
    return call(button, environ_for(path, method="GET", **environ))


def tap(button, fields=None, **environ):
    """Press the button."""
    return call(button, environ_for("/bantuan", fields, "POST", **environ))


def help_cookie(person=PERSON, epoch=3, secret=SECRET):
    """Return the cookie of a phone on which this person once signed in."""
    return f"__Host-mori_help={help_ticket(secret, person, epoch)}"


def kept(button, lane="known"):
    """Return the records that wait in a lane."""
    return [record for batch in button.spools[lane].take() for record in batch.records]
