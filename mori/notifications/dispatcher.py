"""The one loop of background work: each second its jobs, then the mail, then a heartbeat."""

import datetime as dt
import logging
import queue
import secrets
import smtplib
import threading
import time
from collections.abc import Iterable

from peewee import PeeweeException

from mori.core.clock import now
from mori.core.db import db, follow_file, writing
from mori.core.jobs import Job, Piece

from . import operations, queries
from .mail import Send
from .models import Message
from .operations import LostLead
from .rules import BEAT_EVERY, IN_FLIGHT, LEASE_LASTS

log = logging.getLogger("mori.work")

NAME = "work"
ROUND_SECONDS = 1.0
PATIENCE_SECONDS = 12.0  # how long stopping waits for what is being sent


class Dispatcher:
    """Does its node's work, and everyone's as long as it leads: of several one leads."""

    def __init__(
        self,
        jobs: Iterable[Job],
        send: Send,
        holder: str = "",
        on_every_node: Iterable[Job] = (),
    ) -> None:
        self.jobs = list(jobs)
        self.on_every_node = list(on_every_node)
        self.outgoing = Outgoing(send)
        self.holder = holder or secrets.token_hex(8)
        self.epoch: int | None = None
        self.beat_at: dt.datetime | None = None
        self._stopped = threading.Event()

    def run(self) -> None:
        """Work until stopped, then finish what is being sent and give up the lead."""
        while not self._stopped.is_set():
            began = time.monotonic()
            self.round(now())
            self._stopped.wait(max(0.0, ROUND_SECONDS - (time.monotonic() - began)))
        self.close(now())

    def stop(self) -> None:
        self._stopped.set()

    def round(self, at: dt.datetime) -> None:
        """One second's work. Whatever fails, the next round comes."""
        try:
            follow_file()
            self.epoch = operations.lead(NAME, self.holder, at)
            for job in self.on_every_node:
                self._do(job, lambda: operations.take_turn(NAME), at)
            if self.epoch is not None:
                self._lead(self.epoch, at)
        except LostLead:
            self.epoch = None
        except Exception as error:
            _report(error)
            _hang_up(error)

    def _lead(self, epoch: int, at: dt.datetime) -> None:
        for job in self.jobs:
            self._do(job, lambda: operations.hold(NAME, epoch), at)
        self._attempt(lambda: self.outgoing.note_sent(at))
        self._attempt(lambda: self.outgoing.send_due(at))
        if self.beat_at is None or abs(at - self.beat_at) >= BEAT_EVERY:
            operations.beat(NAME, epoch, at)
            self.beat_at = at

    def _do(self, job: Job, hold: Piece, at: dt.datetime) -> None:
        def held(piece: Piece) -> None:
            with writing():
                hold()
                piece()

        def do_all() -> None:
            for piece in job(at):
                self._attempt(lambda piece=piece: held(piece))  # type: ignore[misc]

        self._attempt(do_all)

    def _attempt(self, piece: Piece) -> None:
        """What fails here keeps nothing else from being done."""
        try:
            piece()
        except LostLead:
            raise
        except Exception as error:
            _report(error)
            _hang_up(error)

    def close(self, at: dt.datetime) -> None:
        """Wait a little for what is being sent, note how it went, and give up the lead."""
        self._attempt(lambda: self.outgoing.settle(at))
        if self.epoch is not None:
            epoch = self.epoch
            self._attempt(lambda: operations.release(NAME, epoch, at))


class Outgoing:
    """Messages being sent, each in a thread: a provider that hangs holds up only its own."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self._begun: dict[str, dt.datetime] = {}  # by the messages' keys
        self._results: queue.SimpleQueue[tuple[Message, str]] = queue.SimpleQueue()

    def send_due(self, at: dt.datetime) -> None:
        """Begin to send what is due, as far as there is room; each message under a lease."""
        # One whose lease has run out is given up: its thread may hang, but counts no longer.
        self._begun = {key: since for key, since in self._begun.items() if at - since < LEASE_LASTS}
        room = IN_FLIGHT - len(self._begun)
        for message in queries.due_messages(at, room) if room > 0 else ():
            if operations.lease(message, at):
                self._begun[message.key] = at
                threading.Thread(target=self._send, args=(message,), daemon=True).start()

    def _send(self, message: Message) -> None:
        try:
            self.send(message)
        except Exception as error:
            self._results.put((message, _name_of(error)))
        else:
            self._results.put((message, ""))

    def note_sent(self, at: dt.datetime) -> None:
        """Record how the attempts went that have ended since."""
        while not self._results.empty():
            self._note(*self._results.get(), at)

    def _note(self, message: Message, error: str, at: dt.datetime) -> None:
        try:
            if error:
                operations.mark_failed(message, error, at)
            else:
                operations.mark_sent(message, at)
        except Exception:
            self._results.put((message, error))  # while it cannot be written down
            raise
        self._begun.pop(message.key, None)

    def settle(self, at: dt.datetime, patience: float = PATIENCE_SECONDS) -> None:
        """Wait until nothing is being sent any more, but not for ever."""
        deadline = time.monotonic() + patience
        while self._begun and time.monotonic() < deadline:
            try:
                result = self._results.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                return
            self._note(*result, at)


def _name_of(error: Exception) -> str:
    """The kind of failure without its text, which may quote an address."""
    code = f" {error.smtp_code}" if isinstance(error, smtplib.SMTPResponseException) else ""
    return type(error).__name__ + code


def _report(error: Exception) -> None:
    # Neither a text nor a trace: nothing technical may tell that somebody pressed the button.
    log.error("A piece of background work failed with %s.", type(error).__name__)


def _hang_up(error: Exception) -> None:
    """Let go of a connection that may be broken; the next round makes a new one."""
    if isinstance(error, PeeweeException) and not db.in_transaction():
        close = getattr(db.obj, "manual_close", db.close)
        close()
