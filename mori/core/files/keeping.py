"""A picture in the store and the row that names it: there is never a row without its file."""

import hashlib
from collections.abc import Callable
from typing import Any, TypeVar

from peewee import PeeweeException

from ..db import new_key
from ..errors import Refused
from .decoding import Picture
from .images import Purpose, shrunk
from .store import Store

Row = TypeVar("Row")


def picture_token(whose: str, content: bytes) -> str:
    """An idempotency key for a picture sent without one: of the same form it is the same again."""
    return hashlib.sha256(whose.encode() + content).hexdigest()[:40]


def keep_picture(
    store: Store,
    folder: str,
    content: bytes,
    purpose: Purpose,
    keep: Callable[[str, Picture], tuple[Row, str]],
) -> Row:
    """Put a picture in the store, then its row in the database.

    ``keep`` is given the file's key and the picture, and writes the row in one transaction. It
    returns that row and the key of a file no longer needed, or "". The picture is made outside of
    the transaction, and removed again if ``keep`` fails.
    """
    picture, key = shrunk(content, purpose), new_key()
    store.put(f"{folder}/{key}", picture.content)
    try:
        row, unneeded = keep(key, picture)
    except (Refused, PeeweeException):
        store.remove(f"{folder}/{key}")
        raise
    if unneeded:
        store.remove(f"{folder}/{unneeded}")
    return row


def columns_of(picture: Picture) -> dict[str, int]:
    """What the picture's row says of it."""
    return {
        "bytes": len(picture.content),
        "width": picture.width,
        "height": picture.height,
    }


def figure_of(row: Any, id: str, url: str, label: str) -> dict[str, Any]:
    """What templates/_picture.html shows of a picture's row."""
    size = {"bytes": row.bytes, "width": row.width, "height": row.height}
    return {"id": id, "url": url, "label": label, **size}
