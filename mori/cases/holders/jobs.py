"""That whoever takes a call on holds its case, and whoever may not read it any more does not."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from mori.config import Settings
from mori.core.jobs import Job, Piece
from mori.notifications.jobs import MINUTE, periodic, periodic_job

from . import operations, queries


def jobs(settings: Settings) -> list[Job]:
    look = partial(end_holdings, settings.key, settings.address)
    return [
        periodic("name holders of cases", MINUTE, operations.name_takers),
        periodic_job("end holding of cases", MINUTE, look),
    ]


def end_holdings(server: bytes, address: str, at: dt.datetime) -> Iterator[Piece]:
    """Each case that somebody holds, looked at anew."""
    for alert in queries.held_cases():
        yield partial(operations.end_holding, alert, server, address, at)
