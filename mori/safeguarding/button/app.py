"""The one thing that must stand when everything else has fallen."""

import logging
import queue
import re
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mori.core import tickets
from mori.core.help.lines import HELP_LINES, answering, load_help_lines
from mori.core.tickets import Secrets

from . import pages as pages
from .record import record_of
from .spool import CAP_BYTES, Spool, SpoolFull
from .wire import (
    Answer,
    collect,
    cookies_of,
    html_answer,
    json_answer,
    origin_of,
    redirect_answer,
    send,
)

log = logging.getLogger(__name__)

# The first rescue of a process creates the app; a tap that was kept must not be refused meanwhile.
RESCUE_SECONDS = 3.0
RESCUES_AT_ONCE = 4
RETRY_APP_SECONDS = 5.0
APP_WAIT_SECONDS = 2.0

UNAVAILABLE = "503 Service Unavailable"
RETRY = [("Retry-After", "5")]

_RECEIPT = re.compile(r"/c/([a-z0-9]{8})")


class RedButton:
    """Takes taps with the standard library alone, and leaves every other path to the app."""

    def __init__(
        self,
        folder: Path,
        secret: Secrets,
        app: Callable[[], WSGIApplication] | None = None,
        rescue: Callable[[dict[str, Any]], None] | None = None,
        *,
        help_lines: Path = HELP_LINES,
        static: Path | None = None,
        zone: str = "UTC",
        hops: int = 0,
        clock: Callable[[], float] = time.time,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self.secret = secret
        self.app = LateApp(app, ticks) if app else None
        self.rescue = rescue
        self.lines = load_help_lines(help_lines)
        self.static = static
        self.zone = _zone(zone)
        self.hops = hops
        self.clock = clock
        self.spools = {
            "known": Spool(folder, secret),
            "claimed": Spool(folder, secret, "claimed", CAP_BYTES),
            "unknown": Spool(folder, secret, "unknown", CAP_BYTES),
        }
        # One gate a lane, so that a flood of strangers cannot use up the rescues of the known.
        self._gates = {lane: threading.BoundedSemaphore(RESCUES_AT_ONCE) for lane in self.spools}
        for spool in self.spools.values():
            # A folder that is not there yet is no reason not to stand; append tries again.
            with suppress(OSError):
                spool.prepare()

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "").rstrip("/")
        asks = environ["REQUEST_METHOD"] in ("GET", "HEAD")
        receipt = _RECEIPT.fullmatch(path)
        if path == "/bantuan" and environ["REQUEST_METHOD"] == "POST":
            return send(self._tap(environ), environ, start)
        if path == "/bantuan" and asks:
            answer = self._ask_app(environ) or html_answer("200 OK", pages.ask_page(self.lines))
            return send(answer, environ, start)
        if path == "/bantuan/luring" and asks:
            language = "en" if "lang=en" in environ.get("QUERY_STRING", "") else "id"
            answer = html_answer("200 OK", pages.waiting_page(self.lines, language))
            return send(answer, environ, start)
        if receipt and asks:
            answer = self._ask_app(environ) or self._receipt(environ, receipt[1])
            return send(answer, environ, start)
        return self._pass_on(environ, start)

    def _tap(self, environ: WSGIEnvironment) -> Answer:
        # Nothing here is logged: no line of a technical log may move with a real tap.
        record, key, https = record_of(self.secret, environ, self.hops, round(self.clock(), 3))
        wants_json = "application/json" in environ.get("HTTP_ACCEPT", "")
        if not self._keep(record):
            return self._refused(wants_json=wants_json)
        earlier = self._taps_of(environ)
        return self._received(record, key if wants_json else None, earlier, https=https)

    def _keep(self, record: dict[str, Any]) -> bool:
        try:
            self.spools[record["lane"]].append(record)
        except SpoolFull:
            return False  # the cap bounds what a flood may leave behind, in the database as well
        except Exception:
            return self._is_rescued(record)
        return True

    def _is_rescued(self, record: dict[str, Any]) -> bool:
        gate = self._gates[record["lane"]]
        if self.rescue is None or not gate.acquire(blocking=False):
            return False
        outcome: queue.SimpleQueue[bool] = queue.SimpleQueue()
        attempt = threading.Thread(
            target=_rescue, args=(self.rescue, record, outcome, gate), daemon=True
        )
        try:
            attempt.start()
        except RuntimeError:
            gate.release()
            return False
        try:
            return outcome.get(timeout=RESCUE_SECONDS)
        except queue.Empty:
            return False

    def _received(
        self, record: dict[str, Any], key: str | None, earlier: dict[str, int], *, https: bool
    ) -> Answer:
        ticket = tickets.tap_ticket(self.secret, record["code"], record["at"], earlier)
        cookie = tickets.cookie(
            tickets.TAP_COOKIE, ticket, https=https, seconds=tickets.TAP_SECONDS
        )
        if key is None:
            return redirect_answer(f"/c/{record['code']}", [("Set-Cookie", cookie)])
        at = datetime.fromtimestamp(record["at"], UTC).isoformat(timespec="milliseconds")
        body = {"key": key, "receipt": record["code"], "at": at.replace("+00:00", "Z")}
        return json_answer("200 OK", body, [("Set-Cookie", cookie)])

    def _refused(self, *, wants_json: bool) -> Answer:
        if wants_json:
            return json_answer(UNAVAILABLE, {"error": "not received"}, RETRY)
        return html_answer(UNAVAILABLE, pages.refused_page(self.lines), RETRY)

    def _receipt(self, environ: WSGIEnvironment, code: str) -> Answer:
        at = self._taps_of(environ).get(code)
        if at is None:
            return self._missing()
        received = datetime.fromtimestamp(at, self.zone).strftime("%H.%M.%S %Z")
        lines = answering(self.lines, datetime.now(UTC))
        return html_answer("200 OK", pages.receipt_page(code, received, lines))

    def _taps_of(self, environ: WSGIEnvironment) -> dict[str, int]:
        """The phone's last taps, by their codes."""
        scheme, _ = origin_of(environ, self.hops)
        name = tickets.cookie_name(tickets.TAP_COOKIE, https=scheme == "https")
        return tickets.read_tap_ticket(self.secret, cookies_of(environ).get(name, ""))

    def _missing(self) -> Answer:
        return html_answer("404 Not Found", pages.missing_page(self.lines))

    def _unavailable(self) -> Answer:
        html = _static_503(self.static) or pages.unavailable_page(self.lines)
        return html_answer(UNAVAILABLE, html, RETRY)

    def _ask_app(self, environ: WSGIEnvironment) -> Answer | None:
        """Return the app's answer if there is an app and it does not fail."""
        app = self.app.get() if self.app else None
        if app is None:
            return None
        try:
            answer = collect(app, environ)
        except Exception:
            return None
        return None if answer.status.startswith("5") else answer

    def _pass_on(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if self.app is None:
            return send(self._missing(), environ, start)
        app = self.app.get()
        if app is None:
            return send(self._unavailable(), environ, start)
        try:
            return app(environ, start)
        except Exception as error:
            # The message may quote a person; the type does not.
            log.error("The app failed with %s.", type(error).__name__)
            return send(self._unavailable(), environ, start, instead=True)


class LateApp:
    """The app, created when it is first needed; while that fails, tried every five seconds."""

    def __init__(self, create: Callable[[], WSGIApplication], ticks: Callable[[], float]) -> None:
        self._create = create
        self._ticks = ticks
        self._app: WSGIApplication | None = None
        self._next_try = float("-inf")
        self._lock = threading.Lock()

    def get(self) -> WSGIApplication | None:
        """Return the app, or None while it cannot be created."""
        # Bounded: an app that hangs while it starts must not take every thread with it.
        if self._app is None and self._lock.acquire(timeout=APP_WAIT_SECONDS):
            try:
                self._try_to_create()
            finally:
                self._lock.release()
        return self._app

    def _try_to_create(self) -> None:
        if self._app is not None or self._ticks() < self._next_try:
            return
        try:
            self._app = self._create()
        except (Exception, SystemExit):
            log.exception("The app cannot be created.")
            self._next_try = self._ticks() + RETRY_APP_SECONDS


def _rescue(
    rescue: Callable[[dict[str, Any]], None],
    record: dict[str, Any],
    outcome: "queue.SimpleQueue[bool]",
    gate: threading.BoundedSemaphore,
) -> None:
    try:
        rescue(record)
        outcome.put(True)
    except Exception:
        outcome.put(False)
    finally:
        gate.release()


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def _static_503(folder: Path | None) -> str:
    try:
        return (folder / "503.html").read_text(encoding="utf-8") if folder else ""
    except (OSError, ValueError):
        return ""
