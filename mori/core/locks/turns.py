"""Writers of one SQLite file take turns, those who must not wait before all others."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from peewee import OperationalError


@contextmanager
def turn_to_write(database: str, within: float, *, first: bool) -> Iterator[None]:
    """Wait for this writer's turn; every transaction has descriptors of its own."""
    paths = (f"{database}.turn", f"{database}.first.turn")
    opened = [os.open(path, os.O_RDWR | os.O_CREAT, 0o600) for path in paths]
    try:
        _take_turn(opened[0], opened[1], within, first=first)
        yield
    finally:
        for descriptor in opened:
            os.close(descriptor)


def _take_turn(turn: int, ahead: int, within: float, *, first: bool) -> None:
    """Whoever is first holds ``ahead`` while waiting; nobody else takes a turn meanwhile."""
    deadline = time.monotonic() + within
    pause = 0.0005
    is_ahead = False
    while True:
        if first:
            is_ahead = is_ahead or _is_locked(ahead, fcntl.LOCK_EX)
        may_go = first or _is_free(ahead)
        if may_go and _is_locked(turn, fcntl.LOCK_EX):
            return
        if time.monotonic() > deadline:
            raise OperationalError("no turn to write within the time allowed")
        time.sleep(pause)
        pause = min(pause * 2, 0.002 if first else 0.01)


def _is_free(descriptor: int) -> bool:
    """Whether nobody holds it alone; shared, so that those who only ask keep nobody out."""
    if not _is_locked(descriptor, fcntl.LOCK_SH):
        return False
    fcntl.flock(descriptor, fcntl.LOCK_UN)
    return True


def _is_locked(descriptor: int, how: int) -> bool:
    """Whether the lock could be had at once."""
    try:
        fcntl.flock(descriptor, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
