"""What ``flask work`` does: the jobs of all slices, and the messages. Stands after them all."""

import datetime as dt
import signal

from mori.background.dispatcher import long_work
from mori.config import Settings
from mori.core.clock import now
from mori.core.files.store import open_store
from mori.core.jobs import Tools
from mori.notifications.dispatcher import Dispatcher
from mori.notifications.mail import Send, sender
from mori.notifications.rules import BEAT, MAIL
from mori.safeguarding.watch.handoff import HandOff, StandBy
from mori.safeguarding.watch.watchdog import Watchdog
from mori.slices import slices


def run(settings: Settings) -> None:
    """Work until told to stop."""
    dispatcher = dispatcher_for(settings)
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: dispatcher.stop())
    StandBy(HandOff(settings, senders_for(settings)), settings.folder / BEAT, now).start()
    dispatcher.run()


def watch(settings: Settings, after: float) -> None:
    """Watch over the background work until told to stop."""
    watchdog = Watchdog(settings, senders_for(settings), after)
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: watchdog.stop())
    watchdog.run()


def run_once(settings: Settings, at: dt.datetime) -> None:
    """One round as if at a moment, until all it began to send is sent or has failed."""
    dispatcher = dispatcher_for(settings)
    dispatcher.round(at)
    dispatcher.close(at)


def dispatcher_for(settings: Settings) -> Dispatcher:
    """The slices' jobs, in the order of their line, with everything they need."""
    return Dispatcher(
        [
            *(job for each in slices() for job in each.jobs(settings)),
            *long_work(tools_for(settings)),
        ],
        senders_for(settings),
        on_every_node=[job for each in slices() for job in each.jobs_of_every_node(settings)],
    )


def senders_for(settings: Settings) -> dict[str, Send]:
    """What sends on each channel: the mail, and what the slices bring."""
    brought = [each.senders(settings) for each in slices()]
    return {MAIL: sender(settings), **{name: send for of in brought for name, send in of.items()}}


def tools_for(settings: Settings) -> Tools:
    """What the steps of long jobs work with on this node."""
    store = open_store(settings.files_url, settings.folder / "files")
    return Tools(store, settings.folder / "longwork", settings.address, settings.key)
