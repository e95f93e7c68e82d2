"""A material's file: a picture becomes small and bare, all else has to be small already."""

import datetime as dt
from typing import Any

from flask_babel import lazy_gettext as _
from peewee import PeeweeException

from mori.core.db import new_key, writing
from mori.core.errors import Refused
from mori.core.files.decoding import Picture
from mori.core.files.images import Purpose
from mori.core.files.keeping import columns_of, keep_picture
from mori.core.files.kinds import FileKind, FilePurpose, checked_kind
from mori.core.files.store import Store
from mori.core.states import advance

from ..models import Material
from ..rules import FOLDER, MATERIAL_MOVES, MaterialKind, sound_kind

PDF = FilePurpose(FOLDER, "", "", (FileKind.PDF,))


def put_file(
    store: Store, material: Material, content: bytes, actor_id: int, at: dt.datetime
) -> None:
    """Give a material its file, in place of an earlier one; it is a draft again."""
    if material.kind is MaterialKind.CARD:

        def keep(key: str, picture: Picture) -> tuple[Material, str]:
            said = {"file": key, "file_kind": "webp", **columns_of(picture)}
            return material, _keep(material, said, actor_id, at)

        keep_picture(store, FOLDER, content, Purpose.PHOTO, keep)
    else:
        _put_small(store, material, content, actor_id, at)


def _put_small(
    store: Store, material: Material, content: bytes, actor_id: int, at: dt.datetime
) -> None:
    kind, key = _kind_of(material, content), new_key()
    said = {"file": key, "file_kind": kind, "bytes": len(content), "width": 0, "height": 0}
    store.put(f"{FOLDER}/{key}", content)
    try:
        before = _keep(material, said, actor_id, at)
    except (Refused, PeeweeException):
        store.remove(f"{FOLDER}/{key}")
        raise
    if before:
        store.remove(f"{FOLDER}/{before}")


def _kind_of(material: Material, content: bytes) -> str:
    """What it is by what stands in it; ``Refused`` where that does not fit, or is too large."""
    most = material.kind.most_bytes
    if len(content) > most:
        raise Refused(
            _(
                "This file has %(n)d kB; it may have %(most)d. Save it smaller, then choose that.",
                n=(len(content) + 999) // 1000,
                most=most // 1000,
            )
        )
    if material.kind is not MaterialKind.AUDIO:
        return checked_kind(content, PDF).value
    if kind := sound_kind(content):
        return kind.value
    raise Refused(
        _("This is no OGG, MP3 or M4A recording, whatever its name says. Save it as one of them.")
    )


@writing()
def _keep(material: Material, said: dict[str, Any], actor_id: int, at: dt.datetime) -> str:
    """The row, and the key of the file that is not needed any more."""
    changed = {**said, "version": Material.version + 1}
    advance(material, MATERIAL_MOVES, "change", actor_id, at, same=("version",), **changed)
    return material.file
