"""The chain of records, from any number on."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from mori.core.db import db, is_sqlite
from mori.core.vault.chain import Link, first_broken

from .models import THE_ROW, AuditKey, AuditLook, AuditRecord
from .rules import NOTHING, Head, Missing, Seen, content_of, digest_with

GUARDS = {"audit_record_delete", "audit_record_update"}  # triggers, which refuse both
ON_SQLITE = "SELECT lower(name) FROM sqlite_master WHERE type = 'trigger'"
ON_POSTGRESQL = "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"


def next_in_chain() -> AuditKey:
    return AuditKey.get_by_id(THE_ROW)


def first_broken_after(number: int, mac: bytes, key: bytes, heads: Sequence[bytes]) -> int | None:
    """The number of the first record after one that is not as it was written; None if all are.

    ``mac`` and ``key`` are what was printed when ``number`` was the last. That many records and the
    end of the chain have to be there too: what is gone is not as it was.
    """
    if number and _mac_of(number) != mac.hex():
        return number
    if at := first_broken(_links_after(number), key, heads, before=mac):
        return number + at
    end = number + _count_after(number)
    return end + 1 if end < next_in_chain().number else None


def missing_heads(heads: Iterable[Head]) -> list[Missing]:
    """Those of the heads that were mailed which no record has, the first day first."""
    return [_missing(head) for head in sorted(set(heads)) if not _is_there(head.mac)]


def _is_there(mac: str) -> bool:
    return bool(AuditRecord.select().where(AuditRecord.mac == mac).exists())


def _missing(head: Head) -> Missing:
    day = dt.datetime.fromisoformat(head.day).replace(tzinfo=dt.UTC)
    before = AuditRecord.select().where(AuditRecord.at < day).order_by(AuditRecord.number.desc())
    last = before.first()
    return Missing(head.day, last.number if last else 0, last.at if last else None)


def has_begun(day: dt.date) -> bool:
    """Whether a day has its own record already."""
    found = AuditRecord.select().where(AuditRecord.about == day.isoformat())
    return bool(found.where(AuditRecord.verb == "day").exists())


def failing_since() -> dt.datetime | None:
    """Since when the chain is not as it was."""
    look = AuditLook.get_or_none(AuditLook.id == THE_ROW)
    return look.failing_since if look else None


def is_guarded() -> bool:
    """Whether the database still refuses to change and delete records."""
    guards = GUARDS if is_sqlite() else GUARDS | {"audit_record_truncate"}
    named = db.execute_sql(ON_SQLITE if is_sqlite() else ON_POSTGRESQL).fetchall()
    return guards <= {name for (name,) in named}


def seen_now(before: Seen) -> tuple[Seen, bool]:
    """What is there, and whether what was there before still is, with nothing cut off behind it.

    That needs no key, so nobody can be deceived by somebody who has it, but for the server itself.
    """
    end = next_in_chain()
    digest, then, last, count = NOTHING, NOTHING, "", 0
    upto = AuditRecord.select().where(AuditRecord.number <= end.number)
    for record in upto.order_by(AuditRecord.number).iterator():
        digest = digest_with(digest, _content(record), record.mac)
        then = digest if record.number <= before.number else then
        last, count = record.mac, count + 1
    now = Seen(end.number, end.number - count, digest.hex())
    is_end = last == end.mac if end.number else not count
    return now, is_end and then.hex() == before.digest and now.gaps == before.gaps


def _mac_of(number: int) -> str | None:
    record = AuditRecord.get_or_none(AuditRecord.number == number)
    return record.mac if record else None


def _links_after(number: int) -> Iterator[Link]:
    """What is kept of each later record, in order; one that is missing is an empty link."""
    expected = number + 1
    for record in _after(number):
        for _gap in range(record.number - expected):
            yield Link(b"", b"")
        yield Link(_content(record), bytes.fromhex(record.mac))
        expected = record.number + 1


def _count_after(number: int) -> int:
    return int(AuditRecord.select().where(AuditRecord.number > number).count())


def _after(number: int) -> Iterator[AuditRecord]:
    later = AuditRecord.select().where(AuditRecord.number > number)
    return iter(later.order_by(AuditRecord.number).iterator())


def _content(record: AuditRecord) -> bytes:
    return content_of(record.number, record.verb, record.about, record.actor, record.at)
