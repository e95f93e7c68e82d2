"""Photos as entries show them: without the pictures, which are loaded one by one."""

from collections.abc import Collection, Sequence
from typing import Any

from mori.accounts.models import Person
from mori.core.compiled import Compiled

from .models import Entry, EntryPhoto
from .queries import PAGE


def _of_entries(id_0, id_1, id_2, id_3, id_4, id_5, id_6, id_7, id_8, id_9):  # type: ignore[no-untyped-def]
    ids = [id_0, id_1, id_2, id_3, id_4, id_5, id_6, id_7, id_8, id_9]
    return (
        EntryPhoto.select(
            EntryPhoto.entry.alias("entry_id"),
            EntryPhoto.key,
            EntryPhoto.position,
            EntryPhoto.bytes,
            EntryPhoto.width,
            EntryPhoto.height,
            EntryPhoto.seen_at,
        )
        .where(EntryPhoto.entry.in_(ids))
        .order_by(EntryPhoto.entry, EntryPhoto.position)
    )


_photos = Compiled(_of_entries)


def photos_by_entry(entry_ids: Collection[int]) -> dict[int, list[Any]]:
    """The photos of entries in their order, by entry; one statement for a page of them."""
    found: dict[int, list[Any]] = {}
    for row in _rows(sorted(entry_ids)):
        found.setdefault(row.entry_id, []).append(row)
    return found


def photos_of(entry_id: int) -> list[Any]:
    return _rows([entry_id])


def photos_unseen(entry_ids: Collection[int]) -> set[int]:
    """Those of the entries with a photo that no reviewer has opened."""
    return {row.entry_id for row in _rows(sorted(entry_ids)) if row.seen_at is None}


def _rows(entry_ids: Sequence[int]) -> list[Any]:
    rows: list[Any] = []
    for begin in range(0, len(entry_ids), PAGE):
        some = entry_ids[begin : begin + PAGE]
        slots = [*some, *[0] * (PAGE - len(some))]
        rows += _photos(**{f"id_{n}": id for n, id in enumerate(slots)})
    return rows


def photo_by_key(key: str) -> EntryPhoto | None:
    """A photo with its entry, and the intern whose it is."""
    return (
        EntryPhoto.select(EntryPhoto, Entry, Person)
        .join(Entry)
        .join(Person, on=Entry.person)
        .where(EntryPhoto.key == key)
        .get_or_none()
    )


def photo_by_token(token: str) -> EntryPhoto | None:
    return EntryPhoto.get_or_none(EntryPhoto.token == token)


def own_entry_by_token(person_id: int, token: str) -> Entry | None:
    """The entry somebody sent with this token."""
    return Entry.get_or_none(Entry.token == token, Entry.person == person_id)
