"""Each hour: what runs or is over, whom to remind, and offers whose time has run out."""

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial

from mori.config import Settings
from mori.core.clock import local_date
from mori.core.jobs import Job, Piece
from mori.notifications.jobs import HOUR, periodic, periodic_job

from . import queries
from .certifying.operations import tell_certified
from .certifying.queries import events_to_tell
from .followups.queries import follow_ups_to_remind
from .followups.reminding_operations import remind_by_mail
from .followups.standing import due_to_remind
from .impressions.operations import show_impressions
from .inviting.operations import offer_on
from .inviting.queries import events_with_lapsed
from .making.operations import settle_event
from .questions.operations import show_answers
from .rules import DAY, reminder_on
from .telling.letters import Door
from .telling.operations import remind

YEAR = 365 * DAY  # after it nobody is told by itself any more
FIRST, LAST = "Asia/Jayapura", "Asia/Jakarta"  # where a day begins first, and last


def _piece(do: Callable[..., object], *given: object) -> Piece:
    def piece() -> None:
        do(*given)

    return piece


def jobs(settings: Settings) -> list[Job]:
    door = Door(settings.address, settings.key)

    def settle(at: dt.datetime) -> Iterator[Piece]:
        for event in queries.events_due(local_date(at, FIRST)):
            yield _piece(settle_event, event, at)

    def offer(at: dt.datetime) -> Iterator[Piece]:
        for event_id in events_with_lapsed(at):
            yield _piece(offer_on, queries.event_by_id(event_id), door, at)

    return [
        periodic_job("events by their days", HOUR, settle),
        periodic_job("offered seats", HOUR, offer),
        periodic_job("reminders of events", HOUR, partial(_of_events, door)),
        periodic_job("reminders of promises", HOUR, partial(_of_promises, door)),
        periodic_job("certificates of events", HOUR, partial(_of_certificates, door)),
        periodic("impressions of events", DAY, show_impressions),
        periodic("answers before and after events", DAY, show_answers),
    ]


def _of_events(door: Door, at: dt.datetime) -> Iterator[Piece]:
    for event in queries.events_coming(local_date(at, LAST), local_date(at, FIRST) + 7 * DAY):
        if notice := reminder_on(event, local_date(at, event.office.zone)):
            yield _piece(remind, event, notice, door, at)


def _of_promises(door: Door, at: dt.datetime) -> Iterator[Piece]:
    for due in due_to_remind(at, follow_ups_to_remind(local_date(at, FIRST))):
        if due.mail:
            yield _piece(remind_by_mail, due, door, at)


def _of_certificates(door: Door, at: dt.datetime) -> Iterator[Piece]:
    for event in events_to_tell(local_date(at, LAST) - YEAR):
        yield _piece(tell_certified, event, door, at)
