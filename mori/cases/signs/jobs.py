"""That officers look at what happens to somebody after their call."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from mori.core.jobs import Job, Piece
from mori.notifications.jobs import HOUR, periodic_job

from ..queries import cases_in_care
from . import operations


def jobs() -> list[Job]:
    return [periodic_job("look for signs of retaliation", HOUR, look_everywhere)]


def look_everywhere(at: dt.datetime) -> Iterator[Piece]:
    """Each case that goes on."""
    for alert in cases_in_care():
        yield partial(operations.look_for_signs, alert, at)
