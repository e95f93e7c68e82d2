"""That holders hear of what is overdue, once a day."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from mori.config import Settings
from mori.core.jobs import Job, Piece
from mori.core.workdays import DAY
from mori.notifications.jobs import MINUTE, periodic_job

from . import operations, queries

LOOK_EVERY = 10 * MINUTE


def jobs(settings: Settings) -> list[Job]:
    look = partial(remind_of_overdue, settings.address)
    return [periodic_job("remind of overdue tasks", LOOK_EVERY, look)]


def remind_of_overdue(address: str, at: dt.datetime) -> Iterator[Piece]:
    """Each case of which something may be overdue: in the east the next day begins earlier."""
    for alert in queries.due_before(at.date() + DAY):
        yield partial(operations.remind_overdue, alert, address, at)
