"""Who tapped, who may be told, and what is known of an alert."""

import datetime as dt
from collections.abc import Callable, Collection
from functools import reduce
from operator import or_
from typing import Any

from peewee import fn

from mori.accounts.models import Person
from mori.core.db import literals
from mori.notifications.models import Message
from mori.offices.models import Office

from ..circles.queries import kept_out_of, kept_out_of_each, subjects_of
from ..routing import queries as routing
from ..routing.rules import Rung, eligible, route
from .models import Alert, AlertEvent, Delivery, Sending, Tap
from .rules import (
    LOOK_WITHIN,
    ONE_ALERT_WITHIN,
    OPEN,
    OVER,
    ROBOT,
    UNHANDLED,
    AlertKind,
    Tapper,
    called_for_unknown,
    longest_wait,
    look_at,
    try_at,
)

MANY = 500  # values in one list of a query
NO_OFFICE = "Asia/Jakarta"  # whose hours count where no office is known
# Later slices say here when something is due in a case, so that whoever holds it hears in time.
due_from_tasks: dict[str, Callable[[Alert, dt.datetime], dt.datetime | None]] = {}


def alert_joined_by(who: Tapper, tapped_at: dt.datetime) -> Alert | None:
    """The alert of the same person, or of nobody known, raised within ten minutes of a tap.

    A call for help joins no drill, and nothing that was written from outside; a canary nothing.
    """
    if who.kind.is_canary:
        return None
    return (
        Alert.select()
        .where(
            Alert.kind == AlertKind.REAL,
            ~Alert.is_from_outside,
            _same(Alert.person, who.person),
            _same(Alert.claimed_by_session, who.by_session),
            _same(Alert.claimed_by_ticket, who.by_ticket),
            Alert.raised_at > tapped_at - ONE_ALERT_WITHIN,
            Alert.raised_at < tapped_at + ONE_ALERT_WITHIN,
        )
        .order_by(Alert.id.desc())
        .get_or_none()
    )


def _same(column: Any, value: int | None) -> Any:
    return column.is_null() if value is None else column == value


def excluded_from(alert: Alert, at: dt.datetime) -> set[int]:
    """Who must not learn of an alert: the person, who is too close, and who is kept out of it."""
    return routing.excluded_for(alert.subject_ids, at) | kept_out_of(alert.key)


def people_to_call(alert: Alert, rung: Rung, at: dt.datetime) -> tuple[list[int], list[int]]:
    """Whom a rung calls, and everybody who may be told in the order they are called."""
    if alert.kind.is_canary and alert.person_id:
        return [alert.person_id], [alert.person_id]
    last = alert.acknowledged_by_id
    officers = [each for each in routing.officers_at(at) if _may_reach(alert, each.office)]
    about, kept_out = subjects_of(alert.key), kept_out_of(alert.key)
    caller = routing.caller_of(alert.subject_ids, alert.office_id, at, last, about, kept_out)
    whole = route(officers, caller)
    if alert.is_of_strangers:
        return called_for_unknown(rung, eligible(officers, caller), last), list(whole.all)
    return list(whole.called(rung)), list(whole.all)


def _may_reach(alert: Alert, office_id: int | None) -> bool:
    """A drill stays in its office."""
    return not alert.kind.is_drill or office_id == alert.office_id


def people_by_id(ids: list[int]) -> list[Person]:
    """People in the order of the ids given."""
    found = {person.id: person for person in Person.select().where(Person.id.in_(ids))}
    return [found[each] for each in ids]


def due_alerts(at: dt.datetime) -> list[int]:
    """Ids of the alerts on which something is due, the longest due first."""
    due = Alert.select(Alert.id).where(Alert.due_at <= at, Alert.state.not_in(literals(OVER)))
    due = due.order_by(Alert.due_at, Alert.id)
    return [alert.id for alert in due] + [alert.id for alert in _put_off(at)]


def _put_off(at: dt.datetime) -> list[Alert]:
    """Alerts that would wait longer than any may: the clock was set back since."""
    open_ones = Alert.select().where(Alert.state.in_(literals(OPEN)), Alert.due_at > at)
    too_late = [
        Alert.state.in_(literals({state})) & (Alert.due_at > at + longest)
        for state, longest in LOOK_WITHIN.items()
    ]
    followed = Alert.select().where(reduce(or_, too_late))
    return [alert for alert in [*open_ones, *followed] if is_put_off(alert, at)]


def is_put_off(alert: Alert, at: dt.datetime) -> bool:
    longest = longest_wait(alert.state, alert.step, is_accident=alert.held_back_at is not None)
    return alert.due_at > at + longest


def next_look(alert: Alert, at: dt.datetime) -> dt.datetime:
    """When whoever looks after it is to be reminded, counted from a moment."""
    if alert.state.is_unreachable:
        return try_at(at, alert.office.zone if alert.office else NO_OFFICE, tries_of(alert))
    wanted = [due for ask in due_from_tasks.values() if (due := ask(alert, at))]
    return look_at(alert.state, at, min(wanted, default=None))


def tries_of(alert: Alert) -> int:
    """How often officers were reminded to try to reach the person."""
    return _times(alert, "try")


def lapses_of(alert: Alert) -> int:
    """How many acknowledgements of an alert have lapsed."""
    return _times(alert, "lapse")


def _times(alert: Alert, verb: str) -> int:
    found = AlertEvent.select().where(AlertEvent.alert == alert.id, AlertEvent.verb == verb)
    return int(found.count())


def may_handle(alert: Alert, at: dt.datetime) -> bool:
    """Whether whoever took an alert on may still be told of it."""
    officer = alert.acknowledged_by_id
    is_called = officer is not None and bool(routing.called_among([officer]))
    return is_called and officer not in excluded_from(alert, at)


def refusing(alert: Alert) -> set[int]:
    """Officers of whom every address has refused what was sent about an alert for good."""
    taking: set[int] = set()
    refused: set[int] = set()
    for row in _addresses_written_to(alert):
        (refused if row.refused_at else taking).add(row.officer_id)
    return refused - taking


def _addresses_written_to(alert: Alert) -> list[Any]:
    """Officer and address of all messages about an alert, and whether it has refused one."""
    columns = (
        Delivery.officer.alias("officer_id"),
        Message.recipient,
        fn.MAX(Message.refused_at).alias("refused_at"),
    )
    return [
        row
        for messages in _messages(*columns)
        for row in messages.where(Delivery.alert == alert.id)
        .group_by(Delivery.officer, Message.recipient)
        .objects()
    ]


def _messages(*columns: Any) -> tuple[Any, Any]:
    """Messages with their deliveries: to the account's address, and to contact points."""
    to_account = Delivery.select(*columns).join(Message)
    to_points = Sending.select(*columns).join(Delivery).switch(Sending).join(Message)
    return to_account, to_points


def was_reminded(alert: Alert, at: dt.datetime) -> bool:
    """Whether officers were mailed about a handled alert within ten minutes, or still will be."""
    since = max(at - ONE_ALERT_WITHIN, alert.acknowledged_at or alert.raised_at)
    return (
        Delivery.select()
        .where(Delivery.alert == alert.id, Delivery.at >= since, Delivery.at <= at)
        .exists()
    )


def unreached() -> list[int]:
    """Ids of unhandled alerts of whose last call every address has refused the message."""
    taking: set[int] = set()
    refused: set[int] = set()
    for messages in _messages(Delivery.alert.alias("alert_id"), Message.refused_at):
        last = messages.join(Alert, on=(Delivery.alert == Alert.id)).where(
            Alert.state.in_(literals(UNHANDLED)), Delivery.call == Alert.calls
        )
        for row in last.objects():
            (refused if row.refused_at else taking).add(row.alert_id)
    return sorted(refused - taking)


def is_replayed(token: str) -> bool:
    return Tap.select().where(Tap.token == token).exists()


def not_replayed(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The taps of the spool that are not in the database, in their order."""
    tokens = [record["token"] for record in records]
    found: set[str] = set()
    for first in range(0, len(tokens), MANY):
        some = Tap.select(Tap.token).where(Tap.token.in_(tokens[first : first + MANY]))
        found.update(tap.token for tap in some)
    return [record for record in records if record["token"] not in found]


def are_canaries(records: list[dict[str, Any]]) -> bool:
    return bool(records) and all(record["person"] == ROBOT for record in records)


def has_contact_since(alert: Alert, since: dt.datetime) -> bool:
    """Whether somebody unknown has left a way to be reached since a moment."""
    left = (AlertEvent.verb == "contact") & (AlertEvent.at > since)
    return AlertEvent.select().where(AlertEvent.alert == alert.id, left).exists()


def is_confirmed_by_all(alert: Alert) -> bool:
    return not (alert.accident_at or taps_of(alert).where(Tap.confirmed_at.is_null()).exists())


def is_accident_to_all(alert: Alert) -> bool:
    return not taps_of(alert).where(Tap.accident_at.is_null()).exists()


def alert_by_id(alert_id: int) -> Alert:
    return Alert.get_by_id(alert_id)


def alert_named(key: str) -> Alert | None:
    return Alert.get_or_none(Alert.key == key)


def person_named(key: str) -> Person | None:
    return Person.get_or_none(Person.key == key)


def alert_by_key(key: str, at: dt.datetime) -> Alert | None:
    """An alert with those who may read it: who was told, and is not excluded by now."""
    alert = (
        Alert.select(Alert, Person, Office)
        .left_outer_join(Person, on=Alert.person)
        .switch(Alert)
        .left_outer_join(Office)
        .where(Alert.key == key)
        .get_or_none()
    )
    if alert:
        alert.told_ids = readers_of(alert, at)
    return alert


def readers_of(alert: Alert, at: dt.datetime) -> frozenset[int]:
    """Who may read an alert: who was told, and is not excluded by now."""
    return readers_of_each([alert], at)[alert.id]


def readers_of_each(alerts: Collection[Alert], at: dt.datetime) -> dict[int, frozenset[int]]:
    """The same of many, by the alert's id, in as few statements as of one."""
    told = Delivery.select(Delivery.alert, Delivery.officer).distinct()
    rows = list(told.where(Delivery.alert.in_([alert.id for alert in alerts])))
    ties = routing.ties_of({each for alert in alerts for each in alert.subject_ids}, at)
    kept_out = kept_out_of_each([alert.key for alert in alerts])
    found = {}
    for alert in alerts:
        near = (ties[each].hard | {each} for each in alert.subject_ids)
        excluded = frozenset(kept_out[alert.key]).union(*near)
        found[alert.id] = frozenset(r.officer_id for r in rows if r.alert_id == alert.id) - excluded
    return found


def taps_of(alert: Alert) -> Any:
    return Tap.select().where(Tap.alert == alert.id)
