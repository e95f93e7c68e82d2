"""Photos as entries show them: without the pictures, which are loaded one by one."""

import datetime as dt
from collections.abc import Collection, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from mori.accounts.models import Person
from mori.core.compiled import Compiled

from ..models import Entry
from ..queries import PAGE
from .models import EntryPhoto


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


def photos_by_entry(entry_ids: Collection[int]) -> dict[int, tuple[Any, ...]]:
    """The photos of entries in their order, by entry; one statement for a page of them."""
    rows = _rows(sorted(entry_ids))  # each entry's stand together
    return {id: tuple(some) for id, some in groupby(rows, attrgetter("entry_id"))}


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


def own_entry(person_id: int, token: str, day: dt.date | None = None) -> Entry | None:
    """The entry of somebody's day, or the one they sent with this token if no day is known.

    The day comes first: what was sent for a day that had an entry is kept beside that one.
    """
    which = Entry.day == day if day else Entry.token == token
    return Entry.select().where(Entry.person == person_id, which).order_by(Entry.id).first()
