"""Writing to and from the person: sealed to the case, and once more to the person's phones."""

import datetime as dt
from collections.abc import Collection

from mori.core.db import writing
from mori.core.states import lock
from mori.core.vault.pairs import seal_to
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.operations import note_news
from mori.safeguarding.following.operations import raise_news

from ..entries.models import CaseEntry
from ..entries.operations import add_entry
from ..entries.queries import entry_by_token
from ..entries.rules import EntryKind
from . import queries
from .models import MessageReading, PhoneCopy, PhoneKey
from .rules import ONCE_IN, about_copy


@writing()
def know_phone(alert_id: int, public: bytes, at: dt.datetime) -> PhoneKey:
    """A phone that may follow a call reads what is written from now on."""
    phone = queries.phone_with(alert_id, public.hex())
    return phone or PhoneKey.create(alert=alert_id, public=public.hex(), made_at=at)


@writing()
def write_as_person(
    alert: Alert,
    text: str,
    token: str,
    server: bytes,
    at: dt.datetime,
    address: str,
    *,
    tells: bool = True,
) -> None:
    """What the person tells; officers hear that there is something, once in a while.

    Of what comes with the call itself they hear by the call.
    """
    lock(alert)  # the same form may come twice at one moment
    if entry_by_token(token):
        return
    is_told = queries.is_told_lately(alert.id, at - ONCE_IN)
    _write(alert, EntryKind.FROM_PERSON, text, None, token, server, at)
    if is_told:
        raise_news(alert)
    elif tells:
        note_news(alert, "message", at, address)


@writing()
def write_to_person(
    alert: Alert, text: str, officer_id: int, token: str, server: bytes, at: dt.datetime
) -> None:
    """What an officer writes stands on the person's page; nothing is sent to anybody."""
    lock(alert)
    if not entry_by_token(token):
        _write(alert, EntryKind.TO_PERSON, text, officer_id, token, server, at)


@writing()
def _write(
    alert: Alert,
    kind: EntryKind,
    text: str,
    author_id: int | None,
    token: str,
    server: bytes,
    at: dt.datetime,
) -> None:
    entry = add_entry(alert, kind, text, author_id, token, server, at)
    for phone in queries.phones_of(alert.id):
        _copy(entry, phone, text)


@writing()
def pass_to_phones(alert: Alert, texts: Collection[tuple[CaseEntry, str]]) -> None:
    """Let phones that came later read as well: an officer's keys have opened these messages."""
    phones = queries.phones_of(alert.id)
    there = queries.copied_to([phone.id for phone in phones])
    for entry, text in texts:
        for phone in phones:
            if (entry.id, phone.id) not in there:
                _copy(entry, phone, text)


def _copy(entry: CaseEntry, phone: PhoneKey, text: str) -> None:
    about = about_copy(entry.key, phone.key)
    sealed = seal_to(bytes.fromhex(phone.public), text.encode(), about).hex()
    PhoneCopy.insert(entry=entry, phone=phone, sealed=sealed).on_conflict_ignore().execute()


@writing()
def note_readings(entries: Collection[CaseEntry], at: dt.datetime) -> None:
    """Remember when messages were first read; a later time changes nothing."""
    for entry in entries:
        MessageReading.insert(entry=entry, at=at).on_conflict_ignore().execute()
