"""Rescued taps become alerts, on whichever node leads."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from mori.config import Settings
from mori.core.jobs import Job, Piece

from . import operations, queries


def jobs(settings: Settings) -> list[Job]:
    return [partial(replay_rescued, settings.address)]


def replay_rescued(address: str, at: dt.datetime) -> Iterator[Piece]:
    """Each tap that reached the database because the spool could not be written."""
    for rescued in queries.rescued_taps():
        yield partial(operations.replay_rescued_tap, rescued, address, at)
