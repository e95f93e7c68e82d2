"""The one loop of background work: each second its jobs, then messages, then a heartbeat."""

import datetime as dt
import logging
import queue
import secrets
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from peewee import PeeweeException

from mori.core.clock import now
from mori.core.db import db, writing
from mori.core.jobs import Apart, Job, Piece
from mori.core.locks.file import follow_file

from . import operations, queries
from .mail import Send, codes_of, is_refused
from .models import Message
from .operations import LostLead
from .rules import BEAT_EVERY, IN_FLIGHT, LEASE_LASTS

log = logging.getLogger("mori.work")

NAME = "work"
ROUND_SECONDS = 1.0
LOOK_SECONDS = 0.02  # whether anything has been sent, while there is no room for more
PATIENCE_SECONDS = 12.0  # how long stopping waits for what is being sent


class Dispatcher:
    """Does its node's work, and everyone's as long as it leads: of several one leads."""

    def __init__(
        self,
        jobs: Iterable[Job],
        senders: Mapping[str, Send],
        holder: str = "",
        on_every_node: Iterable[Job] = (),
    ) -> None:
        self.jobs = list(jobs)
        self.on_every_node = list(on_every_node)
        self.outgoing = Outgoing(senders)
        self.holder = holder or secrets.token_hex(8)
        self.epoch: int | None = None
        self.beat_at: dt.datetime | None = None
        self._stopped = threading.Event()

    def run(self) -> None:
        """Work until stopped, then finish what is being sent and give up the lead."""
        while not self._stopped.is_set():
            began = time.monotonic()
            self.round(now())
            self._rest(began + ROUND_SECONDS)
        self.close(now())

    def _rest(self, until: float) -> None:
        """Until the next second; no longer than until there is room for more that is urgent.

        Else no more than fill the room once would go out in a second, however quick the provider.
        """
        while self.outgoing.is_full and time.monotonic() < until:
            if self.outgoing.has_ended or self._stopped.wait(LOOK_SECONDS):
                return
        self._stopped.wait(max(0.0, until - time.monotonic()))

    def stop(self) -> None:
        self._stopped.set()

    def round(self, at: dt.datetime) -> None:
        """One second's work. Whatever fails, the next round comes."""
        try:
            follow_file()
            self._attempt(lambda: self.outgoing.note_sent(at))  # whoever leads by now
            self._take_lead(at)
            for job in self.on_every_node:
                self._do(job, lambda: operations.take_turn(NAME), at)
            if self.epoch is not None:
                self._lead(self.epoch, at)
        except LostLead:
            self.epoch = None
        except Exception as error:
            _report(error)
            _hang_up(error)

    def _take_lead(self, at: dt.datetime) -> None:
        before, self.epoch = self.epoch, operations.lead(NAME, self.holder, at)
        if self.epoch is not None and before is None:
            self._attempt(operations.take_over_urgent)

    def _lead(self, epoch: int, at: dt.datetime) -> None:
        for job in self.jobs:
            if self._do(job, lambda: operations.hold(NAME, epoch), at):
                self._attempt(lambda: self.outgoing.send_urgent(at))  # before the next job
        self._attempt(lambda: self.outgoing.send_due(at))
        if self.beat_at is None or abs(at - self.beat_at) >= BEAT_EVERY:
            operations.beat(NAME, epoch, at)
            self.beat_at = at

    def _do(self, job: Job, hold: Piece, at: dt.datetime) -> bool:
        """Whether there was anything to do."""
        tried = 0

        def held(piece: Piece) -> None:
            with writing():
                hold()
                piece()

        def do_all() -> None:
            nonlocal tried
            for piece in job(at):
                tried += 1
                self._attempt(lambda piece=piece: held(piece))  # type: ignore[misc]

        self._attempt(do_all)
        return tried > 0

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
        for job in self.jobs:
            if isinstance(job, Apart):
                self._attempt(lambda job=job: job.settle(PATIENCE_SECONDS))  # type: ignore[misc]
        self._attempt(lambda: self.outgoing.settle(at))
        if self.epoch is not None:
            epoch = self.epoch
            self._attempt(lambda: operations.release(NAME, epoch, at))


class Begun(NamedTuple):
    """A message being sent: since when, on which channel, and in which lane."""

    at: dt.datetime
    channel: str
    is_urgent: bool


class Outgoing:
    """Messages being sent, each in a thread: a provider that hangs holds up only its own.

    Each channel has its own room, so that one that hangs holds up no other.
    """

    def __init__(
        self,
        senders: Mapping[str, Send],
        due: Callable[..., list[Message]] = queries.due_messages,
    ) -> None:
        self.senders = senders
        self._due = due
        self._begun: dict[str, Begun] = {}  # by the messages' keys
        self._results: queue.SimpleQueue[tuple[Message, Exception | None]] = queue.SimpleQueue()

    @property
    def is_full(self) -> bool:
        """Whether a channel has as much that is urgent begun as it may."""
        return len(self._free(is_urgent=True)) < len(self.senders)

    @property
    def has_ended(self) -> bool:
        """Whether any attempt has ended that is not noted yet."""
        return not self._results.empty()

    def send_due(self, at: dt.datetime) -> None:
        """Begin to send what is due, as far as there is room; each message under a lease.

        While anything urgent is being sent nothing else is begun on its channel: a provider may
        take only a few at once, and slowly.
        """
        self.give_up(at)
        self.send_urgent(at)
        self._begin(at, is_urgent=False)

    def give_up(self, at: dt.datetime) -> None:
        """What has lost its lease counts no longer, though its thread may hang."""
        self._begun = {
            key: each for key, each in self._begun.items() if abs(at - each.at) < LEASE_LASTS
        }

    def send_urgent(self, at: dt.datetime) -> None:
        self._begin(at, is_urgent=True)

    def _begin(self, at: dt.datetime, *, is_urgent: bool) -> None:
        """Until nothing more is due where there is room: many on one channel hide no other's."""
        is_more = True
        while is_more and (free := self._free(is_urgent=is_urgent)):
            most, before = max(free.values()), len(self._begun)
            found = self._due(at, most, is_urgent=is_urgent, channels=free)
            for message in found:
                free[message.channel] -= 1
                if free[message.channel] >= 0 and operations.lease(message, at):
                    self._begun[message.key] = Begun(at, message.channel, is_urgent)
                    threading.Thread(target=self._send, args=(message,), daemon=True).start()
            is_more = len(free) > 1 and len(found) == most and len(self._begun) > before

    def _free(self, *, is_urgent: bool) -> dict[str, int]:
        """The channels on which more of a lane may be begun, and how much more."""
        free = dict.fromkeys(self.senders, IN_FLIGHT)
        for each in self._begun.values():
            if each.is_urgent == is_urgent:
                free[each.channel] -= 1
            elif each.is_urgent:
                free[each.channel] = 0
        return {channel: room for channel, room in free.items() if room > 0}

    def _send(self, message: Message) -> None:
        try:
            self.senders[message.channel](message)
        except Exception as error:
            self._results.put((message, error))
        else:
            self._results.put((message, None))

    def note_sent(self, at: dt.datetime) -> None:
        """Record how the attempts went that have ended since."""
        while not self._results.empty():
            self._note(*self._results.get(), at)

    def _note(self, message: Message, error: Exception | None, at: dt.datetime) -> None:
        try:
            if error:
                refused = is_refused(error)
                operations.mark_failed(message, _name_of(error), at, is_refused=refused)
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
    return " ".join([type(error).__name__, *map(str, codes_of(error))])


def _report(error: Exception) -> None:
    # Neither a text nor a trace: nothing technical may tell that somebody pressed the button.
    log.error("A piece of background work failed with %s.", type(error).__name__)


def _hang_up(error: Exception) -> None:
    """Let go of a connection that may be broken; the next round makes a new one."""
    if isinstance(error, PeeweeException) and not db.in_transaction():
        close = getattr(db.obj, "manual_close", db.close)
        close()
