"""Photos of an entry: shrunk, kept, seen, taken away."""

import datetime as dt

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.files.decoding import Picture
from mori.core.files.images import Purpose
from mori.core.files.keeping import columns_of, keep_picture
from mori.core.files.store import Store
from mori.core.states import changed_meanwhile, lock

from ..models import Entry, EntryEvent
from ..operations import lapse_decision
from ..rules import MOST_PHOTOS, EntryState
from . import queries
from .models import EntryPhoto
from .queries import PhotoRow

FOLDER = "photos"  # in the store


def attach_photo(
    store: Store, entry: Entry, token: str, content: bytes, purpose: Purpose, at: dt.datetime
) -> EntryPhoto:
    """Add a photo to an entry nobody has approved; the same ``token`` again changes nothing."""
    photos = queries.photos_of(entry.id)
    sent = _sent(entry, token)  # asked after them: a photo that fills the entry finds itself
    if sent:
        return sent
    _next_place(entry, photos)
    return keep_picture(
        store,
        FOLDER,
        content,
        purpose,
        lambda key, picture: _keep(entry, token, key, picture, at),
    )


def _sent(entry: Entry, token: str) -> EntryPhoto | None:
    sent = queries.photo_by_token(token)
    if sent and sent.entry_id != entry.id:
        raise changed_meanwhile()
    return sent


def _next_place(entry: Entry, photos: list[PhotoRow]) -> int:
    if entry.state.is_approved:
        raise Refused(_("This entry is initialled, so its photos stay as they are."))
    if len(photos) >= MOST_PHOTOS:
        raise too_many()
    return photos[-1].position + 1 if photos else 1


def too_many() -> Refused:
    """What is said of each photo beyond those an entry has room for."""
    return Refused(_("An entry has three photos at most. Remove one to add another."))


@writing()
def _keep(
    entry: Entry, token: str, key: str, picture: Picture, at: dt.datetime
) -> tuple[EntryPhoto, str]:
    is_open = _hold(entry)
    sent = _sent(entry, token)
    if sent:  # the same photo came twice at once
        return sent, key
    if not is_open:
        raise changed_meanwhile()
    photo = EntryPhoto.create(
        key=key,
        token=token,
        entry=entry.id,
        position=_next_place(entry, queries.photos_of(entry.id)),
        at=at,
        **columns_of(picture),
    )
    lapse_decision(entry, at)
    EntryEvent.create(entry=entry.id, verb="add_photo", actor=entry.person_id, at=at, note=key)
    return photo, ""


def _hold(entry: Entry) -> bool:
    """Lock the entry's row against approving and adding; False if it is approved already."""
    return lock(entry, where=[Entry.state != EntryState.APPROVED])


def remove_photo(store: Store, photo: EntryPhoto, at: dt.datetime) -> None:
    """Take a photo from an entry that nobody has approved; its file goes once that is certain."""
    _forget(photo, at)
    store.remove(f"{FOLDER}/{photo.key}")


@writing()
def _forget(photo: EntryPhoto, at: dt.datetime) -> None:
    if photo.entry.state.is_approved:
        raise Refused(_("This entry is initialled, so its photos stay as they are."))
    if not _hold(photo.entry):
        raise changed_meanwhile()
    EntryPhoto.delete().where(EntryPhoto.id == photo.id).execute()
    lapse_decision(photo.entry, at)
    EntryEvent.create(
        entry=photo.entry_id,
        verb="drop_photo",
        actor=photo.person_id,
        at=at,
        note=photo.key,
    )


@writing()
def mark_photo_seen(photo: EntryPhoto, at: dt.datetime) -> None:
    """A reviewer has opened the photo."""
    EntryPhoto.update(seen_at=at).where(
        EntryPhoto.id == photo.id, EntryPhoto.seen_at.is_null()
    ).execute()
