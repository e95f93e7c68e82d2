"""What stands on the page of one alert, for an officer who was told of it."""

import datetime as dt
from collections.abc import Collection
from typing import Any, NamedTuple

from peewee import fn

from mori.accounts.models import Person
from mori.core.db import literals
from mori.notifications.models import Message

from .models import Alert, AlertEvent, Delivery, Sending, Tap
from .queries import refusing, taps_of
from .rules import READINGS

LONGEST_LIST = 50  # taps or events shown of one alert
CALLING = ("notify", "follow_up")  # which are nothing but that somebody was told


class Told(NamedTuple):
    """An officer who was called for an alert, how often, and what came of it."""

    name: str
    last_at: dt.datetime
    times: int
    handed_over_at: dt.datetime | None  # when a provider took the last message it took
    is_written_to: bool
    is_refused: bool
    read_at: dt.datetime | None  # when they opened it last


class Happening(NamedTuple):
    """Something that happened to an alert, who did it, and who was told of it."""

    at: dt.datetime
    verb: str
    who: str
    told: list[str]


def latest_taps_of(alert: Alert) -> list[Tap]:
    return list(taps_of(alert).order_by(Tap.at.desc(), Tap.id.desc()).limit(LONGEST_LIST))


def told_of(alert: Alert) -> list[Told]:
    """Everybody who was called, in the order of their first call."""
    rows: Any = (
        Delivery.select(
            Delivery.officer.alias("officer_id"),
            Person.name,
            fn.MAX(Delivery.at).alias("last_at"),
            fn.COUNT(Delivery.call).alias("times"),
            fn.MAX(Message.sent_at).alias("handed_over_at"),
            fn.MAX(Delivery.message).alias("mail"),
        )
        .join(Person)
        .switch(Delivery)
        .left_outer_join(Message)
        .where(Delivery.alert == alert.id)
        .group_by(Delivery.officer, Person.name)
        .order_by(fn.MIN(Delivery.id))
        .objects()
    )
    read_at, taken_at, silent = _read_at(alert), _taken_at(alert), refusing(alert)
    return [
        Told(
            row.name,
            row.last_at,
            row.times,
            max(filter(None, [row.handed_over_at, taken_at.get(row.officer_id)]), default=None),
            row.mail is not None or row.officer_id in taken_at,
            row.officer_id in silent,
            read_at.get(row.officer_id),
        )
        for row in rows
    ]


def _taken_at(alert: Alert) -> dict[int, dt.datetime | None]:
    """When officers' contact points took the last message, by the officers who have any."""
    rows: Any = (
        Sending.select(
            Delivery.officer.alias("officer_id"), fn.MAX(Message.sent_at).alias("taken_at")
        )
        .join(Delivery)
        .switch(Sending)
        .join(Message)
        .where(Delivery.alert == alert.id)
        .group_by(Delivery.officer)
        .objects()
    )
    return {row.officer_id: row.taken_at for row in rows}


def _read_at(alert: Alert) -> dict[int, dt.datetime]:
    rows: Any = (
        AlertEvent.select(AlertEvent.actor, fn.MAX(AlertEvent.at).alias("last_at"))
        .where(AlertEvent.alert == alert.id, AlertEvent.verb.in_(literals(READINGS)))
        .group_by(AlertEvent.actor)
    )
    return {row.actor_id: row.last_at for row in rows}


def history_of(alert: Alert) -> list[Happening]:
    """What happened, the newest first, each call with those it called."""
    events = (
        AlertEvent.select(AlertEvent, Person)
        .left_outer_join(Person)
        .where(AlertEvent.alert == alert.id)
        .order_by(AlertEvent.at.desc(), AlertEvent.id.desc())
        .limit(LONGEST_LIST)
    )
    told = _told_at(alert, {event.at for event in events})
    return [
        Happening(
            event.at,
            event.verb,
            event.actor.name if event.actor else "",
            told.get(event.at, []) if event.verb in CALLING else [],
        )
        for event in events
    ]


def _told_at(alert: Alert, moments: Collection[dt.datetime]) -> dict[dt.datetime, list[str]]:
    rows = (
        Delivery.select(Delivery, Person)
        .join(Person)
        .where(Delivery.alert == alert.id, Delivery.at.in_(list(moments)))
        .order_by(Delivery.id)
    )
    told: dict[dt.datetime, list[str]] = {}
    for row in rows:
        told.setdefault(row.at, []).append(row.officer.name)
    return told


def has_read(alert: Alert, person_id: int) -> bool:
    """Whether somebody has opened an alert since its last tap came in."""
    taps = Tap.select(fn.MAX(Tap.replayed_at)).where(Tap.alert == alert.id)
    last: dt.datetime | None = taps.scalar()
    return (
        AlertEvent.select()
        .where(
            AlertEvent.alert == alert.id,
            AlertEvent.verb == "read",
            AlertEvent.actor == person_id,
            AlertEvent.at >= (last or alert.raised_at),
        )
        .exists()
    )
