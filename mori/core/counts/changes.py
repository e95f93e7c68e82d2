"""Which days of which placements a transaction has changed, for whoever keeps counts of them.

An operation says ``changed(placement, day)``; before the outermost ``writing`` block ends, those
who follow are told once of all days together and count them anew from the rows themselves, in the
same transaction. To say it of a day that did not change costs a look and does no harm.
"""

import datetime as dt
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from typing import Any, NamedTuple

from mori.core.clock import now


class Cell(NamedTuple):
    """One day of one placement."""

    placement_id: int
    day: dt.date


# What a slice counts of some placements from a first to a last day, at a moment: measures and
# what else there is to say of the day, by their names. A day that is not in it has none.
Found = Mapping[Cell, Mapping[str, Any]]
Counts = Callable[[Sequence[int], dt.date, dt.date, dt.datetime], Found]
# Days, each with the slices that count it otherwise by now ("" may be any); and placements of
# which anything may have changed.
Follower = Callable[[Mapping[Cell, Set[str]], Set[int], dt.datetime], object]


class _Changed(threading.local):
    def __init__(self) -> None:
        self.cells: dict[Cell, set[str]] = {}
        self.placements: set[int] = set()
        self.blocks = 0  # of ``writing``, one in another


_now = _Changed()
_followers: list[Follower] = []


def use_followers(followers: Iterable[Follower]) -> None:
    _followers[:] = followers


def changed(placement_id: int, *days: dt.date, of: str = "") -> None:
    """Have these days of a placement counted anew; all its days if none is named.

    ``of`` is the slice whose counts may be others by now: the rest of the day is not read then.
    """
    for day in days:
        _now.cells.setdefault(Cell(placement_id, day), set()).add(of)
    if not days:
        _now.placements.add(placement_id)


@contextmanager
def counted() -> Iterator[None]:
    """Have counted what changed, before the outermost block ends; nothing if it failed."""
    _now.blocks += 1
    try:
        yield
        if _now.blocks == 1:
            tell()
    finally:
        _now.blocks -= 1
        if not _now.blocks:
            forget()


def tell() -> None:
    """Tell those who follow what has changed; they may write, and change nothing more."""
    cells, placements = _now.cells, _now.placements
    if not cells and not placements:
        return
    forget()
    at = now()
    for follower in _followers:
        follower(cells, placements, at)


def forget() -> None:
    _now.cells, _now.placements = {}, set()
