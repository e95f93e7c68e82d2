"""A paper about a day away: shrunk until it is light and can still be read, and kept."""

import datetime as dt
import hashlib

from flask_babel import lazy_gettext as _
from peewee import PeeweeException

from mori.core.db import new_key, writing
from mori.core.errors import Refused
from mori.core.files.images import Picture, Purpose, shrunk
from mori.core.files.store import Store
from mori.core.states import lock

from ..models import Attendance, AttendanceEvent
from ..rules import REPORTS
from . import queries
from .models import AttendancePaper


def attach_paper(
    store: Store, attendance: Attendance, content: bytes, at: dt.datetime
) -> AttendancePaper:
    """Add a day's one paper, in place of an earlier one; the same picture again changes nothing."""
    token = hashlib.sha256(attendance.key.encode() + content).hexdigest()[:40]
    before = queries.paper_of(attendance.id)
    if before and before.token == token:
        return before
    picture, key = shrunk(content, Purpose.PAPER), new_key()
    store.put(file_of(key), picture.content)
    try:
        paper, superfluous = _keep(attendance, token, key, picture, at)
    except (Refused, PeeweeException):
        store.remove(file_of(key))
        raise
    if superfluous:
        store.remove(file_of(superfluous))
    return paper


def file_of(key: str) -> str:
    """The name under which a paper's picture is kept."""
    return f"papers/{key}"


@writing()
def _keep(
    attendance: Attendance, token: str, key: str, picture: Picture, at: dt.datetime
) -> tuple[AttendancePaper, str | None]:
    """The day's paper, and the key of the one that it makes superfluous."""
    _hold(attendance)
    before = queries.paper_of(attendance.id)
    if before and before.token == token:  # the same paper came twice at once
        return before, key
    if before:  # whoever has seen that one has not seen this one
        Attendance.update(proof_seen_at=None).where(Attendance.id == attendance.id).execute()
        AttendancePaper.delete().where(AttendancePaper.id == before.id).execute()
    paper = AttendancePaper.create(
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
    return paper, before.key if before else None


def _hold(attendance: Attendance) -> None:
    """Let no other paper of this day be written meanwhile."""
    if not lock(attendance, where=[Attendance.kind.in_(REPORTS)]):
        raise Refused(_("A paper belongs to a day on which you were away."))
