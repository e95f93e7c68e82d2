"""From the spool to an alert, and up its ladder."""

import datetime as dt
import os
import time
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from mori.config import Settings
from mori.core.db import is_same_file
from mori.core.jobs import Job, Piece
from mori.notifications.jobs import MailCheck
from mori.notifications.mail import asker
from mori.notifications.rules import BEAT

from ..button.spool import CAP_BYTES, Spool
from ..reach.queries import addresses_called
from . import operations, queries

# A round stays short however many taps wait, so that the lead and the heartbeat are kept, and
# a flood of strangers never stands before somebody who is known.
KNOWN_SECONDS = 2.0
STRANGERS_SECONDS = 0.5
KEPT_EVERY = 300.0  # seconds; a backup may be restored under a process that works
LANES = (("taps",), ("claimed", CAP_BYTES), ("unknown", CAP_BYTES))


def jobs_of_every_node(settings: Settings) -> list[Job]:
    folder, key, address = settings.folder / "spool", settings.key, settings.address
    return [
        partial(replay_spool, Spool(folder, key), address, KNOWN_SECONDS),
        partial(replay_spool, Spool(folder, key, "claimed"), address, STRANGERS_SECONDS),
        partial(replay_spool, Spool(folder, key, "unknown"), address, STRANGERS_SECONDS),
        *(every(KEPT_EVERY, replay_kept(Spool(folder, key, *lane), address)) for lane in LANES),
        partial(beat_here, settings.folder / BEAT),
    ]


def jobs(settings: Settings) -> list[Job]:
    return [
        partial(replay_rescued, settings.address),
        partial(climb_ladders, settings.address),
        MailCheck(asker(settings), addresses_called),
    ]


def replay_spool(spool: Spool, address: str, seconds: float, at: dt.datetime) -> Iterator[Piece]:
    """Each tap of the spool, as far as there is time; done when every tap is committed."""
    deadline = time.monotonic() + seconds
    for batch in spool.take():
        for record in queries.not_replayed(batch.records):
            if time.monotonic() > deadline:
                return
            yield partial(operations.replay_tap, record, address, at)
        if not queries.not_replayed(batch.records) and is_same_file():
            spool.done(batch, is_kept=not queries.are_canaries(batch.records))


def every(seconds: float, job: Job) -> Job:
    """A job done when the process begins, and then again after so many seconds."""
    next_at = float("-inf")

    def do(at: dt.datetime) -> Iterable[Piece]:
        nonlocal next_at
        if time.monotonic() < next_at:
            return ()
        next_at = time.monotonic() + seconds
        return job(at)

    return do


def replay_kept(spool: Spool, address: str) -> Job:
    """Each tap of the last month that a restored backup does not know."""

    def job(at: dt.datetime) -> Iterator[Piece]:
        for batch in spool.kept():
            for record in queries.not_replayed(batch.records):
                yield partial(operations.replay_tap, record, address, at)

    return job


def beat_here(beat: Path, at: dt.datetime) -> Iterable[Piece]:
    """Show that this node's taps are being taken, whichever node leads."""
    beat.touch()
    os.utime(beat, (at.timestamp(), at.timestamp()))
    return ()


def replay_rescued(address: str, at: dt.datetime) -> Iterator[Piece]:
    """Each tap that reached the database because the spool could not be written."""
    for rescued in queries.rescued_taps():
        yield partial(operations.replay_rescued_tap, rescued, address, at)


def climb_ladders(address: str, at: dt.datetime) -> Iterator[Piece]:
    """Each alert on which something is due, or whose officers cannot be had."""
    for alert_id in queries.left_alone(at):
        yield partial(operations.take_back, alert_id, at, address)
    for alert_id in queries.unreached():
        yield partial(operations.call_on, alert_id, at, address)
    for alert_id in queries.due_alerts(at):
        yield partial(operations.climb_ladder, alert_id, at, address)
