"""Each hour of the day after something was erased, the log of SQLite is emptied."""

import datetime as dt
from collections.abc import Iterator

from mori.core.db import empty_write_ahead_log
from mori.core.jobs import Job, Piece
from mori.core.workdays import DAY
from mori.notifications.jobs import HOUR, periodic_job

from . import queries


def jobs() -> list[Job]:
    return [periodic_job("erased", HOUR, empty_log)]


def empty_log(at: dt.datetime) -> Iterator[Piece]:
    """Outside of every transaction: within one it cannot be done."""
    if queries.erased_since(at - DAY):
        empty_write_ahead_log()
    return iter(())
