"""The messages of a call, as the person's phone and the officers find them."""

import datetime as dt
from collections.abc import Collection
from typing import Any, NamedTuple

from peewee import fn

from mori.safeguarding.alerts.models import Alert, AlertEvent
from mori.safeguarding.alerts.queries import readers_of

from ..entries.models import CaseEntry
from ..entries.queries import entries_of
from ..entries.rules import EntryKind
from ..keys.queries import keys_of, newest_pair, shares_of_server
from .models import MessageReading, PhoneCopy, PhoneKey
from .rules import MOST_PHONES

MESSAGES = (EntryKind.FROM_PERSON, EntryKind.TO_PERSON)


class Line(NamedTuple):
    """A message, when it was first read by whoever it is for, and a phone's copy, if it has one."""

    entry: CaseEntry
    read_at: dt.datetime | None
    copy: str = ""

    @property
    def is_from_person(self) -> bool:
        return bool(self.entry.kind is EntryKind.FROM_PERSON)


def phones_of(alert_id: int) -> list[PhoneKey]:
    """The person's newest pairs of a call."""
    found = PhoneKey.select().where(PhoneKey.alert == alert_id).order_by(PhoneKey.id.desc())
    return list(found.limit(MOST_PHONES))


def phone_with(alert_id: int, public: str) -> PhoneKey | None:
    return PhoneKey.get_or_none(PhoneKey.alert == alert_id, PhoneKey.public == public)


def lines_of(alert_id: int) -> list[Line]:
    """All messages of a call, the newest first."""
    read_at = _read_at(alert_id)
    return [Line(each, read_at.get(each.id)) for each in entries_of(alert_id, MESSAGES)]


def lines_for(phone: PhoneKey) -> list[Line]:
    """The same, each with what this phone can open."""
    copies = PhoneCopy.select().where(PhoneCopy.phone == phone.id)
    sealed = {copy.entry_id: copy.sealed for copy in copies}
    lines = lines_of(phone.alert_id)
    return [line._replace(copy=sealed.get(line.entry.id, "")) for line in lines]


def _read_at(alert_id: int) -> dict[int, dt.datetime]:
    found = MessageReading.select().join(CaseEntry).where(CaseEntry.alert == alert_id)
    return {reading.entry_id: reading.at for reading in found}


def not_read(entries: Collection[CaseEntry]) -> list[CaseEntry]:
    """Those of them that stood in clear before nobody whom they are for."""
    ids = [each.id for each in entries]
    read = {row.entry_id for row in MessageReading.select().where(MessageReading.entry.in_(ids))}
    return [each for each in entries if each.id not in read]


def copied_to(phone_ids: Collection[int]) -> set[tuple[int, int]]:
    """Which messages these phones have, as (message, phone)."""
    found = PhoneCopy.select(PhoneCopy.entry, PhoneCopy.phone)
    return {
        (copy.entry_id, copy.phone_id) for copy in found.where(PhoneCopy.phone.in_(list(phone_ids)))
    }


def is_readable_to_server(alert: Alert, at: dt.datetime) -> bool:
    """Whether no officer of a call has a key yet: whoever holds the server could read it then."""
    if newest_pair(alert.id):
        return bool(shares_of_server(alert.id))
    return not keys_of(readers_of(alert, at))


def is_told_lately(alert_id: int, since: dt.datetime) -> bool:
    """Whether officers were told of a message since a moment, and have not read it yet."""
    told: dt.datetime | None = (
        AlertEvent.select(fn.MAX(AlertEvent.at))
        .where(AlertEvent.alert == alert_id, AlertEvent.verb == "message", AlertEvent.at > since)
        .scalar()
    )
    unread = _unread(alert_id, EntryKind.FROM_PERSON)
    return told is not None and bool(unread.where(CaseEntry.at >= told).exists())


def unread_by_person(alert_id: int) -> int:
    """How many messages of officers have not been on a phone of the person's yet."""
    return int(_unread(alert_id, EntryKind.TO_PERSON).count())


def _unread(alert_id: int, kind: EntryKind) -> Any:
    return (
        CaseEntry.select()
        .left_outer_join(MessageReading)
        .where(CaseEntry.alert == alert_id, CaseEntry.kind == kind, MessageReading.id.is_null())
    )
