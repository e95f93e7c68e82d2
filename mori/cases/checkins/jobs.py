"""That the people of cases are asked how they are, on the days that were promised."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from mori.config import Settings
from mori.core.jobs import Job, Piece
from mori.notifications.jobs import HOUR, periodic_job

from ..queries import cases_in_care
from . import operations


def jobs(settings: Settings) -> list[Job]:
    return [
        periodic_job(
            "ask how people are", HOUR, partial(ask_everybody, settings.key, settings.address)
        )
    ]


def ask_everybody(server: bytes, address: str, at: dt.datetime) -> Iterator[Piece]:
    """Each case that goes on."""
    for alert in cases_in_care():
        yield partial(operations.ask_and_look, alert, server, address, at)
