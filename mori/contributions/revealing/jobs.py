"""What the background work notes of reveals; pages ask the clock and wait for nobody."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from mori.core.db import empty_write_ahead_log
from mori.core.jobs import Job, Piece
from mori.core.workdays import DAY
from mori.notifications.jobs import HOUR, every, periodic_job

from ..matters.models import Matter
from ..matters.queries import matters_to_reveal
from . import queries
from .operations import reveal_matter


def jobs() -> list[Job]:
    return [every(10, reveal_due), periodic_job("recalled_matters", HOUR, empty_log)]


def reveal_due(at: dt.datetime) -> Iterator[Piece]:
    """Note each matter whose announced moment has come."""
    return iter([partial(_reveal, matter, at) for matter in matters_to_reveal(at)])


def _reveal(matter: Matter, at: dt.datetime) -> None:
    reveal_matter(matter, at)


def empty_log(at: dt.datetime) -> Iterator[Piece]:
    """Each hour of the day after a recall, outside of every transaction."""
    if queries.recalled_since(at - DAY):
        empty_write_ahead_log()
    return iter(())
