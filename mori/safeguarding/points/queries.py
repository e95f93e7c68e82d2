"""The ways to call people, and who can be called at all.

Who can be called must not move with a call for help, so nothing here reads how one was sent.
"""

import datetime as dt
from collections.abc import Collection
from typing import Any

from mori.accounts.models import Person
from mori.accounts.queries import is_taken
from mori.notifications.models import Message, RefusedAddress

from .models import ContactPoint
from .rules import Way


def points_of(person_ids: Collection[int]) -> dict[int, list[ContactPoint]]:
    """The proven ways to call some people, in the order they were proven."""
    found: dict[int, list[ContactPoint]] = {}
    rows = _proven().where(ContactPoint.person.in_(list(person_ids)))
    for point in rows.order_by(ContactPoint.proven_at, ContactPoint.id):
        found.setdefault(point.person_id, []).append(point)
    return found


def reachable_among(person_ids: Collection[int]) -> set[int]:
    """Those whose account is on and who have a proven way that does not refuse."""
    refused = RefusedAddress.select(RefusedAddress.address)
    rows = (
        _proven(ContactPoint.person)
        .join(Person)
        .where(
            Person.is_active,
            ContactPoint.person.in_(list(person_ids)),
            (ContactPoint.way != Way.MAIL) | ContactPoint.address.not_in(refused),
        )
    )
    return {row.person_id for row in rows}


def addresses_proven() -> list[str]:
    """All mailboxes that are written to because they are proven."""
    return [point.address for point in _proven().where(ContactPoint.way == Way.MAIL)]


def _proven(*columns: Any) -> Any:
    return ContactPoint.select(*columns).where(
        ContactPoint.proven_at.is_null(False), ContactPoint.gone_at.is_null()
    )


def own_points(person_id: int) -> list[ContactPoint]:
    """One's own, those whose code is awaited too."""
    rows = ContactPoint.select().where(
        ContactPoint.person == person_id, ContactPoint.gone_at.is_null()
    )
    return list(rows.order_by(ContactPoint.id))


def point_by_key(key: str) -> ContactPoint | None:
    return ContactPoint.get_or_none(ContactPoint.key == key, ContactPoint.gone_at.is_null())


def added_since(person_id: int, since: dt.datetime) -> int:
    rows = ContactPoint.select().where(
        ContactPoint.person == person_id, ContactPoint.added_at > since
    )
    return int(rows.count())


def is_anothers(way: Way, address: str, person_id: int) -> bool:
    """Whether somebody else signs in with an address or number, or is called by it."""
    column = Person.email if way.is_mail else Person.phone if way.is_phone else None
    if column is not None and is_taken(column, address, person_id):
        return True
    theirs = _proven().where(ContactPoint.address == address, ContactPoint.way != Way.PUSH)
    return bool(theirs.where(ContactPoint.person != person_id).exists())


def unsent_tokens(points: Collection[ContactPoint]) -> list[str]:
    """The messages that still wait to go to some points."""
    rows = Message.select(Message.token).where(
        Message.recipient.in_([point.recipient for point in points]),
        Message.channel.in_({point.way.value for point in points}),
        Message.sent_at.is_null(),
        Message.stopped_at.is_null(),
    )
    return [row.token for row in rows]


def gone_devices() -> list[ContactPoint]:
    """Devices whose push service said that it knows them no longer."""
    rows = (
        ContactPoint.select()
        .join(Message, on=(Message.recipient == ContactPoint.key))
        .where(
            ContactPoint.way == Way.PUSH,
            ContactPoint.gone_at.is_null(),
            Message.channel == Way.PUSH.value,
            Message.refused_at.is_null(False),
        )
        .distinct()
    )
    return list(rows)
