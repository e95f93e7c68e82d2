"""What background work is made of."""

import datetime as dt
import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from .clock import now
from .db import db
from .files.store import Store

log = logging.getLogger("mori.work")

# A job gives its work in pieces; each is done in a transaction of its own while we lead.
Piece = Callable[[], None]
Job = Callable[[dt.datetime], Iterable[Piece]]

RESTS_SECONDS = 3.0  # each look opens a connection: several a second are most of an idle day


class Apart:
    """A job done in a thread of its own, a step at a time: long work holds up no other.

    ``step`` does one step in its own transactions and says whether there was any; the rows it
    works through say what is left, so that a process killed at any moment loses nothing, and of
    two at once neither does anything twice. Nothing that calls for help or sends stands here: after
    a look that found nothing it rests. ``is_due`` is asked in the round, before each beginning.
    """

    def __init__(
        self,
        name: str,
        step: Callable[[dt.datetime], bool],
        ticks: Callable[[], float] = time.monotonic,
        is_due: Callable[[], bool] = lambda: True,
    ) -> None:
        self._name, self._step, self._ticks, self._is_due = name, step, ticks, is_due
        self._thread: threading.Thread | None = None
        self._is_stopped = threading.Event()
        self._next_look = float("-inf")

    def __call__(self, at: dt.datetime) -> Iterator[Piece]:
        """Look whether there is anything to do, unless it is still at it or rests."""
        is_at_it = self._thread is not None and self._thread.is_alive()
        if not is_at_it and self._ticks() >= self._next_look and self._is_due():
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
            self._next_look = self._ticks() + RESTS_SECONDS
        except Exception as error:
            log.error(
                "Background work apart, %s, failed with %s.", self._name, type(error).__name__
            )


class Kept(Protocol):
    """What a worker keeps of a long job in memory: a kill loses it, so it must be made anew."""

    def let_go(self) -> None: ...


@dataclass
class Hand:
    """Where a step leaves what the next one would otherwise do again, such as an open file.

    A step that would leave something new asks ``has_room`` first, and waits if there is none.
    """

    kept: Any = None
    may_keep: bool = True  # else a node has as much open as it should

    @property
    def has_room(self) -> bool:
        return self.kept is not None or self.may_keep

    def let_go(self) -> None:
        """Close files and processes."""
        if self.kept is not None:
            self.kept.let_go()
            self.kept = None


class Tools(NamedTuple):
    """What the steps of long jobs work with."""

    store: Store
    folder: Path  # the node's own: what stands there is nobody's after a kill
    address: str
    key: bytes
    clock: Callable[[], dt.datetime] = now


Step = Callable[[Any, Tools, Hand], bool]
Moved = Callable[[Any, int | None, dt.datetime, str], None]
Forgotten = Callable[[Sequence[int]], None]


def stays_as_it_is(job: Any, actor_id: int | None, at: dt.datetime, said: str) -> None:
    """What most kinds do with their own rows when a job is stopped or begun again."""


def leaves_nothing(ids: Sequence[int]) -> None:
    """No row of a slice points to its jobs."""


@dataclass(frozen=True)
class LongKind:
    """A kind of long job, as its slice declares it.

    ``step`` does one step in its own transactions, each of which notes how far it came
    (mori/background/operations.py), and says whether there was any; False if it has to wait.
    ``stopped``, also of one that failed, and ``resumed`` move the slice's own rows along, in the
    same transaction.
    """

    name: str
    label: str
    page: str  # the endpoint that shows one, by the key it is about
    step: Step
    change: str = ""  # the action by which somebody may stop it, and let it go on
    stopped: Moved = stays_as_it_is
    resumed: Moved = stays_as_it_is
    forgotten: Forgotten = leaves_nothing  # before rows of jobs long over are thrown away
    folder: str = ""  # of the store, for its results
    starts_over: bool = False  # once stopped or failed, it begins anew


KINDS: dict[str, LongKind] = {}


def use_long_kinds(declared: Iterable[LongKind]) -> None:
    """Make the slices' kinds the table; a name that two of them claim is an error."""
    KINDS.clear()
    for each in declared:
        if each.name in KINDS:
            raise ValueError(f"Two kinds of long job are called {each.name}: rename one of them.")
        KINDS[each.name] = each
