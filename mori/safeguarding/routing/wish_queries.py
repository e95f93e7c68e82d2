"""What a person has chosen for a call, whom they may choose from, and who must not learn."""

import datetime as dt

from mori.access.roles import Role
from mori.accounts.models import Person
from mori.accounts.queries import people_in_role

from .models import Relation, Wish
from .queries import CALLED, excluded_for
from .rules import RelationKind

STAFF = (Role.SUPERVISOR, Role.COORDINATOR, *CALLED)


def wishes_of(person_id: int) -> tuple[str | None, list[str]]:
    """The keys of the officer a person chose, and of those who must not learn of it."""
    chosen = Person.select(Person.key).join(Wish, on=Wish.officer).where(Wish.person == person_id)
    avoided = (
        Person.select(Person.key)
        .join(Relation, on=Relation.other)
        .where(Relation.person == person_id, Relation.kind == RelationKind.PRIVATE)
    )
    officer = chosen.get_or_none()
    return officer.key if officer else None, [person.key for person in avoided]


def people_to_choose(office_id: int, other_than: int) -> tuple[list[Person], list[Person]]:
    """An office's officers, and all of its staff; nobody is asked about themself."""
    officers = people_in_role(office_id, Role.OFFICER)
    staff = people_in_role(office_id, *STAFF)
    return (
        [each for each in officers if each.id != other_than],
        [each for each in staff if each.id != other_than],
    )


def people_not_to_tell(person_id: int, at: dt.datetime) -> list[Person]:
    """Whoever must not learn of a person's alert, by name."""
    others = excluded_for([person_id], at) - {person_id}
    return list(
        Person.select(Person.id, Person.name)
        .where(Person.id.in_(others))
        .order_by(Person.name_folded, Person.id)
    )
