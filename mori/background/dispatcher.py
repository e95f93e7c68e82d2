"""The workers of long jobs: a small pool beside the one loop, so that neither waits for the other.

A worker takes whichever job's person had no turn for longest, does steps of it for a second, and
puts it back. So a small job waits for one turn of a large one at most, however many there are.
"""

import datetime as dt
import logging
import shutil
import threading
import time
from collections.abc import Callable

from mori.core.files.store import StoreAway
from mori.core.jobs import KINDS, Apart, Hand, Job, Tools

from . import lease_operations as operations
from . import queries
from .lease_operations import LostJob
from .models import LongJob
from .rules import NO_ROOM, STORE_WAITS, TURN_SECONDS, WAITS, WORKERS, Failed

log = logging.getLogger("mori.work")

MOST_HANDS = 4  # files and processes that a node keeps open between turns; more than WORKERS


class Hands:
    """What a node's workers keep of jobs between their turns, whoever worked.

    What a job has open stays until it needs it no more: a job that finds no room waits. If they
    took it from each other instead, each would begin anew at every turn and none would end.
    """

    def __init__(self, most: int = MOST_HANDS) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: dict[int, tuple[int, Hand]] = {}
        self._out: set[int] = set()  # jobs whose turn it is, that have or may get something open

    def take(self, job: LongJob) -> Hand:
        """Its own, unless another node has worked on it since."""
        if self._is_full():
            self.forget_ended()
        with self._lock:
            epoch, hand = self._kept.pop(job.id, (job.epoch - 1, Hand()))
            hand.may_keep = len(self._kept) + len(self._out) < self._most
            if hand.may_keep:
                self._out.add(job.id)
        if epoch != job.epoch - 1:
            hand.let_go()
        return hand

    def _is_full(self) -> bool:
        with self._lock:
            return len(self._kept) + len(self._out) >= self._most

    def put(self, job: LongJob, hand: Hand) -> None:
        """Its room is free again if it has nothing open any more."""
        with self._lock:
            self._out.discard(job.id)
            if hand.kept is not None:
                self._kept[job.id] = (job.epoch, hand)

    def forget_ended(self) -> None:
        """Close what belongs to jobs that somebody stopped."""
        with self._lock:
            ended = set(self._kept)
            ended -= queries.active_among(ended) if ended else set()
            hands = [self._kept.pop(each)[1] for each in ended]
        for each in hands:
            each.let_go()


class Worker:
    """Takes turns at long jobs; says whether there was any whose turn it was."""

    def __init__(
        self,
        tools: Tools,
        hands: Hands | None = None,
        turn: float = TURN_SECONDS,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._tools, self._turn, self._ticks = tools, turn, ticks
        self._hands = hands or Hands()

    def __call__(self, _at: dt.datetime | None = None) -> bool:
        job = self._claimed()
        if job is None:
            self._hands.forget_ended()
            return False
        hand, goes_on = self._hands.take(job), False
        try:
            goes_on = self._take_turn(job, hand)
        finally:
            if not goes_on:
                hand.let_go()
            self._hands.put(job, hand)
        return True

    def _claimed(self) -> LongJob | None:
        at = self._tools.clock()
        found = queries.next_in_turn(at)
        return next((job for job in found if operations.claim_job(job, at)), None)

    def _take_turn(self, job: LongJob, hand: Hand) -> bool:
        """Whether it goes on with the same hand; whatever goes wrong is said on the job."""
        clock = self._tools.clock
        try:
            did = self._steps(job, hand)
        except LostJob:
            return False
        except Failed as failed:
            operations.give_up(job, str(failed), clock())
        except StoreAway:
            operations.release_job(job, clock(), STORE_WAITS, NO_ROOM)
        except Exception as error:
            # Its kind without its text, which may quote a name.
            log.error("A step of long job %s failed with %s.", job.key, type(error).__name__)
            operations.set_back_job(job, clock())
        else:
            if job.state.is_active:
                operations.release_job(job, clock(), dt.timedelta() if did else WAITS)
                return True
        return False

    def _steps(self, job: LongJob, hand: Hand) -> bool:
        """False if it has to wait for something."""
        until = self._ticks() + self._turn
        while True:
            did = KINDS[job.kind].step(job, self._tools, hand)
            if not did or not job.state.is_active or self._ticks() >= until:
                return did


def long_work(tools: Tools) -> list[Job]:
    """A pool of workers, each in a thread of its own. What a killed one left here goes first."""
    shutil.rmtree(tools.folder, ignore_errors=True)
    hands = Hands()
    return [Apart(f"long work {each}", Worker(tools, hands)) for each in range(WORKERS)]
