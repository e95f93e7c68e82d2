"""Who of those called for help would not hear of a call.

Nothing here reads what was sent: it must not move with a call for help.
"""

import datetime as dt
from typing import Any, NamedTuple

from mori.access.roles import Role
from mori.accounts.models import Membership, Person
from mori.core.db import literals
from mori.notifications.models import Channel, RefusedAddress
from mori.notifications.rules import MAIL, Trouble

from ..points.queries import addresses_proven, reachable_among
from .rules import Unreachable, unreachable

CALLED = (Role.OFFICER, Role.HEAD)


class Called(NamedTuple):
    """Somebody who is called for help, and what keeps them from hearing of it."""

    person_id: int
    name: str
    why: Unreachable | None
    mail_fails_since: dt.datetime | None
    mail_trouble: Trouble | None


def addresses_called() -> list[str]:
    """The addresses of all officers and heads, of all offices, and those they have proven."""
    called = _called(Person.email).where(Person.is_active, Person.email.is_null(False))
    return list({person.email for person in called} | set(addresses_proven()))


def called_among(person_id: int, office_id: int | None = None) -> list[Called]:
    """Whoever is called for help in an office, by name; without one, that person if they are."""
    which = Membership.office == office_id if office_id else Person.id == person_id
    found = (
        _called(
            *(Person.id, Person.name, Person.name_folded, Person.email, Person.is_active),
            RefusedAddress.since.alias("refused_since"),
            *(Channel.failing_since, Channel.trouble),
        )
        .left_outer_join(RefusedAddress, on=(RefusedAddress.address == Person.email))
        .switch(Person)
        .left_outer_join(Channel, on=(Channel.name == MAIL))
        .where(which)
        .order_by(Person.name_folded, Person.id)
    )
    rows = list(found.objects())
    reachable = reachable_among([row.id for row in rows])
    return [_as_called(row, is_reachable=row.id in reachable) for row in rows]


def _as_called(row: Any, *, is_reachable: bool) -> Called:
    is_refused = row.refused_since is not None
    why = unreachable(row.email, is_active=row.is_active, is_refused=is_refused)
    if is_reachable:  # in a way of their own, whatever their account's address does
        why = None
    return Called(row.id, row.name, why, row.failing_since, row.trouble or None)


def _called(*columns: Any) -> Any:
    return (
        Person.select(*columns)
        .join(Membership)
        .switch(Person)
        .where(Membership.role.in_(literals(CALLED)), Membership.ended_at.is_null())
        .distinct()
    )
