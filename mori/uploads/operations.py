"""Files received piece by piece or at once, made whole, handed in, and swept away."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.db import new_key, token_for, writing
from mori.core.errors import Refused
from mori.core.files.kinds import FilePurpose, checked_kind, require_size
from mori.core.files.store import Store, StoreAway
from mori.core.states import changed_meanwhile

from . import queries
from .models import Upload
from .rules import KEEP, MOST_OPEN, MOST_OPEN_BYTES, offsets, piece_bytes, piece_name

WAIT = 4  # seconds, for a place
# A file is put together in memory: two at a time, and the server's other threads go on.
_places = BoundedSemaphore(2)


class Promised(NamedTuple):
    """What a phone says of a file before it sends it."""

    name: str
    bytes: int
    digest: str


class GoOnAt(Refused):
    """A piece came for another place than the next."""

    def __init__(self, received_bytes: int) -> None:
        super().__init__(_("Go on where the last piece ended."))
        self.received_bytes = received_bytes


def begin_upload(
    person_id: int, purpose: FilePurpose, promised: Promised, token: str, at: dt.datetime
) -> Upload:
    """Make room for a file; the same one again is gone on with, whatever its ``token``."""
    require_size(promised.bytes, purpose)
    return _begin(person_id, purpose, promised, token, at)


@writing()
def _begin(
    person_id: int, purpose: FilePurpose, promised: Promised, token: str, at: dt.datetime
) -> Upload:
    token = token_for(token, person_id, purpose.name, promised.digest)
    begun = queries.open_upload(person_id, purpose.name, at, promised.digest)
    begun = begun or queries.upload_by_token(token)
    if begun:
        return begun
    _require_room(person_id, promised.bytes)
    Upload.insert(
        token=token,
        person=person_id,
        purpose=purpose.name,
        **promised._asdict(),
        begun_at=at,
        expires_at=at + KEEP,
    ).on_conflict_ignore().execute()
    found = queries.upload_by_token(token)
    if found is None:
        raise changed_meanwhile()
    return found


def _require_room(person_id: int, size: int) -> None:
    if queries.open_count(person_id) >= MOST_OPEN:
        raise Refused(
            _(
                "You have %(n)d files that were not sent with their form yet. Send or cancel one "
                "of them first.",
                n=MOST_OPEN,
            )
        )
    if queries.open_bytes() + size > MOST_OPEN_BYTES:
        raise Refused(_("Too many files are on their way to the server. Try again tomorrow."))


def keep_piece(store: Store, upload: Upload, offset: int, content: bytes, at: dt.datetime) -> int:
    """Keep the next piece; one that was received before changes nothing. Gives what is received."""
    if 0 <= offset < upload.received_bytes:
        return upload.received_bytes
    is_next = offset == upload.received_bytes < upload.bytes
    if not is_next or len(content) != piece_bytes(upload.bytes, offset):
        raise GoOnAt(upload.received_bytes)
    store.put(piece_name(upload.key, offset), content)
    if _count_piece(upload, offset, len(content), at):
        return offset + len(content)
    return _counted_meanwhile(store, upload, offset, at)


@writing()
def _count_piece(upload: Upload, offset: int, size: int, at: dt.datetime) -> bool:
    """The file stands in the store before the row says so: what is acknowledged is there."""
    counted = Upload.update(received_bytes=offset + size, expires_at=at + KEEP).where(
        Upload.id == upload.id, Upload.received_bytes == offset, Upload.expires_at > at
    )
    return bool(counted.execute())


def _counted_meanwhile(store: Store, upload: Upload, offset: int, at: dt.datetime) -> int:
    """The same piece came twice at once, or its upload was cancelled while it came."""
    fresh = queries.upload_by_key(upload.key, at)
    if fresh is None or fresh.is_whole:
        store.remove(piece_name(upload.key, offset))  # nobody would look for it any more
    if fresh is None:
        raise changed_meanwhile()
    return fresh.received_bytes


def finish_upload(store: Store, upload: Upload, purpose: FilePurpose, at: dt.datetime) -> Upload:
    """Make one file of the pieces, once; one that is not what it should be is thrown away."""
    with _a_place():
        fresh = _still_there(upload, at)
        if fresh.is_whole:
            return fresh
        if fresh.received_bytes < fresh.bytes:
            raise GoOnAt(fresh.received_bytes)
        content = _put_together(store, fresh)
        if content is None:
            return _whole_by_now(store, fresh, at)
        return _keep_or_drop(store, fresh, purpose, content, at)


@contextmanager
def _a_place() -> Iterator[None]:
    if not _places.acquire(timeout=WAIT):
        raise StoreAway
    try:
        yield
    finally:
        _places.release()


def _still_there(upload: Upload, at: dt.datetime) -> Upload:
    fresh = queries.upload_by_key(upload.key, at)
    if fresh is None:
        raise changed_meanwhile()
    return fresh


def _put_together(store: Store, upload: Upload) -> bytes | None:
    """The whole of it, or None where a piece is missing."""
    content = bytearray()
    for offset in offsets(upload.bytes):
        piece = store.get(piece_name(upload.key, offset))
        if piece is None:
            return None
        content += piece
    return bytes(content)


def _whole_by_now(store: Store, upload: Upload, at: dt.datetime) -> Upload:
    """Another node made it whole and took the pieces away; or they are lost."""
    fresh = _still_there(upload, at)
    if not fresh.is_whole:
        drop_upload(store, fresh, at)
        raise _not_as_sent()
    return fresh


def _keep_or_drop(
    store: Store, upload: Upload, purpose: FilePurpose, content: bytes, at: dt.datetime
) -> Upload:
    try:
        return _keep_whole(store, upload, purpose, content, at)
    except StoreAway:
        raise
    except Refused:
        drop_upload(store, upload, at)
        raise


def _not_as_sent() -> Refused:
    return Refused(_("The file did not arrive as it was sent. Choose it once more."))


def _keep_whole(
    store: Store, upload: Upload, purpose: FilePurpose, content: bytes, at: dt.datetime
) -> Upload:
    """The file first, then the row; and the pieces go once that is certain."""
    if hashlib.sha256(content).hexdigest() != upload.digest:
        raise _not_as_sent()
    kind, key = checked_kind(content, purpose), new_key()
    store.put(f"{purpose.name}/{key}", content)
    if not _say_whole(upload, kind, key, at):
        store.remove(f"{purpose.name}/{key}")
        return _still_there(upload, at)
    _remove_pieces(store, upload)
    return _still_there(upload, at)


@writing()
def _say_whole(upload: Upload, kind: str, key: str, at: dt.datetime) -> bool:
    said = Upload.update(
        kind=kind, file=key, received_bytes=Upload.bytes, expires_at=at + KEEP
    ).where(Upload.id == upload.id, Upload.file == "", Upload.expires_at > at)
    return bool(said.execute())


def _remove_pieces(store: Store, upload: Upload) -> None:
    for offset in offsets(min(upload.received_bytes + 1, upload.bytes)):  # and one left by a kill
        store.remove(piece_name(upload.key, offset))


def receive_whole(
    store: Store,
    person_id: int,
    purpose: FilePurpose,
    name: str,
    content: bytes,
    token: str,
    at: dt.datetime,
) -> Upload:
    """A file that came with its form; the same one again changes nothing."""
    promised = Promised(name, len(content), hashlib.sha256(content).hexdigest())
    upload = begin_upload(person_id, purpose, promised, token, at)
    if upload.is_whole:
        return upload
    with _a_place():
        return _keep_or_drop(store, upload, purpose, content, at)


@writing()
def hand_in(upload: Upload) -> None:
    """Let it stay, in the transaction in which a row of its slice begins to name it; once."""
    handed = Upload.update(expires_at=None).where(
        Upload.id == upload.id, Upload.file != "", Upload.expires_at.is_null(False)
    )
    if not handed.execute():
        raise changed_meanwhile()


def drop_upload(store: Store, upload: Upload, at: dt.datetime) -> None:
    """Take back what was not handed in, whatever was received of it.

    The row is closed first, then the files go, then the row: should the store be away, the sweep
    comes again.
    """
    closed = _close(upload, at)
    if closed is None:
        raise changed_meanwhile()
    _remove_pieces(store, closed)
    if closed.is_whole:
        store.remove(closed.path)
    _forget(closed)


@writing()
def _close(upload: Upload, at: dt.datetime) -> Upload | None:
    """Let it have expired before any request that is under way: none goes on with it."""
    closed = Upload.update(expires_at=at - KEEP).where(
        Upload.id == upload.id, Upload.expires_at.is_null(False)
    )
    return queries.upload_by_token(upload.token) if closed.execute() else None


@writing()
def _forget(upload: Upload) -> None:
    Upload.delete().where(Upload.id == upload.id).execute()


def sweep_uploads(store: Store, at: dt.datetime) -> None:
    """One a minute: its pieces are removed one by one, and nothing else should wait for them."""
    upload = queries.next_expired(at)
    if upload:
        drop_upload(store, upload, at)
