"""A paper about a day away: shrunk until it is light and can still be read, and kept."""

import datetime as dt

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.files.decoding import Picture
from mori.core.files.images import Purpose
from mori.core.files.keeping import columns_of, keep_picture, picture_token
from mori.core.files.store import Store
from mori.core.states import lock

from ..models import Attendance, AttendanceEvent
from ..rules import REPORTS
from . import queries
from .models import AttendancePaper

FOLDER = "papers"  # in the store


def attach_paper(
    store: Store, attendance: Attendance, content: bytes, at: dt.datetime
) -> AttendancePaper:
    """Add a day's one paper, in place of an earlier one; the same picture again changes nothing."""
    token = picture_token(attendance.key, content)
    before = queries.paper_of(attendance.id)
    if before and before.token == token:
        return before
    return keep_picture(
        store,
        FOLDER,
        content,
        Purpose.PAPER,
        lambda key, picture: _keep(attendance, token, key, picture, at),
    )


@writing()
def _keep(
    attendance: Attendance, token: str, key: str, picture: Picture, at: dt.datetime
) -> tuple[AttendancePaper, str]:
    """The day's paper, and the key of the file that is no longer needed."""
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
        at=at,
        **columns_of(picture),
    )
    AttendanceEvent.create(
        attendance=attendance.id, verb="paper", actor=attendance.person_id, at=at
    )
    return paper, before.key if before else ""


def _hold(attendance: Attendance) -> None:
    """Lock the day's row, so that two papers for it wait for each other."""
    if not lock(attendance, where=[Attendance.kind.in_(REPORTS)]):
        raise Refused(_("A paper belongs to a day on which you were away."))
