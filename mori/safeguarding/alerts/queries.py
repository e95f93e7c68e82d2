"""Who tapped, who may be told, and what is known of an alert."""

import datetime as dt
from typing import Any

from peewee import Case, Value, fn

from mori.access.roles import Role
from mori.accounts.models import Membership, Person, Session
from mori.accounts.queries import active_membership
from mori.core.clock import local_date
from mori.core.db import literals
from mori.offices.models import Office

from .models import Alert, AlertEvent, Delivery, Relation, RescuedTap, Tap
from .rules import EASTERNMOST, ONE_ALERT_WITHIN, UNHANDLED, Member, Tapper, tapper

PAGE = 20
MANY = 500  # values in one list of a query
LONGEST_LIST = 50  # taps or events shown of one alert


def who_tapped(record: dict[str, Any]) -> Tapper:
    """Whom the session and the help ticket of a tap name.

    A session names its person even after it has ended, a ticket while its epoch is
    the person's: whoever must not sign in any more may still call for help.
    """
    session = Session.get_or_none(Session.digest == record["session"])
    person = session.person_id if session else None
    page = _ticket_holder(record["person"], record["epoch"])
    ticket = _ticket_holder(record.get("also", ""), record.get("also_epoch", 0))
    office = session.membership.office_id if session else None
    return tapper(person, ticket, office or _first_office(person or page), page)


def _ticket_holder(key: str, epoch: int) -> int | None:
    holder = Person.get_or_none(Person.key == key, Person.help_epoch == epoch)
    return holder.id if holder else None


def _first_office(person_id: int | None) -> int | None:
    has_ended = Case(None, [(Membership.ended_at.is_null(), 0)], 1)
    membership = (
        Membership.select(Membership.office)
        .where(Membership.person == person_id, Membership.office.is_null(False))
        .order_by(has_ended, Membership.id)
        .get_or_none()
    )
    return membership.office_id if membership else None


def alert_joined_by(who: Tapper, tapped_at: dt.datetime) -> Alert | None:
    """The alert of the same person, or of nobody known, raised within ten minutes of a tap."""
    return (
        Alert.select()
        .where(
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
    """Who must not learn of an alert: the person, and whoever is or ever was related to them."""
    others = Relation.select(Relation.other).where(
        Relation.person.in_(alert.subject_ids), Relation.from_on <= today_anywhere(at)
    )
    return {row.other_id for row in others} | set(alert.subject_ids)


def today_anywhere(at: dt.datetime) -> dt.date:
    return local_date(at, EASTERNMOST)


def members_for(alert: Alert, at: dt.datetime) -> list[Member]:
    """Officers and heads of all offices in the order they were appointed, without the excluded."""
    excluded = excluded_from(alert, at)
    rows = (
        Membership.select(Membership.person, Membership.office, Membership.role)
        .join(Person)
        .where(Membership.role.in_([Role.OFFICER, Role.HEAD]), *active_membership())
        .order_by(Membership.id)
    )
    return [
        Member(row.person_id, row.office_id, row.role == Role.HEAD)
        for row in rows
        if row.person_id not in excluded
    ]


def people_by_id(ids: list[int]) -> list[Person]:
    """People in the order of the ids given."""
    found = {person.id: person for person in Person.select().where(Person.id.in_(ids))}
    return [found[each] for each in ids]


def due_alerts(at: dt.datetime) -> list[int]:
    """Ids of the alerts on which something is due, the longest due first."""
    due = Alert.select(Alert.id).where(Alert.due_at <= at).order_by(Alert.due_at, Alert.id)
    return [alert.id for alert in due]


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


def rescued_taps() -> list[RescuedTap]:
    waiting = RescuedTap.select().where(~RescuedTap.is_replayed)
    return list(waiting.order_by(RescuedTap.id).limit(100))


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


def has_contact_since(alert: Alert, since: dt.datetime) -> bool:
    """Whether somebody unknown has left a way to be reached since a moment."""
    left = (AlertEvent.verb == "contact") & (AlertEvent.at > since)
    return AlertEvent.select().where(AlertEvent.alert == alert.id, left).exists()


def is_confirmed_by_all(alert: Alert) -> bool:
    return not taps_of(alert).where(Tap.confirmed_at.is_null()).exists()


def is_accident_to_all(alert: Alert) -> bool:
    return not taps_of(alert).where(Tap.accident_at.is_null()).exists()


def alert_by_id(alert_id: int) -> Alert:
    return Alert.get_by_id(alert_id)


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
        told = Delivery.select(Delivery.officer).where(Delivery.alert == alert.id).distinct()
        alert.told_ids = frozenset(row.officer_id for row in told) - excluded_from(alert, at)
    return alert


def board_of(officer_id: int, at: dt.datetime, after: tuple[int, int] | None = None) -> list[Any]:
    """Alerts an officer was told of, one page and one more: unhandled first, then the newest.

    ``after`` is (rank, id). Rows are alerts with their ``rank``.
    """
    rank, last_id = after or (0, None)
    unhandled = [] if rank else list(_unhandled(officer_id, at, last_id))
    return unhandled + _handled(
        officer_id, at, last_id if rank else None, PAGE + 1 - len(unhandled)
    )


def _unhandled(officer_id: int, at: dt.datetime, last_id: int | None) -> Any:
    told = Delivery.select(Delivery.id).where(
        Delivery.alert == Alert.id, Delivery.officer == officer_id
    )
    alerts = Alert.select(Alert, Value(0).alias("rank")).where(
        Alert.state.in_(literals(UNHANDLED)),
        fn.EXISTS(told),
        *not_about_those_excluding(officer_id, today_anywhere(at)),
    )
    if last_id:
        alerts = alerts.where(Alert.id < last_id)
    return alerts.order_by(Alert.id.desc()).limit(PAGE + 1)


def _handled(officer_id: int, at: dt.datetime, last_id: int | None, room: int) -> list[Any]:
    """Read by what the officer was told, a page at a time: both grow with the years."""
    found: list[Any] = []
    while len(found) < room and (told := _told_of(officer_id, last_id)):
        alerts = Alert.select(Alert, Value(1).alias("rank")).where(
            Alert.id.in_(told),
            Alert.state.not_in(literals(UNHANDLED)),
            *not_about_those_excluding(officer_id, today_anywhere(at)),
        )
        found.extend(alerts.order_by(Alert.id.desc()))
        last_id = told[-1]
    return found[:room]


def _told_of(officer_id: int, last_id: int | None) -> list[int]:
    told = Delivery.select(Delivery.alert).where(Delivery.officer == officer_id).distinct()
    if last_id:
        told = told.where(Delivery.alert < last_id)
    return [row.alert_id for row in told.order_by(Delivery.alert.desc()).limit(PAGE + 1)]


def not_about_those_excluding(officer: Any, today: Any) -> list[Any]:
    related = Relation.select(Relation.person).where(
        Relation.other == officer, Relation.from_on <= today
    )
    columns = (Alert.person, Alert.claimed_by_session, Alert.claimed_by_ticket)
    return [column.is_null() | (column.not_in(related) & (column != officer)) for column in columns]


def taps_of(alert: Alert) -> Any:
    return Tap.select().where(Tap.alert == alert.id)


def latest_taps_of(alert: Alert) -> list[Tap]:
    return list(taps_of(alert).order_by(Tap.at.desc(), Tap.id.desc()).limit(LONGEST_LIST))


def events_of(alert: Alert) -> list[AlertEvent]:
    """What happened, the newest first, with whoever did it."""
    return list(
        AlertEvent.select(AlertEvent, Person)
        .left_outer_join(Person)
        .where(AlertEvent.alert == alert.id)
        .order_by(AlertEvent.at.desc(), AlertEvent.id.desc())
        .limit(LONGEST_LIST)
    )
