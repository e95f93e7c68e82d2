"""``flask watch``: a process of its own that takes over when the background work stands still."""

import datetime as dt
import logging
import os
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from mori.config import Settings
from mori.core.clock import now
from mori.notifications.mail import Send
from mori.notifications.rules import BEAT, MAIL

from . import letters, outside, snapshot
from .handoff import HandOff, attempt, seconds_since
from .rules import RosterTrouble
from .takeover import TakeOver

log = logging.getLogger("mori.watch")

OWN_BEAT = "watch.beat"
ROUND_SECONDS = 2.0
AFTER = 60.0  # seconds: without a heartbeat, or of a tap that nobody took
QUICK = 5.0  # of a tap, once there is no heartbeat
TELL_AGAIN = 3600.0
PING_EVERY = 60.0


class Watchdog:
    """Takes over what the background work leaves, and tells technicians that it stands still.

    They are told by the clock alone: the same, and then, whether anybody called for help or not.
    """

    def __init__(
        self,
        settings: Settings,
        senders: Mapping[str, Send],
        after: float = AFTER,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self.settings, self.after = settings, after
        self._send, self._ticks = senders[MAIL], ticks
        self._hand_off = HandOff(settings, senders, is_backwards=True)
        self.take_over = TakeOver(settings.address, senders, after)
        self._told: tuple[RosterTrouble | None, bool] = (None, False)
        self._told_at = self._pinged_at = float("-inf")
        self._stopped = threading.Event()

    def run(self) -> None:
        while not self._stopped.is_set():
            self.round(now())
            self._stopped.wait(ROUND_SECONDS)
        self.take_over.settle(now())

    def stop(self) -> None:
        self._stopped.set()

    def round(self, at: dt.datetime) -> None:
        """Look once. Whatever fails, the next round comes."""
        stands = seconds_since(self.settings.folder / BEAT, at) >= self.after
        attempt(self._hand_off, at, min(QUICK, self.after) if stands else self.after)
        self.take_over.round(at)
        try:
            self._report(stands, at)
            beat_at(self.settings.folder / OWN_BEAT, at)
        except Exception as error:
            log.error("A round of watching failed with %s.", type(error).__name__)

    def _report(self, stands: bool, at: dt.datetime) -> None:
        roster = snapshot.trouble_with(self.settings.folder, self.settings.key, at)
        found = (roster, stands)
        is_again = self._ticks() >= self._told_at + TELL_AGAIN
        if found != self._told or (is_again and found != (None, False)):
            self._told, self._told_at = found, self._ticks()
            self._tell(roster, stands, at)
        if found == (None, False) and self._ticks() >= self._pinged_at + PING_EVERY:
            self._pinged_at = self._ticks()
            _apart(lambda: outside.ping(self.settings))

    def _tell(self, roster: RosterTrouble | None, stands: bool, at: dt.datetime) -> None:
        for message in letters.to_technicians(self.settings, roster, at, stands=stands):
            _apart(lambda message=message: self._send(message))  # type: ignore[misc]


def beat_at(path: Path, at: dt.datetime) -> None:
    path.touch()
    os.utime(path, (at.timestamp(), at.timestamp()))


def _apart(do: Callable[[], None]) -> None:
    """In a thread: a server that hangs holds up nothing."""

    def attempt_it() -> None:
        try:
            do()
        except Exception as error:
            log.error("Telling those outside failed with %s.", type(error).__name__)

    threading.Thread(target=attempt_it, daemon=True).start()
