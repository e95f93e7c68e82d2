"""Photos as entries show them: without the pictures, which are loaded one by one."""

import datetime as dt
from collections.abc import Collection
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from mori.accounts.models import Person
from mori.core.compiled import Compiled

from ..models import Entry
from ..rules import AT_ONCE, PAGE
from .models import EntryPhoto

MANY = max(PAGE, AT_ONCE) + 1  # entries at once: a page of them, and the one that is open


class PhotoRow(NamedTuple):
    """A photo of an entry, without the picture."""

    entry_id: int
    key: str
    position: int
    bytes: int
    width: int
    height: int
    seen_at: dt.datetime | None


Photos = dict[int, tuple[PhotoRow, ...]]


def _of_entries(entry_ids: Any) -> Any:
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
        .where(EntryPhoto.entry.in_(entry_ids))
        .order_by(EntryPhoto.entry, EntryPhoto.position)
    )


_photos = Compiled(PhotoRow, _of_entries, entry_ids=MANY)


def photos_by_entry(entry_ids: Collection[int]) -> Photos:
    """The photos of each of the entries in their order, none if it has none; one statement."""
    found: Photos = dict.fromkeys(entry_ids, ())
    for id, rows in groupby(_rows(entry_ids), attrgetter("entry_id")):
        found[id] = tuple(rows)
    return found


def photos_of(entry_id: int) -> list[PhotoRow]:
    return _rows([entry_id])


def photos_unseen(entry_ids: Collection[int]) -> set[int]:
    """Those of the entries with a photo that no reviewer has opened."""
    return {row.entry_id for row in _rows(entry_ids) if row.seen_at is None}


def _rows(entry_ids: Collection[int]) -> list[PhotoRow]:
    return _photos(entry_ids=entry_ids) if entry_ids else []


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
    return Entry.select().where(Entry.person == person_id, which).order_by(Entry.id).get_or_none()
