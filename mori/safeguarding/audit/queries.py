"""The chain of records, from any number on."""

from collections.abc import Iterator, Sequence

from mori.core.vault.chain import Link, first_broken

from .models import THE_ROW, AuditKey, AuditRecord
from .rules import content_of


def next_in_chain() -> AuditKey:
    return AuditKey.get_by_id(THE_ROW)


def first_broken_after(number: int, mac: bytes, key: bytes, heads: Sequence[bytes]) -> int | None:
    """The number of the first record after one that is not as it was written; None if all are.

    ``mac`` and ``key`` are what was printed when ``number`` was the last. That many records and the
    end of the chain have to be there too: what is gone is not as it was.
    """
    if at := first_broken(_links_after(number), key, heads, before=mac):
        return number + at
    end = number + _count_after(number)
    return end + 1 if end < next_in_chain().number else None


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
