"""What ``flask work`` does: replay taps, climb ladders, send. Stands after all slices."""

import datetime as dt
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from mori.config import Settings
from mori.core.db import is_same_file
from mori.logbook import operations as logbook
from mori.logbook import overdue_operations, review_operations, review_queries
from mori.logbook import reminder_operations as reminders
from mori.notifications import operations as outbox
from mori.notifications.dispatcher import Dispatcher, Job, Piece
from mori.notifications.mail import sender
from mori.notifications.rules import BEAT
from mori.placements import operations as placements
from mori.placements.parting_operations import part_from_former_interns
from mori.safeguarding import operations as safeguarding
from mori.safeguarding import queries as alerts
from mori.safeguarding.spool import Spool

# A round stays short however many taps wait, so that the lead and the heartbeat are kept, and
# a flood of strangers never stands before somebody who is known.
KNOWN_SECONDS = 2.0
STRANGERS_SECONDS = 0.5

MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)


def run(settings: Settings) -> None:
    """Work until told to stop."""
    dispatcher = dispatcher_for(settings)
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: dispatcher.stop())
    dispatcher.run()


def run_once(settings: Settings, at: dt.datetime) -> None:
    """One round as if at a moment, until all it began to send is sent or has failed."""
    dispatcher = dispatcher_for(settings)
    dispatcher.round(at)
    dispatcher.close(at)


def dispatcher_for(settings: Settings) -> Dispatcher:
    """The jobs, in their order, with everything they need."""
    folder, key, address = settings.folder / "spool", settings.key, settings.address
    on_every_node: list[Job] = [
        partial(replay_spool, Spool(folder, key), address, KNOWN_SECONDS),
        partial(replay_spool, Spool(folder, key, "claimed"), address, STRANGERS_SECONDS),
        partial(replay_spool, Spool(folder, key, "unknown"), address, STRANGERS_SECONDS),
        partial(beat_here, settings.folder / BEAT),
    ]
    jobs: list[Job] = [
        partial(replay_rescued, address),
        partial(climb_ladders, address),
        settle_verdicts,
        periodic("follow rotation", MINUTE, logbook.follow_rotation),
        periodic("review digests", MINUTE, partial(overdue_operations.post_digests, address)),
        periodic("finish placements", HOUR, placements.finish_ended_placements),
        periodic("part from former interns", HOUR, part_from_former_interns),
        periodic("remind interns", 5 * MINUTE, partial(reminders.remind_interns, address)),
    ]
    return Dispatcher(jobs, sender(settings), on_every_node=on_every_node)


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


def replay_spool(spool: Spool, address: str, seconds: float, at: dt.datetime) -> Iterator[Piece]:
    """Each tap of the spool, as far as there is time; done when every tap is committed."""
    deadline = time.monotonic() + seconds
    for batch in spool.take():
        for record in alerts.not_replayed(batch.records):
            if time.monotonic() > deadline:
                return
            yield partial(safeguarding.replay, record, address)
        if not alerts.not_replayed(batch.records) and is_same_file():
            spool.done(batch)


def beat_here(beat: Path, at: dt.datetime) -> Iterable[Piece]:
    """Show that this node's taps are being taken, whichever node leads."""
    beat.touch()
    os.utime(beat, (at.timestamp(), at.timestamp()))
    return ()


def replay_rescued(address: str, at: dt.datetime) -> Iterator[Piece]:
    """Each tap that reached the database because the spool could not be written."""
    for rescued in alerts.rescued_taps():
        yield partial(safeguarding.replay_rescued, rescued, address)


def climb_ladders(address: str, at: dt.datetime) -> Iterator[Piece]:
    """Each alert on which something is due."""
    for alert_id in alerts.due_alerts(at):
        yield partial(safeguarding.advance, alert_id, at, address)


def settle_verdicts(at: dt.datetime) -> Iterator[Piece]:
    """Each decision on an entry whose seconds to undo it have passed."""
    for verdict_id in review_queries.due_verdicts(at):
        yield partial(review_operations.settle, verdict_id)
