"""What the roster holds: who may tap, whom each of them calls, and how these are told."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from peewee import fn

from mori.access.roles import Role
from mori.accounts.models import Membership, Person, Session
from mori.accounts.queries import active_membership
from mori.core.db import literals
from mori.notifications.models import RefusedAddress
from mori.notifications.rules import MAIL

from ..alerts.rules import called_for_unknown
from ..points.models import ContactPoint
from ..points.queries import points_of
from ..routing import queries as routing
from ..routing.models import Relation, UnitMember, Wish
from ..routing.rules import Route, Rung
from .rules import DIGEST_SIGNS, Known, Officer, Roster, Steps, Way

CALLED = (Role.OFFICER, Role.HEAD)
SESSIONS_KEPT = dt.timedelta(days=30)  # after their end: they still say who taps
RUNGS = (Rung.FIRST, Rung.SECOND, Rung.OFFICERS, Rung.HEAD, Rung.EVERYONE)


def roster(at: dt.datetime) -> Roster:
    """All of it, in a number of statements that does not grow."""
    rows, officers = _people(), routing.officers_at(at)
    called, ids = {each.person for each in officers}, [id for id, _key, _epoch in rows]
    routes, ties = routing.routes_for(ids, at), routing.ties_of(ids, at)
    numbers: dict[Steps, int] = {}
    people = {
        key: Known(
            id,
            epoch,
            numbers.setdefault(_steps(routes[id]), len(numbers)),
            tuple(sorted((ties[id].hard | {id}) & called)),
        )
        for id, key, epoch in rows
    }
    unknown = tuple(tuple(called_for_unknown(rung, officers)) for rung in RUNGS)
    return Roster(at, ways_of(called), list(numbers), people, _sessions(at), unknown)


def _steps(found: Route) -> Steps:
    return tuple(found.called(rung) for rung in RUNGS)


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
        ways_of(_called()),
    )


def ways_of(person_ids: Iterable[int]) -> dict[int, Officer]:
    """How each is told; an address that the mail server refuses is none."""
    ids = sorted(person_ids)
    refused = {row.address for row in RefusedAddress.select(RefusedAddress.address)}
    points = points_of(ids)
    rows = Person.select(Person.id, Person.key, Person.locale, Person.email)
    return {
        row.id: Officer(
            row.key, row.locale, tuple(_ways(row.email, points.get(row.id, []), refused))
        )
        for row in rows.where(Person.id.in_(ids))
    }


def _ways(email: str | None, points: Sequence[ContactPoint], refused: set[str]) -> Iterator[Way]:
    if email and email not in refused and not any(point.way.is_mail for point in points):
        yield Way(MAIL, email)
    for point in points:
        if point.address not in refused:
            yield Way(point.way.value, point.address, point.key, point.sealed)


def _called() -> set[int]:
    """Officers and heads of all offices."""
    rows = Membership.select(Membership.person).join(Person)
    called = rows.where(Membership.role.in_(literals(CALLED)), *active_membership())
    return {row.person_id for row in called}


def _people() -> list[tuple[int, str, int]]:
    """Everybody who has or had a role: id, key and the epoch of their tickets."""
    rows: Any = Person.select(Person.id, Person.key, Person.help_epoch).join(Membership).distinct()
    return list(rows.tuples())


def _sessions(at: dt.datetime) -> dict[str, str]:
    rows: Any = (
        Session.select(Session.digest, Person.key)
        .join(Person)
        .where(Session.expires_at > at - SESSIONS_KEPT)
    )
    return {digest[:DIGEST_SIGNS]: key for digest, key in rows.tuples()}
