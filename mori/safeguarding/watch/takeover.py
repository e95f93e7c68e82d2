"""Alerts in the database climb on while nobody leads the background work.

As in handing off, nothing is logged: no line of a technical log may move with a tap.
"""

import datetime as dt
import secrets
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress

from peewee import PeeweeException

from mori.core.db import db, writing
from mori.core.jobs import Piece
from mori.notifications import operations as leads
from mori.notifications.dispatcher import NAME, Outgoing
from mori.notifications.mail import Send
from mori.notifications.operations import LostLead
from mori.notifications.queries import lease_named

from ..alerts.jobs import climb_ladders
from ..rescue.jobs import replay_rescued
from . import queries


class TakeOver:
    """Takes the lead, a round at a time, for calls for help and for nothing else.

    Under the same leases and with the same keys as the background work, which may come back at
    any moment: a message that both send is one. Drills and canaries wait for it.
    """

    def __init__(self, address: str, senders: Mapping[str, Send], after: float) -> None:
        self._address, self._after = address, after
        self._outgoing = Outgoing(senders, queries.calls_to_send)
        self._holder = f"watch {secrets.token_hex(8)}"
        self._thread: threading.Thread | None = None

    def round(self, at: dt.datetime) -> None:
        """In a thread of its own: a database that hangs holds up no other watching."""
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._attempt, args=(at,), daemon=True)
            self._thread.start()

    def settle(self, at: dt.datetime, patience: float = 10.0) -> None:
        """Wait a little until a round has ended, and note how what it began to send went."""
        if self._thread:
            self._thread.join(patience)
        with suppress(PeeweeException), db.connection_context():
            self._outgoing.settle(at, patience)

    def _attempt(self, at: dt.datetime) -> None:
        """Whatever fails, the next round comes. Where it fails somebody may have tapped: no log."""
        try:
            with db.connection_context():
                self._outgoing.note_sent(at)
                if self._is_left_alone(at):
                    self._lead(at)
        except Exception:
            return

    def _is_left_alone(self, at: dt.datetime) -> bool:
        """Whether whoever led, on whichever node, gives no sign of life."""
        lease = lease_named(NAME)
        return lease is not None and abs(at - lease.beat_at).total_seconds() >= self._after

    def _lead(self, at: dt.datetime) -> None:
        epoch = leads.lead(NAME, self._holder, at)
        if epoch is None:
            return
        try:
            for piece in self._pieces(at):
                _do(piece, epoch)
            self._outgoing.give_up(at)
            self._outgoing.send_urgent(at)
        finally:
            leads.release(NAME, epoch, at)  # so that the background work may lead at once

    def _pieces(self, at: dt.datetime) -> Iterator[Piece]:
        yield from replay_rescued(self._address, at)
        yield from climb_ladders(self._address, at, queries.real_among)


def _do(piece: Piece, epoch: int) -> None:
    """One that fails keeps no other from being done, unless somebody else leads by now."""
    try:
        with writing():
            leads.hold(NAME, epoch)
            piece()
    except LostLead:
        raise
    except Exception:
        return
