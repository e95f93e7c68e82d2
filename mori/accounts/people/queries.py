"""Who hears of a change to an account, and what was changed."""

from collections.abc import Iterable

from mori.core.db import literals

from ..models import Membership, Person
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
