"""What the roster holds: who may tap, whom each of them calls, and how these are told."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from peewee import fn

from mori.access.roles import Role
from mori.accounts.models import Membership, Person, Session
from mori.accounts.queries import active_membership
from mori.core.db import literals
from mori.core.tickets import HELP_SECONDS
from mori.notifications.models import Message, RefusedAddress
from mori.notifications.queries import due, unleased
from mori.notifications.rules import MAIL

from ..alerts.models import Alert, Delivery, Sending
from ..alerts.rules import AlertKind, called_for_unknown
from ..points.models import ContactPoint
from ..points.queries import points_of
from ..routing import queries as routing
from ..routing.models import Relation, UnitMember, Wish
from ..routing.queries import MANY
from ..routing.rules import Caller, Officer, Rung, eligible, route
from .rules import DIGEST_SIGNS, Addressee, Destination, Known, Roster, Steps

CALLED = (Role.OFFICER, Role.HEAD)
SESSIONS_KEPT = dt.timedelta(days=30)  # after their end: they still say who taps
TICKETS_LAST = dt.timedelta(seconds=HELP_SECONDS)
RUNGS = (Rung.FIRST, Rung.SECOND, Rung.OFFICERS, Rung.HEAD, Rung.EVERYONE)
_IS_REAL = Alert.kind == AlertKind.REAL


def roster(at: dt.datetime) -> Roster:
    """All of it, in a number of statements that grows only by the hundreds of people."""
    sessions, officers = _sessions(at), routing.officers_at(at)
    called, rows = {each.person for each in officers}, _people(at, set(sessions.values()))
    callers = routing.callers_for([id for id, _key, _epoch in rows], at)
    steps = _Steps(officers, called)
    people = {
        key: Known(id, epoch, steps.number_of(callers[id]), steps.kept_out(callers[id]))
        for id, key, epoch in rows
    }
    unknown = tuple(tuple(called_for_unknown(rung, officers)) for rung in RUNGS)
    return Roster(at, officers_among(called), list(steps.numbers), people, sessions, unknown)


class _Steps:
    """Steps of the ladder, worked out once for all who call the same people."""

    def __init__(self, officers: Sequence[Officer], called: set[int]) -> None:
        self.numbers: dict[Steps, int] = {}
        self._officers, self._called = officers, called
        self._known: dict[Caller, int] = {}

    def number_of(self, caller: Caller) -> int:
        same = replace(caller, excluded=frozenset(self.kept_out(caller)))
        if same not in self._known:
            found = route(self._officers, same)
            steps = tuple(found.called(rung) for rung in RUNGS)
            self._known[same] = self.numbers.setdefault(steps, len(self.numbers))
        return self._known[same]

    def kept_out(self, caller: Caller) -> tuple[int, ...]:
        """Of those who are called at all; of a closed circle all but the nation's duty."""
        may_learn = {each.person for each in eligible(self._officers, caller)}
        return tuple(sorted(self._called - may_learn))


def mark_of_roster() -> tuple[object, ...]:
    """Differs after whatever the roster is made of has changed; nothing in it moves with a tap."""
    return (
        Session.select(fn.MAX(Session.id)).scalar(),
        *(
            table.select(fn.COUNT(table.id), fn.MAX(table.id)).scalar(as_tuple=True)
            for table in (Relation, UnitMember, Wish)
        ),
        Membership.select(fn.MAX(Membership.id), fn.COUNT(Membership.ended_at)).scalar(
            as_tuple=True
        ),
        Person.select(fn.MAX(Person.id), fn.SUM(Person.help_epoch)).scalar(as_tuple=True),
        officers_among(_called()),
    )


def real_among(alert_ids: Collection[int]) -> list[int]:
    """Those of some alerts that are calls for help, in their order: no drill, no canary."""
    found = Alert.select(Alert.id).where(Alert.id.in_(list(alert_ids)), _IS_REAL)
    real = {alert.id for alert in found}
    return [each for each in alert_ids if each in real]


def calls_to_send(
    at: dt.datetime, most: int, *, is_urgent: bool, channels: Collection[str]
) -> list[Message]:
    """Messages of calls for help that are due and that nobody sends, the last written first."""
    to_accounts = Delivery.select(Delivery.message).join(Alert).where(_IS_REAL)
    to_points = Sending.select(Sending.message).join(Delivery).join(Alert).where(_IS_REAL)
    waiting = Message.select().where(
        Message.is_urgent == is_urgent,
        Message.channel.in_(list(channels)),
        Message.sent_at.is_null(),
        Message.stopped_at.is_null(),
        due(at, is_urgent=is_urgent),
        unleased(at),
        Message.id.in_(to_accounts) | Message.id.in_(to_points),
    )
    return list(waiting.order_by(Message.attempts, Message.id.desc()).limit(most))


def officers_among(person_ids: Iterable[int]) -> dict[int, Addressee]:
    """How each is told; an address that the mail server refuses is none."""
    ids = sorted(person_ids)
    refused = {row.address for row in RefusedAddress.select(RefusedAddress.address)}
    points = points_of(ids)
    rows = Person.select(Person.id, Person.key, Person.locale, Person.email)
    return {
        row.id: Addressee(
            row.key, row.locale, tuple(_destinations(row.email, points.get(row.id, []), refused))
        )
        for row in rows.where(Person.id.in_(ids))
    }


def _destinations(
    email: str | None, points: Sequence[ContactPoint], refused: set[str]
) -> Iterator[Destination]:
    if email and email not in refused and not any(point.way.is_mail for point in points):
        yield Destination(MAIL, email)
    for point in points:
        if point.address not in refused:
            yield Destination(point.way.value, point.address, point.key, point.sealed)


def _called() -> set[int]:
    """Officers and heads of all offices."""
    rows = Membership.select(Membership.person).join(Person)
    called = rows.where(Membership.role.in_(literals(CALLED)), *active_membership())
    return {row.person_id for row in called}


def _people(at: dt.datetime, signed_in: set[str]) -> list[tuple[int, str, int]]:
    """Everybody whom a ticket or a session may still name: id, key and the tickets' epoch."""
    columns = Person.id, Person.key, Person.help_epoch
    lasting = Membership.ended_at.is_null() | (Membership.ended_at > at - TICKETS_LAST)
    holders: Any = Person.select(*columns).join(Membership).where(lasting).distinct().tuples()
    found = {row[1]: row for row in holders}
    others = sorted(signed_in - set(found))
    for first in range(0, len(others), MANY):
        some: Any = Person.select(*columns).where(Person.key.in_(others[first : first + MANY]))
        found |= {row[1]: row for row in some.tuples()}
    return list(found.values())


def _sessions(at: dt.datetime) -> dict[str, str]:
    rows: Any = (
        Session.select(Session.digest, Person.key)
        .join(Person)
        .where(Session.expires_at > at - SESSIONS_KEPT)
    )
    return {digest[:DIGEST_SIGNS]: key for digest, key in rows.tuples()}
