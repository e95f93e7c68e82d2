"""Jobs that come round."""

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial

from mori.core.jobs import Job, Piece

from . import operations as outbox

MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)


def periodic(name: str, period: dt.timedelta, do: Callable[[dt.datetime], None]) -> Job:
    """A job done once in each period, whichever process leads by then."""
    done = -1

    def job(at: dt.datetime) -> Iterator[Piece]:
        nonlocal done
        slot = int(at.timestamp() // period.total_seconds())
        if slot != done and outbox.take_slot(name, str(slot), at):
            yield partial(do, at)
        done = slot

    return job
