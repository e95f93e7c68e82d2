"""Who hears of a change to an account, and what was changed."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from peewee import fn

from mori.core.db import literals

from ..models import Invitation, Membership, Person, Session
from ..queries import memberships_of
from .models import AccountEvent
from .rules import CALLED_FOR_HELP

LONGEST_LIST = 30


def offices_of(person_id: int) -> set[int | None]:
    return {each.office_id for each in memberships_of(person_id)}


def called_for_help(offices: Iterable[int | None], without: Iterable[int]) -> list[Person]:
    """Officers and heads of some offices; of all offices, where none would be left."""
    held = Membership.select(Membership.person).where(
        Membership.role.in_(literals(CALLED_FOR_HELP)), Membership.ended_at.is_null()
    )
    here = held.where(Membership.office.in_([each for each in offices if each]))
    others = Person.select().where(
        Person.is_active, Person.email.is_null(False), Person.id.not_in(list(without))
    )
    near = list(others.where(Person.id.in_(here)).order_by(Person.id))
    return near or list(others.where(Person.id.in_(held)).order_by(Person.id))


def account_events_of(person_id: int) -> list[AccountEvent]:
    """What was changed of an account, the newest first, with whoever did it."""
    return list(
        AccountEvent.select(AccountEvent, Person)
        .left_outer_join(Person, on=AccountEvent.actor)
        .where(AccountEvent.person == person_id)
        .order_by(AccountEvent.id.desc())
        .limit(LONGEST_LIST)
    )


def let_in_since(person: Person) -> dt.datetime | None:
    """Since when it may be somebody else who signs in, because staff made it possible.

    Whoever comes in for the first time takes nobody's place. None once somebody has made sure.
    """
    own: Any = Session.select(fn.MIN(Session.began_at)).where(Session.person == person.id)
    first = own.scalar()
    if person.doubted_since is None or first is None:
        return None
    if first < person.doubted_since:
        return person.doubted_since
    links: Any = Invitation.select(fn.MIN(Invitation.used_at)).where(
        Invitation.person == person.id,
        Invitation.made_by.is_null(False),
        Invitation.used_at > first,
    )
    since: dt.datetime | None = links.scalar()
    return since


def makers_of_links_since(person_id: int, since: dt.datetime) -> set[int]:
    """Who made the links that somebody has come in by."""
    links = Invitation.select(Invitation.made_by).where(
        Invitation.person == person_id,
        Invitation.made_by.is_null(False),
        Invitation.used_at >= since,
    )
    return {link.made_by_id for link in links if link.made_by_id}
