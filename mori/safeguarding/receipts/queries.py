"""What is known of a tap, and so may be said on its page."""

import datetime as dt
from typing import Any, NamedTuple

from peewee import fn

from mori.accounts.models import Membership, Person
from mori.notifications.models import Message
from mori.offices.models import Office

from ..alerts.models import Alert, AlertEvent, Delivery, Sending, Tap

BEGAN_ANEW = ("reopen", "take_back")
READINGS = ("read", "acknowledge")


def tap_by_code(code: str) -> Tap | None:
    """A tap by its receipt, with its alert and, if there is one, the office."""
    return (
        Tap.select(Tap, Alert, Office)
        .join(Alert)
        .left_outer_join(Office)
        .where(Tap.code == code)
        .order_by(Tap.id.desc())
        .get_or_none()
    )


def latest_tap_of(person_id: int, since: dt.datetime) -> Tap | None:
    """The person's last tap of alerts that are not older."""
    return (
        Tap.select(Tap, Alert)
        .join(Alert)
        .where(Alert.person == person_id, Alert.raised_at >= since)
        .order_by(Alert.raised_at.desc(), Tap.id.desc())
        .get_or_none()
    )


def office_of_ticket(person_key: str, epoch: int) -> Office | None:
    """The office of whoever a help ticket names."""
    return (
        Office.select()
        .join(Membership)
        .join(Person)
        .where(Person.key == person_key, Person.help_epoch == epoch)
        .order_by(Membership.ended_at.is_null().desc(), Membership.id)
        .get_or_none()
    )


class Story(NamedTuple):
    """What is known of a tap's alert, as far as it is about this tap.

    Strangers share an alert without knowing of each other: of one, only what happened since
    their own tap came in is said. Somebody who is known may read what became of their first tap.
    """

    first_at: dt.datetime  # when the first tap was received that this is a repetition of
    told_at: dt.datetime | None  # when a server took the first mail to an officer
    read_at: dt.datetime | None
    is_handled: bool
    has_lapsed: bool
    contacted_at: dt.datetime | None
    confirmed_at: dt.datetime | None
    is_for_nobody: bool  # there was nobody whom the last call could go to


def story_of(tap: Tap) -> Story:
    alert = tap.alert
    is_shared = alert.person_id is None
    since = (tap.replayed_at or tap.at) if is_shared else _last_opened(alert)
    read_at = _read_at(alert, since)
    is_about_it = not is_shared or read_at is not None
    is_of_both = is_shared and _taps(alert) > 1
    return Story(
        first_at=tap.at if is_shared else min(alert.raised_at, tap.at),
        told_at=_told_at(alert, since),
        read_at=read_at,
        is_handled=alert.state.is_acknowledged and is_about_it,
        has_lapsed=alert.state.is_unhandled and bool(alert.acknowledged_at) and is_about_it,
        contacted_at=alert.contacted_at if _was_reached(alert) and not is_of_both else None,
        confirmed_at=tap.confirmed_at,
        is_for_nobody=_is_for_nobody(alert),
    )


def _is_for_nobody(alert: Alert) -> bool:
    last = Delivery.select().where(Delivery.alert == alert.id, Delivery.call == alert.calls)
    return bool(alert.calls and not alert.state.is_over and not last.exists())


def _was_reached(alert: Alert) -> bool:
    return bool(alert.state.is_held or alert.state.is_closed)


def _last_opened(alert: Alert) -> dt.datetime:
    """When it was raised, opened again, or others were called for whom those before made way."""
    again = _first_at(
        AlertEvent.select(AlertEvent.at)
        .where(AlertEvent.alert == alert.id, AlertEvent.verb.in_(BEGAN_ANEW))
        .order_by(AlertEvent.id.desc())
    )
    return again or alert.raised_at


def _told_at(alert: Alert, since: dt.datetime) -> dt.datetime | None:
    """When the first message was handed over, on whichever channel."""
    first = fn.MIN(Message.sent_at)
    to_points = Sending.select(first).join(Delivery).switch(Sending).join(Message)
    found = [
        messages.where(Delivery.alert == alert.id, Message.sent_at >= since).scalar()
        for messages in (Delivery.select(first).join(Message), to_points)
    ]
    return min(filter(None, found), default=None)


def _read_at(alert: Alert, since: dt.datetime) -> dt.datetime | None:
    return _first_at(
        AlertEvent.select(AlertEvent.at)
        .where(AlertEvent.alert == alert.id, AlertEvent.verb.in_(READINGS), AlertEvent.at >= since)
        .order_by(AlertEvent.id)
    )


def _first_at(events: Any) -> dt.datetime | None:
    first: AlertEvent | None = events.get_or_none()
    return first.at if first else None


def _taps(alert: Alert) -> int:
    return Tap.select().where(Tap.alert == alert.id).count()
