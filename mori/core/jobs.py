"""What background work is made of."""

import datetime as dt
import logging
import threading
from collections.abc import Callable, Iterable, Iterator

from .clock import now
from .db import db

log = logging.getLogger("mori.work")

# A job gives its work in pieces; each is done in a transaction of its own while we lead.
Piece = Callable[[], None]
Job = Callable[[dt.datetime], Iterable[Piece]]


class Apart:
    """A job done in a thread of its own, a step at a time: long work holds up no other.

    ``step`` does one step in its own transactions and says whether there was any; the rows it
    works through say what is left, so that a process killed at any moment loses nothing, and of
    two at once neither does anything twice.
    """

    def __init__(self, name: str, step: Callable[[dt.datetime], bool]) -> None:
        self._name, self._step = name, step
        self._thread: threading.Thread | None = None
        self._is_stopped = threading.Event()

    def __call__(self, at: dt.datetime) -> Iterator[Piece]:
        """Each round it looks whether there is anything to do, unless it is still at it."""
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()
        return iter(())

    def settle(self, patience: float) -> None:
        """Let the step under way end, and begin no other."""
        self._is_stopped.set()
        if self._thread:
            self._thread.join(patience)

    def _run(self) -> None:
        try:
            with db.connection_context():
                while self._step(now()) and not self._is_stopped.is_set():
                    pass
        except Exception as error:
            log.error(
                "Background work apart, %s, failed with %s.", self._name, type(error).__name__
            )
