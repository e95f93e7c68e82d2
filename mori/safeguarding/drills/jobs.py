"""A drill a month in each office, at a moment that nobody knows."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from mori.core.jobs import Job, Piece
from mori.notifications.jobs import MINUTE, periodic

from . import operations, queries


def jobs(key: bytes) -> list[Job]:
    return [
        periodic("drills", MINUTE, partial(plan_drills, key)),
        partial(begin_and_end, key),
    ]


def plan_drills(key: bytes, at: dt.datetime) -> None:
    for office in queries.offices_without_drill(at):
        operations.plan_drill(office, key, at)


def begin_and_end(key: bytes, at: dt.datetime) -> Iterator[Piece]:
    for drill_id in queries.overdue_drills(at):
        yield partial(operations.end_missed, drill_id, at)
    for drill_id in queries.due_drills(at):
        yield partial(operations.begin_drill, drill_id, key, at)
