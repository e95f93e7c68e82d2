"""What ``flask work`` does: replay taps, climb ladders, send. Stands after all slices."""

import datetime as dt
import signal
from collections.abc import Callable, Iterator
from functools import partial

from mori.config import Settings
from mori.logbook import operations as logbook
from mori.notifications import operations as outbox
from mori.notifications.dispatcher import Dispatcher, Job, Piece
from mori.notifications.mail import sender
from mori.placements import operations as placements
from mori.safeguarding import operations as safeguarding
from mori.safeguarding import queries as alerts
from mori.safeguarding.spool import Spool

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
    folder, address = settings.folder / "spool", settings.address
    spools = [Spool(folder, settings.key), Spool(folder, settings.key, "unknown")]
    jobs: list[Job] = [
        *(partial(replay_spool, spool, address) for spool in spools),
        partial(replay_rescued, address),
        partial(climb_ladders, address),
        periodic("follow rotation", MINUTE, logbook.follow_rotation),
        periodic("finish placements", HOUR, placements.finish_ended_placements),
    ]
    return Dispatcher(jobs, sender(settings))


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


def replay_spool(spool: Spool, address: str, at: dt.datetime) -> Iterator[Piece]:
    """Each tap of the spool; a batch is done when every one of its taps is committed."""
    for batch in spool.take():
        for record in batch.records:
            yield partial(safeguarding.replay, record, address)
        if all(alerts.is_replayed(record["token"]) for record in batch.records):
            spool.done(batch)


def replay_rescued(address: str, at: dt.datetime) -> Iterator[Piece]:
    """Each tap that reached the database because the spool could not be written."""
    for rescued in alerts.rescued_taps():
        yield partial(safeguarding.replay_rescued, rescued, address)


def climb_ladders(address: str, at: dt.datetime) -> Iterator[Piece]:
    """Each alert on which something is due."""
    for alert_id in alerts.due_alerts(at):
        yield partial(safeguarding.advance, alert_id, at, address)
