"""An alert's way up its ladder, on whichever node leads."""

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial

from mori.config import Settings
from mori.core.jobs import Job, Piece
from mori.notifications.jobs import MailCheck
from mori.notifications.mail import asker

from ..points.jobs import jobs as point_jobs
from ..reach.queries import addresses_called
from . import board_queries, operations, queries


def jobs(settings: Settings) -> list[Job]:
    return [
        partial(climb_ladders, settings.address),
        MailCheck(asker(settings), addresses_called),
        *point_jobs(),
    ]


def climb_ladders(
    address: str, at: dt.datetime, among: Callable[[list[int]], list[int]] = list
) -> Iterator[Piece]:
    """Each alert on which something is due, or whose officers cannot be had."""
    for alert_id in among(board_queries.in_wrong_hands(at)):
        yield partial(operations.take_back, alert_id, at, address)
    for alert_id in among(queries.unreached()):
        yield partial(operations.call_on, alert_id, at, address)
    for alert_id in among(queries.due_alerts(at)):
        yield partial(operations.climb_ladder, alert_id, at, address)
