"""A paper about a day away: shrunk until it is light and can still be read, and kept."""

import datetime as dt
import hashlib

from flask_babel import lazy_gettext as _
from peewee import IntegrityError, PeeweeException

from mori.core.db import new_key, writing
from mori.core.errors import Refused
from mori.core.files import Store
from mori.core.images import Picture, Purpose, shrunk

from . import paper_queries as queries
from .models import Attendance, AttendanceEvent, AttendancePaper
from .rules import REPORTS


def attach_paper(
    store: Store, attendance: Attendance, content: bytes, at: dt.datetime
) -> AttendancePaper:
    """Add a day's one paper, in place of an earlier one; the same picture again changes nothing."""
    if attendance.kind not in REPORTS:
        raise Refused(_("A paper belongs to a day on which you were away."))
    token = hashlib.sha256(attendance.key.encode() + content).hexdigest()[:40]
    before = queries.paper_of(attendance.id)
    if before and before.token == token:
        return before
    picture, key = shrunk(content, Purpose.PAPER), new_key()
    store.put(file_of(key), picture.content)
    try:
        replaced = _keep_once_more(attendance, token, key, picture, at)
    except (Refused, PeeweeException):
        store.remove(file_of(key))
        raise
    if replaced:
        store.remove(file_of(replaced))
    return AttendancePaper.get(AttendancePaper.key == key)


def file_of(key: str) -> str:
    """The name under which a paper's picture is kept."""
    return f"papers/{key}"


def _keep_once_more(
    attendance: Attendance, token: str, key: str, picture: Picture, at: dt.datetime
) -> str | None:
    try:
        return _keep(attendance, token, key, picture, at)
    except IntegrityError:  # another request wrote between our look and our write: look again
        return _keep(attendance, token, key, picture, at)


@writing()
def _keep(
    attendance: Attendance, token: str, key: str, picture: Picture, at: dt.datetime
) -> str | None:
    """Write the paper's row; returns the key of the paper it replaces."""
    before = queries.paper_of(attendance.id)
    if before:
        AttendancePaper.delete().where(AttendancePaper.id == before.id).execute()
    AttendancePaper.create(
        key=key,
        token=token,
        attendance=attendance.id,
        bytes=len(picture.content),
        width=picture.width,
        height=picture.height,
        at=at,
    )
    AttendanceEvent.create(
        attendance=attendance.id, verb="paper", actor=attendance.person_id, at=at
    )
    return before.key if before else None
