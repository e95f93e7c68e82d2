"""Adding to the chain of records, in the transaction of what is recorded."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from mori.accounts.queries import person_by_id
from mori.core.db import writing
from mori.core.vault.chain import next_key, signed
from mori.notifications.operations import post_message

from . import letters, queries, snapshot
from .models import THE_ROW, AuditKey, AuditLook, AuditRecord
from .rules import content_of


@writing()
def record(verb: str, about: str, actor_id: int | None, at: dt.datetime) -> None:
    """Add who did what, None for MORI; ``about`` is the key of what it was done with."""
    actor = person_by_id(actor_id).key if actor_id else ""
    row = AuditKey.id == THE_ROW
    AuditKey.update(number=AuditKey.number + 1).where(row).execute()  # whoever records waits here
    now = queries.next_in_chain()
    key, before = bytes.fromhex(now.key), bytes.fromhex(now.mac)
    mac = signed(key, before, content_of(now.number, verb, about, actor, at)).hex()
    AuditRecord.create(number=now.number, verb=verb, about=about, actor=actor, at=at, mac=mac)
    AuditKey.update(mac=mac, key=next_key(key).hex()).where(row).execute()


@writing()
def begin_day(day: dt.date, addresses: Iterable[str], at: dt.datetime) -> None:
    """Add a record of the day itself, so that no two days have one head, and mail it outside.

    So nobody can tell from a head whether anything else was recorded.
    """
    if queries.has_begun(day):
        return
    record("day", day.isoformat(), None, at)
    subject, body = letters.head_letter(day, queries.next_in_chain().mac)
    for address in addresses:
        post_message(f"audit {day} {address}", address, subject, body, at)


def look_at_chain(folder: Path, addresses: Iterable[str], at: dt.datetime) -> None:
    """Compare it with what was seen last; technicians hear once a day while it is not as it was.

    All of it is read before the transaction begins: nobody waits for that.
    """
    now, is_as_before = queries.seen_now(snapshot.seen(folder))
    is_whole = is_as_before and queries.is_guarded()
    if is_whole:
        snapshot.keep(folder, now)
    _tell(addresses, at, is_whole=is_whole)


@writing()
def _tell(addresses: Iterable[str], at: dt.datetime, *, is_whole: bool) -> None:
    since = None if is_whole else queries.failing_since() or at
    _note_look(since)
    subject, body = letters.trouble_letter()
    for address in addresses if since else ():
        token = f"audit trouble {since:%Y%m%d%H%M} {at:%Y%m%d} {address}"
        post_message(token, address, subject, body, at)


@writing()
def accept_chain(folder: Path, at: dt.datetime) -> None:
    """Take the chain as it is for whole from now on, say after a backup was restored.

    That this was done is a record of its own.
    """
    record("accept", "chain", None, at)
    snapshot.keep(folder, queries.seen_now(snapshot.seen(folder))[0])
    _note_look(None)


def _note_look(failing_since: dt.datetime | None) -> None:
    AuditLook.insert(id=THE_ROW).on_conflict_ignore().execute()
    AuditLook.update(failing_since=failing_since).where(AuditLook.id == THE_ROW).execute()
