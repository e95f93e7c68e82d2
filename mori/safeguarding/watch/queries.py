"""What the roster holds: who may tap, whom each of them calls, and how these are told."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from peewee import Case, fn

from mori.access.roles import Role
from mori.accounts.models import Membership, Person, Session
from mori.accounts.queries import active_membership
from mori.core.db import literals
from mori.notifications.models import RefusedAddress

from ..alerts import rules as ladder
from ..alerts.models import Relation
from ..alerts.rules import Member, Rung, today_anywhere
from .rules import DIGEST_SIGNS, Known, Officer, Roster, Steps

CALLED = (Role.OFFICER, Role.HEAD)
SESSIONS_KEPT = dt.timedelta(days=30)  # after their end: they still say who taps
RUNGS = (Rung.FIRST, Rung.SECOND, Rung.OFFICERS, Rung.HEAD, Rung.EVERYONE)


def roster(at: dt.datetime) -> Roster:
    """All of it, in a number of statements that does not grow."""
    rows, members = _people(), _members()
    ways, kept_out = ways_of({each.person for each in members}), _excluded(at)
    ladders = _Ladders(members, {id for id, officer in ways.items() if officer.ways})
    called = {each.person for each in members}
    people = {
        key: Known(id, epoch, ladders.route(office, out), tuple(sorted(out)))
        for id, key, epoch, office in rows
        for out in [frozenset((kept_out.get(id, frozenset()) | {id}) & called)]
    }
    return Roster(at, ways, ladders.routes, people, _sessions(at), ladders.unknown())


def mark_of_roster() -> tuple[object, ...]:
    """Differs after whatever the roster is made of has changed; nothing in it moves with a tap."""
    return (
        Session.select(fn.MAX(Session.id)).scalar(),
        Relation.select(fn.COUNT(Relation.id), fn.MAX(Relation.id)).scalar(as_tuple=True),
        Membership.select(fn.MAX(Membership.id), fn.COUNT(Membership.ended_at)).scalar(
            as_tuple=True
        ),
        Person.select(fn.MAX(Person.id), fn.SUM(Person.help_epoch)).scalar(as_tuple=True),
        ways_of({each.person for each in _members()}),
    )


def ways_of(person_ids: Iterable[int]) -> dict[int, Officer]:
    """How each is told; an address that the mail server refuses is none."""
    refused = {row.address for row in RefusedAddress.select(RefusedAddress.address)}
    rows = Person.select(Person.id, Person.key, Person.locale, Person.email).where(
        Person.id.in_(sorted(person_ids))
    )
    return {
        row.id: Officer(
            row.key,
            row.locale,
            (("mail", row.email),) if row.email and row.email not in refused else (),
        )
        for row in rows
    }


def _members() -> list[Member]:
    rows = (
        Membership.select(Membership.person, Membership.office, Membership.role)
        .join(Person)
        .where(Membership.role.in_(literals(CALLED)), *active_membership())
        .order_by(Membership.id)
    )
    return [Member(row.person_id, row.office_id, row.role == Role.HEAD) for row in rows]


def _people() -> list[tuple[int, str, int, int | None]]:
    """Everybody who has or had a role, with the office whose officers they call."""
    has_ended = Case(None, [(Membership.ended_at.is_null(), 0)], 1)
    rows: Any = (
        Membership.select(Person.id, Person.key, Person.help_epoch, Membership.office)
        .join(Person)
        .order_by(has_ended, Membership.office.is_null(), Membership.id)
        .tuples()
    )
    first: dict[int, tuple[int, str, int, int | None]] = {}
    for row in rows:
        first.setdefault(row[0], row)
    return list(first.values())


def _excluded(at: dt.datetime) -> dict[int, frozenset[int]]:
    rows: Any = Relation.select(Relation.person, Relation.other).where(
        Relation.from_on <= today_anywhere(at)
    )
    found: dict[int, set[int]] = {}
    for person, other in rows.tuples():
        found.setdefault(person, set()).add(other)
    return {person: frozenset(others) for person, others in found.items()}


def _sessions(at: dt.datetime) -> dict[str, str]:
    rows: Any = (
        Session.select(Session.digest, Person.key)
        .join(Person)
        .where(Session.expires_at > at - SESSIONS_KEPT)
    )
    return {digest[:DIGEST_SIGNS]: key for digest, key in rows.tuples()}


class _Ladders:
    """Steps, worked out once for all who call the same people."""

    def __init__(self, members: Sequence[Member], reachable: set[int]) -> None:
        self._members, self._reachable = members, reachable
        self._known: dict[tuple[int | None, frozenset[int]], int] = {}
        self.routes: list[Steps] = []

    def route(self, office: int | None, excluded: frozenset[int]) -> int:
        if (office, excluded) not in self._known:
            self._known[office, excluded] = len(self.routes)
            self.routes.append(self._steps(office, excluded))
        return self._known[office, excluded]

    def _steps(self, office: int | None, excluded: frozenset[int]) -> Steps:
        members = [each for each in self._members if each.person not in excluded]
        everybody = ladder.chain(members, office)
        following = next((each for each in everybody if each in self._reachable), None)
        steps = (ladder.called(rung, members, office) for rung in RUNGS)
        return tuple(self._heard(step, following) for step in steps)

    def _heard(self, called: list[int], following: int | None) -> tuple[int, ...]:
        """Where none of them can be told, the next who can as well."""
        if following is None or self._reachable & set(called):
            return tuple(called)
        return (*called, following)

    def unknown(self) -> Steps:
        steps = (ladder.called_for_unknown(rung, self._members) for rung in RUNGS)
        return tuple(tuple(each) for each in steps)
