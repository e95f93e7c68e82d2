"""People, their roles and their sessions."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple, get_type_hints

from peewee import fn

from mori.access.grants import roles_granted
from mori.access.roles import Actor, Fact, Role
from mori.core.compiled import Compiled
from mori.core.db import contains, literals
from mori.offices.models import Office, Unit

from .models import Invitation, Membership, Person, Session
from .rules import normal_email, normal_phone, sought

PAGE = 30
FACTS: dict[str, Fact] = {}  # what later slices want to know of whoever is signed in


class LiveSession(NamedTuple):
    """Who is asking: a session with its person, role and office, if it has one; each fact is one
    column more.
    """

    person_id: int
    key: str
    name: str
    locale: str
    role: Role
    office_id: int | None
    office: str | None
    zone: str | None
    calendar_version: int
    session_id: int
    digest: str
    notices: str
    help_epoch: int
    expires_at: dt.datetime
    seen_at: dt.datetime


def _live_session(digest: Any, at: Any, lately: Any) -> Any:
    return (
        Session.select(
            Person.id.alias("person_id"),
            Person.key,
            Person.name,
            Person.locale,
            Membership.role,
            Membership.office.alias("office_id"),
            Office.name.alias("office"),
            Office.zone,
            fn.COALESCE(Office.calendar_version, 0).alias("calendar_version"),
            Session.id.alias("session_id"),
            Session.digest,
            Session.notices,
            Person.help_epoch,
            Session.expires_at,
            Session.seen_at,
            *(column(Person.id, Office.id, lately).alias(name) for name, column in FACTS.items()),
        )
        .join(Membership)
        .join(Person)
        .switch(Membership)
        .left_outer_join(Office)
        .where(
            Session.digest == digest,
            Session.ended_at.is_null(),
            Session.expires_at > at,
            *active_membership(),
        )
    )


live_session = Compiled(LiveSession, _live_session)


def actor_of(row: LiveSession, zone: str) -> Actor:
    """The signed-in person behind a row of ``live_session``; ``zone`` where no office has one."""
    known = row._asdict()
    facts = {name: known.pop(name) for name in FACTS}
    del known["seen_at"]
    known["zone"] = row.zone or zone
    return Actor(**known, facts=facts)


def use_facts(facts: Mapping[str, Fact]) -> None:
    """Learn with each session what the slices declare; read with it, in one statement."""
    FACTS.clear()
    FACTS.update(facts)
    columns = [*get_type_hints(LiveSession).items(), *((name, Any) for name in facts)]
    named: Any = NamedTuple  # of which mypy wants the columns spelled out
    live_session.give(named("LiveSession", columns))


def active_membership() -> tuple[Any, Any]:
    """The clauses for a role held now by somebody who may sign in; Person is joined."""
    return Membership.ended_at.is_null(), Person.is_active


def person_by_id(person_id: int) -> Person:
    return Person.get_by_id(person_id)


def person_by_key(key: str) -> Person:
    return Person.get(Person.key == key)


def is_taken(column: Any, value: str, other_than: int) -> bool:
    """Whether somebody else has this telephone number or address."""
    return Person.select().where(column == value, Person.id != other_than).exists()


def contacts_taken(contacts: Collection[str]) -> set[str]:
    """Which of these telephone numbers and addresses somebody has."""
    found = Person.select(Person.phone, Person.email).where(
        Person.phone.in_(contacts) | Person.email.in_(contacts)
    )
    return {each for row in found for each in (row.phone, row.email) if each}


def person_by_login(login: str) -> Person | None:
    """Whoever has this phone number or e-mail address, however it was written."""
    if "@" in login:
        address = normal_email(login)
        return Person.get_or_none(Person.email == address) if address else None
    number = normal_phone(login)
    return Person.get_or_none(Person.phone == number) if number else None


def memberships_of(person_id: int) -> list[Membership]:
    """The roles a person holds now, in the order they were given."""
    return list(
        Membership.select(Membership, Office)
        .left_outer_join(Office)
        .where(Membership.person == person_id, Membership.ended_at.is_null())
        .order_by(Membership.id)
    )


def has_role(person_id: int, office_id: int, role: Role) -> bool:
    """Whether a person holds a role in an office now."""
    return (
        Membership.select()
        .where(
            Membership.person == person_id,
            Membership.office == office_id,
            Membership.role == role,
            Membership.ended_at.is_null(),
        )
        .exists()
    )


def membership_by_key(key: str) -> Membership | None:
    return (
        Membership.select(Membership, Person, Office)
        .join(Person)
        .switch(Membership)
        .left_outer_join(Office)
        .where(Membership.key == key)
        .get_or_none()
    )


def people_of(
    office_id: int, search: str = "", after: tuple[str, int] | None = None
) -> list[Membership]:
    """Memberships of an office by name, one page and one more; ``after`` is (name, id)."""
    people = (
        Membership.select(Membership, Person, Unit)
        .join(Person)
        .switch(Membership)
        .left_outer_join(Unit)
        .where(Membership.office == office_id, Membership.ended_at.is_null())
        .order_by(Membership.name_folded, Membership.id)
        .limit(PAGE + 1)
    )
    if search:
        people = people.where(contains(Membership.name_folded, sought(search)))
    if after:
        name, last_id = after
        people = people.where(
            Membership.name_folded >= name,  # where an index begins to read
            (Membership.name_folded > name) | (Membership.id > last_id),
        )
    return list(people)


def people_granted(office_id: int, action: str) -> list[Person]:
    """Everyone in an office whose role is granted an action, by name."""
    return people_in_role(office_id, *roles_granted(action))


def people_in_role(office_id: int, *roles: Role) -> list[Person]:
    """Everyone who holds one of the roles in an office now, by name."""
    return list(
        Person.select()
        .join(Membership)
        .where(
            Membership.office == office_id,
            Membership.role.in_(literals(roles)),
            *active_membership(),
        )
        .order_by(Person.name_folded, Person.id)
        .distinct(len(roles) > 1)
    )


def people_here(office_id: int, ids: Collection[int]) -> list[Person]:
    """Those of the people who hold any role in an office now."""
    role_here = Membership.select(Membership.id).where(
        Membership.person == Person.id,
        Membership.office == office_id,
        Membership.ended_at.is_null(),
    )
    found = Person.select().where(Person.id.in_(ids), Person.is_active, fn.EXISTS(role_here))
    return list(found.order_by(Person.id))


def sessions_of(person_id: int, at: dt.datetime) -> list[Session]:
    """A person's live sessions, the latest used first."""
    return list(
        Session.select()
        .where(Session.person == person_id, Session.ended_at.is_null(), Session.expires_at > at)
        .order_by(Session.seen_at.desc(), Session.id.desc())
        .limit(50)
    )


def sessions_begun_since(person_id: int, since: dt.datetime) -> list[Session]:
    """A person's sessions begun since a moment, over or not, the latest first."""
    begun = Session.select().where(Session.person == person_id, Session.began_at >= since)
    return list(begun.order_by(Session.id.desc()).limit(50))


def session_by_digest(digest: str) -> Session | None:
    return Session.get_or_none(Session.digest == digest)


def session_by_id(session_id: int) -> Session:
    return Session.get_by_id(session_id)


def session_by_key(key: str) -> Session | None:
    return Session.get_or_none(Session.key == key)


def invitation_by_digest(digest: str, at: dt.datetime) -> Invitation | None:
    """An invitation that is neither used nor past its time."""
    return (
        Invitation.select(Invitation, Person)
        .join(Person, on=Invitation.person)
        .where(
            Invitation.digest == digest, Invitation.used_at.is_null(), Invitation.expires_at > at
        )
        .get_or_none()
    )


def links_still_good(digests: Collection[str], at: dt.datetime) -> set[str]:
    """Those of the links that are neither used nor past their time."""
    found = Invitation.select(Invitation.digest).where(
        Invitation.digest.in_(digests), Invitation.used_at.is_null(), Invitation.expires_at > at
    )
    return {each.digest for each in found}


def links_asked_since(person_id: int, since: dt.datetime) -> int:
    """How many links somebody asked for themselves, or somebody else in their name."""
    asked = Invitation.made_by.is_null() & (Invitation.made_at > since)
    return Invitation.select().where(Invitation.person == person_id, asked).count()
