"""Looking at the hours ahead, every hour."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial

from mori.config import Settings
from mori.core.jobs import Job, Piece
from mori.notifications.jobs import HOUR, periodic_job
from mori.offices.queries import all_offices

from . import operations, queries


def jobs(settings: Settings) -> Sequence[Job]:
    return [periodic_job("holes", HOUR, partial(check_offices, settings.address))]


def check_offices(address: str, at: dt.datetime) -> Iterator[Piece]:
    """Look at the hours ahead of every office; only what was found is kept in a transaction."""
    for office in all_offices():
        found = queries.gaps_of(office, at)
        yield partial(operations.keep_gaps, office, found, address, at)
