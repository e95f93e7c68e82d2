"""Adding many people at once."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from mori.access.roles import Actor, Role
from mori.accounts.models import Person
from mori.accounts.operations import invite_person
from mori.accounts.people.operations import add_member
from mori.core.db import writing
from mori.core.states import lock

from . import queries
from .models import PastedPerson
from .rules import link_token


class Newcomer(NamedTuple):
    """Somebody to add, and what is known of their internship."""

    name: str
    phone: str | None
    email: str | None
    institution: str = ""
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None


@writing()
def add_people(
    actor: Actor,
    role: Role,
    people: Sequence[Newcomer],
    token: str,
    secret: bytes,
    at: dt.datetime,
) -> list[PastedPerson]:
    """Add them all or none, each with a link; the same ``token`` again changes nothing."""
    lock(Person(id=actor.person_id))  # whoever confirms twice at once waits here
    if not queries.people_pasted(actor.person_id, token):
        for each in people:
            _add(actor, role, each, token, secret, at)
    return queries.people_pasted(actor.person_id, token)


def _add(
    actor: Actor, role: Role, each: Newcomer, token: str, secret: bytes, at: dt.datetime
) -> None:
    person = add_member(actor, each.name, each.phone, each.email, role, at)
    invite_person(person, at, actor.person_id, link_token(secret, token, person.key))
    PastedPerson.create(
        person=person,
        token=token,
        actor=actor.person_id,
        institution=each.institution,
        starts_on=each.starts_on,
        ends_on=each.ends_on,
    )
