"""Making, changing and announcing events, and calling them off."""

import datetime as dt
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.clock import local_date
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile, lock

from .. import queries
from ..models import Event, EventStep, Series
from ..rules import EVENT_MOVES, EventKind, EventState, Mode, state_on
from ..telling.letters import Door
from ..telling.moved_operations import tell_moved


class Facts(NamedTuple):
    """What an event says of itself."""

    kind: EventKind
    name: str
    theme: str
    about: str
    mode: Mode
    place: str
    region: int | None
    starts_on: dt.date
    ends_on: dt.date
    seats: int
    answer_until: dt.date
    series: int | None
    protection: str


@writing()
def make_event(
    office_id: int, facts: Facts, token: str, actor_id: int | None, at: dt.datetime
) -> Event:
    """Keep a draft; the same form twice is one."""
    if there := queries.event_by_token(token):
        return there
    made = Event.create(office=office_id, token=token, made_at=at, **facts._asdict())
    EventStep.create(event=made, verb="make", actor=actor_id, at=at)
    return queries.event_by_id(made.id)


@writing()
def change_event(event: Event, facts: Facts, door: Door, actor_id: int, at: dt.datetime) -> int:
    """Say it otherwise, while it is not over; never fewer seats than somebody has.

    Whoever said that they come is told of another day or place; how many mails tell of it.
    """
    if not state_on(event, local_date(at, event.office.zone)).is_coming:
        raise Refused(_("This event is over. What was, stays as it was."))
    if any(
        not facts.starts_on <= each.day <= facts.ends_on for each in queries.sessions_of(event.id)
    ):
        raise Refused(_("A session of the agenda is on another day. Move or drop it first."))
    if not lock(event, "revision"):
        raise changed_meanwhile()
    given = event.seats - queries.seats_free(event, at)
    if facts.seats < given:
        raise Refused(_("%(n)d seats are given already. Withdraw invitations first.", n=given))
    Event.update(revision=Event.revision + 1, **facts._asdict()).where(
        Event.id == event.id
    ).execute()
    EventStep.create(event=event, verb="change", actor=actor_id, at=at)
    return tell_moved(event, queries.event_by_id(event.id), door, actor_id, at)


def announce_event(event: Event, actor_id: int | None, at: dt.datetime) -> None:
    """Let everybody see it, and whoever is invited answer."""
    if event.ends_on < local_date(at, event.office.zone):
        raise Refused(_("Its last day is over. Change the days first, then announce it."))
    advance(event, EVENT_MOVES, "announce", actor_id, at)


@writing()
def settle_event(event: Event, at: dt.datetime) -> Event:
    """Write down what its days say by now: that it runs, or is over."""
    stands = state_on(event, local_date(at, event.office.zone))
    verb = {EventState.RUNNING: "start", EventState.CLOSED: "close"}.get(stands)
    if verb is None or stands is event.state:
        return event
    advance(event, EVENT_MOVES, verb, None, at)
    return queries.event_by_id(event.id)


@writing()
def report_event(event: Event, actor_id: int | None, at: dt.datetime) -> None:
    """Its report is made: nothing of it is to be done any more."""
    event = settle_event(event, at)
    if event.state is not EventState.CLOSED:
        raise Refused(_("It is not over yet."))
    advance(event, EVENT_MOVES, "report", actor_id, at)


@writing()
def make_series(
    office_id: int, name: str, every_months: int | None, token: str, at: dt.datetime
) -> Series:
    """The same form twice is one."""
    if there := queries.series_by_token(token):
        return there
    return Series.create(
        office=office_id, name=name, every_months=every_months, token=token, made_at=at
    )


@writing()
def change_series(series: Series, name: str, every_months: int | None) -> None:
    """Call it otherwise, or let it come back at another pace."""
    Series.update(name=name, every_months=every_months).where(Series.id == series.id).execute()
