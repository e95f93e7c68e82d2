"""Jobs that come round."""

import datetime as dt
import queue
import threading
import time
from collections.abc import Callable, Collection, Iterator
from functools import partial

from mori.core.jobs import Job, Piece

from . import operations as outbox
from .mail import Ask
from .rules import ADDRESSES_EVERY, ASK_AGAIN, ASK_EVERY, Found

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)


def periodic(name: str, period: dt.timedelta, do: Callable[[dt.datetime], None]) -> Job:
    """A piece of work done once in each period, whichever process leads by then."""
    return periodic_job(name, period, lambda at: [partial(do, at)])


def periodic_job(name: str, period: dt.timedelta, work: Job) -> Job:
    """The same of work in several pieces, each in a transaction of its own."""
    done = -1

    def job(at: dt.datetime) -> Iterator[Piece]:
        nonlocal done
        slot = int(at.timestamp() // period.total_seconds())
        if slot != done and outbox.take_slot(name, str(slot), at):
            yield from work(at)
        done = slot

    return job


def every(seconds: float, job: Job, place: Callable[[], object] = lambda: None) -> Job:
    """A job done when the process begins, again after so many seconds, and at once elsewhere."""
    is_due = due_every(seconds, place)
    return lambda at: job(at) if is_due() else ()


def due_every(seconds: float, place: Callable[[], object] = lambda: None) -> Callable[[], bool]:
    """Asks whether it is time again; once it has said so, it is not for so many seconds."""
    next_at, done_in = float("-inf"), place()

    def is_due() -> bool:
        nonlocal next_at, done_in
        if time.monotonic() < next_at and place() == done_in:
            return False
        next_at, done_in = time.monotonic() + seconds, place()
        return True

    return is_due


class MailCheck:
    """Asks the mail server each minute whether it answers, each hour for whom it takes mail.

    In a thread: a server that hangs holds up nothing. By the clock alone: what it finds says
    nothing of what was sent, or whether anything was.
    """

    def __init__(
        self,
        ask: Ask,
        addresses: Callable[[], Collection[str]],
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ask, self._addresses, self._ticks = ask, addresses, ticks
        self._answers: queue.SimpleQueue[Found] = queue.SimpleQueue()
        self._is_asking = False
        self._next_at = self._addresses_at = float("-inf")

    def __call__(self, at: dt.datetime) -> Iterator[Piece]:
        if not self._answers.empty():
            found, self._is_asking = self._answers.get(), False
            self._next_at = self._ticks() + (ASK_AGAIN if found.trouble else ASK_EVERY)
            if found.asked:
                self._addresses_at = self._ticks() + ADDRESSES_EVERY
            yield partial(outbox.note_answer, found, at)
        if not self._is_asking and self._ticks() >= self._next_at:
            asked = self._addresses() if self._ticks() >= self._addresses_at else ()
            threading.Thread(target=self._answer, args=(asked,), daemon=True).start()
            self._is_asking = True

    def _answer(self, addresses: Collection[str]) -> None:
        self._answers.put(self._ask(addresses))
