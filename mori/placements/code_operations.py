"""A code that was mistyped at the door, and typed again."""

import datetime as dt

from mori.core.db import writing

from .code_rules import MEND_WITHIN
from .models import Attendance, AttendanceEvent


def may_mend(row: Attendance, at: dt.datetime) -> bool:
    """Whether a mistyped code may be typed again, because it still says who was there then."""
    return row.with_code is False and row.checked_in_at > at - MEND_WITHIN


@writing()
def mend_code(
    row: Attendance, actor_id: int, at: dt.datetime, received_at: dt.datetime | None = None
) -> Attendance:
    """The right code after a wrong one, while it still says that the intern was there then."""
    mended = Attendance.update(with_code=True).where(
        Attendance.id == row.id,
        Attendance.with_code == False,  # noqa: E712 - SQL, and null is neither
        Attendance.checked_in_at > at - MEND_WITHIN,
    )
    if mended.execute():
        AttendanceEvent.create(attendance=row.id, verb="code", actor=actor_id, at=received_at or at)
    return Attendance.get_by_id(row.id)
