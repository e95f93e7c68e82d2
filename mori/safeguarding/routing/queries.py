"""Who must not learn of somebody's alert, and in which order the others are called."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from peewee import Case

from mori.access.roles import Role
from mori.accounts.models import Membership, Person
from mori.accounts.queries import active_membership
from mori.core.db import literals

from ..duty.queries import on_duty_by_office
from ..points import queries as points
from .models import Relation, UnitMember, Wish
from .rules import (
    HARD,
    SOFT,
    Caller,
    Officer,
    RelationKind,
    Route,
    Ties,
    route,
    today_anywhere,
)

Theirs = UnitMember.alias("theirs")
CALLED = (Role.OFFICER, Role.HEAD)
CLOSING = (Role.COORDINATOR, *CALLED)  # of whom what is said closes the circle
MANY = 500  # values in one list of a query


def is_related(person_id: int, other_id: int, kind: RelationKind) -> bool:
    found = Relation.select().where(
        Relation.person == person_id, Relation.other == other_id, Relation.kind == kind
    )
    return found.exists()


def has_named(person_ids: Collection[int]) -> bool:
    """Whether it was said of any of them whom their calls are about."""
    named = Relation.person.in_(list(person_ids)), Relation.kind == RelationKind.NAMED
    return Relation.select().where(*named).exists()


def excluded_for(subject_ids: Collection[int], at: dt.datetime) -> set[int]:
    """Who must not learn of an alert of these people, of whom it is one; themselves too."""
    ties = ties_of(subject_ids, at)
    return set(subject_ids).union(*(each.hard for each in ties.values()))


def ties_of(person_ids: Collection[int], at: dt.datetime) -> dict[int, Ties]:
    """What each is tied to others by."""
    today = today_anywhere(at)
    return ties_on(person_ids, [today])[today]


def ties_on(
    person_ids: Collection[int], days: Collection[dt.date]
) -> dict[dt.date, dict[int, Ties]]:
    """The same on each of several days, in four statements."""
    if not days:
        return {}
    last, ids = max(days), list(person_ids)
    related = list(Relation.select().where(Relation.person.in_(ids), Relation.from_on <= last))
    stays = _in_units(UnitMember.person.in_(ids) & ~UnitMember.leads, last)
    units = {stay.unit_id for stay in stays}
    lasting = UnitMember.leads | UnitMember.until_on.is_null() | (UnitMember.until_on >= min(days))
    members = _in_units(UnitMember.unit.in_(units) & lasting, last) if units else []
    staff = _staff_of(Membership.unit.in_(units)) if units else []
    found = {}
    for day in days:
        by_kind: dict[int, set[tuple[int, RelationKind]]] = defaultdict(set)
        for row in related:
            if row.from_on <= day:
                by_kind[row.person_id].add((row.other_id, row.kind))
        beside = _beside(stays, members, staff, day)
        found[day] = {
            each: Ties(frozenset(by_kind[each]), frozenset(beside[each])) for each in person_ids
        }
    return found


def _beside(
    stays: Collection[UnitMember],
    members: Collection[UnitMember],
    staff: Collection[Membership],
    day: dt.date,
) -> dict[int, set[int]]:
    """Everybody of each one's unit of a day, and who leads or led that or an earlier unit."""
    now: dict[int | None, set[int]] = defaultdict(set)
    leading: dict[int, set[int]] = defaultdict(set)
    for row in staff:
        now[row.unit_id].add(row.person_id)
    for member in members:
        if member.is_on(day):
            now[member.unit_id].add(member.person_id)
        if member.leads and member.from_on <= day:
            leading[member.unit_id].add(member.person_id)
    beside: dict[int, set[int]] = defaultdict(set)
    for stay in stays:
        if stay.from_on <= day:
            beside[stay.person_id] |= leading[stay.unit_id]
        if stay.is_on(day):
            beside[stay.person_id] |= now[stay.unit_id]
    return beside


def _in_units(which: Any, last: dt.date) -> list[UnitMember]:
    return list(UnitMember.select().where(which, UnitMember.from_on <= last))


def _staff_of(which: Any) -> list[Membership]:
    found = Membership.select(Membership.person, Membership.unit)
    return list(found.where(which, Membership.ended_at.is_null()))


def officers_at(at: dt.datetime) -> list[Officer]:
    """Officers and heads of all offices, as they may be called at a moment: on duty first."""
    rows = _members()
    people = {row.person_id for row in rows}
    duty = on_duty_by_office({None, *(row.office_id for row in rows)}, at)
    units = {row.person_id: row.unit_id for row in _staff_of(Membership.person.in_(people))}
    units |= {row.person_id: row.unit_id for row in rows if row.unit_id}
    reachable, national = reachable_among(people), set(duty[None])
    return [
        Officer(
            person=row.person_id,
            office=row.office_id,
            is_head=row.role == Role.HEAD and not is_on_duty,
            unit=units.get(row.person_id),
            is_on_duty=is_on_duty,
            is_national=row.person_id in national,
            is_reachable=row.person_id in reachable,
        )
        for row, is_on_duty in _by_duty(rows, duty)
    ]


def _by_duty(
    rows: Sequence[Membership], duty: Mapping[int | None, Sequence[int]]
) -> list[tuple[Membership, bool]]:
    """Everybody's part, and whether they keep it now: in the order of duty, then of appointment.

    A head who is planned keeps it as an officer does; one who is there only because the office
    has no officer waits for the head's turn.
    """
    trained = {row.office_id for row in rows if row.role == Role.OFFICER}
    place = {
        (office, person): number
        for office, people in duty.items()
        for number, person in enumerate(people)
        if office in trained
    }
    last = len(rows)
    parts = [(place.get((row.office_id, row.person_id), last), row) for row in rows]
    parts.sort(key=lambda part: part[0])
    return [(row, number < last) for number, row in parts]


def _members() -> list[Membership]:
    """Everybody's part as an officer or head, in the order they were appointed."""
    found = Membership.select(
        Membership.person, Membership.office, Membership.role, Membership.unit
    ).join(Person)
    called = Membership.role.in_(literals(CALLED))
    return list(found.where(called, *active_membership()).order_by(Membership.id))


def called_among(person_ids: Collection[int]) -> set[int]:
    """Those of them who are officers or heads of any office now."""
    found = Membership.select(Membership.person).join(Person)
    called = Membership.role.in_(literals(CALLED)), Membership.person.in_(list(person_ids))
    return {row.person_id for row in found.where(*called, *active_membership())}


def reachable_among(person_ids: Collection[int]) -> set[int]:
    """Those whom a call can reach: by a way they have proven, or the address of their account."""
    with_address = Person.select(Person.id).where(
        Person.id.in_(list(person_ids)), Person.email.is_null(False)
    )
    return {person.id for person in with_address} | points.reachable_among(person_ids)


def caller_of(
    subject_ids: Collection[int],
    office_id: int | None,
    at: dt.datetime,
    last: int | None = None,
    named: Collection[int] = (),
    kept_out: Collection[int] = (),
) -> Caller:
    """``named`` are who this one alert is about, ``kept_out`` who must not learn of it besides."""
    ties = ties_of(subject_ids, at).values()
    about = frozenset(named).union(*(each.of({RelationKind.NAMED}) for each in ties))
    return Caller(
        office_id,
        excluded=frozenset(subject_ids).union(about, kept_out, *(each.hard for each in ties)),
        soft=frozenset[int]().union(*(each.of(SOFT) for each in ties)),
        chosen=frozenset(_chosen_by(subject_ids).values()),
        last=last,
        closed=_closed(about, office_id, offices_closed_by(about)),
    )


def _closed(
    about: Collection[int], office_id: int | None, by: Mapping[int, frozenset[int]]
) -> frozenset[int]:
    """All offices of those it is about and the caller's own, if one of them closes the circle."""
    offices = [by[each] for each in about if each in by]
    return frozenset({office_id} if offices and office_id else ()).union(*offices)


def offices_closed_by(named: Collection[int]) -> dict[int, frozenset[int]]:
    """Of people who lead, look after or administer an office: all offices they have a role in."""
    if not named:
        return {}
    rows = Membership.select(Membership.person, Membership.office, Membership.role).join(Person)
    rows = rows.where(Membership.person.in_(list(named)), *active_membership())
    offices: dict[int, set[int]] = defaultdict(set)
    closing = set()
    for row in rows:
        offices[row.person_id].update({row.office_id} if row.office_id else ())
        closing |= {row.person_id} if row.role in CLOSING else set()
    return {person: frozenset(offices[person]) for person in closing}


def routes_for(person_ids: Collection[int], at: dt.datetime) -> dict[int, Route]:
    """The route of each of these people from their office, in as few statements as of one."""
    officers = officers_at(at)
    return {
        person: route(officers, caller) for person, caller in callers_for(person_ids, at).items()
    }


def callers_for(person_ids: Collection[int], at: dt.datetime) -> dict[int, Caller]:
    """What is known of each of these people as a caller, some hundred at a time."""
    ids, found = list(person_ids), {}
    for first in range(0, len(ids), MANY):
        some = ids[first : first + MANY]
        ties, chosen, offices = ties_of(some, at), _chosen_by(some), _offices_of(some)
        about = {each: ties[each].of({RelationKind.NAMED}) for each in some}
        by = offices_closed_by(frozenset[int]().union(*about.values()))
        for person in some:
            found[person] = Caller(
                offices.get(person),
                excluded=ties[person].hard | {person},
                soft=ties[person].of(SOFT),
                chosen=frozenset({chosen[person]} if person in chosen else ()),
                closed=_closed(about[person], offices.get(person), by),
            )
    return found


def _offices_of(person_ids: Collection[int]) -> dict[int, int | None]:
    """Each one's office: of their first role that lasts, else of their first."""
    rows = Membership.select(Membership.person, Membership.office).where(
        Membership.person.in_(list(person_ids)), Membership.office.is_null(False)
    )
    has_ended = Case(None, [(Membership.ended_at.is_null(), 0)], 1)
    offices: dict[int, int | None] = {}
    for row in rows.order_by(has_ended, Membership.id):
        offices.setdefault(row.person_id, row.office_id)
    return offices


def _chosen_by(person_ids: Collection[int]) -> dict[int, int]:
    wishes = Wish.select().where(Wish.person.in_(list(person_ids)), Wish.officer.is_null(False))
    return {wish.person_id: wish.officer_id for wish in wishes if wish.officer_id}


def not_for(officer: Any, today: Any) -> tuple[Any, Any, Any]:
    """Statements of the people whose alerts an officer must not learn of; together they are all."""
    related = Relation.select(Relation.person).where(
        Relation.other == officer, Relation.from_on <= today, Relation.kind.in_(literals(HARD))
    )
    staffs = Membership.select(Membership.unit).where(
        Membership.person == officer, Membership.unit.is_null(False), Membership.ended_at.is_null()
    )
    stays = Theirs.select(Theirs.unit).where(
        Theirs.person == officer,
        Theirs.from_on <= today,
        Theirs.until_on.is_null() | (Theirs.until_on >= today),
    )
    leads = Theirs.select(Theirs.unit).where(
        Theirs.person == officer, Theirs.leads, Theirs.from_on <= today
    )
    beside = UnitMember.select(UnitMember.person).where(
        UnitMember.unit.in_(staffs) | UnitMember.unit.in_(stays),
        UnitMember.from_on <= today,
        UnitMember.until_on.is_null() | (UnitMember.until_on >= today),
    )
    led = UnitMember.select(UnitMember.person).where(
        UnitMember.unit.in_(leads), UnitMember.from_on <= today
    )
    return related, beside, led
