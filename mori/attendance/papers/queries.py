"""Papers about days away: who may see them is asked of their placement."""

import datetime as dt

from mori.accounts.models import Person
from mori.placements.models import Placement

from ..models import Attendance
from .models import AttendancePaper


def paper_by_key(key: str) -> AttendancePaper | None:
    """A paper with its day, its intern and the placement it belongs to."""
    return (
        AttendancePaper.select(AttendancePaper, Attendance, Placement, Person)
        .join(Attendance)
        .join(Placement)
        .switch(Attendance)
        .join(Person, on=Attendance.person)
        .where(AttendancePaper.key == key)
        .get_or_none()
    )


def paper_of(attendance_id: int) -> AttendancePaper | None:
    return AttendancePaper.get_or_none(AttendancePaper.attendance == attendance_id)


def papers_between(placement_id: int, first: dt.date, last: dt.date) -> dict[str, AttendancePaper]:
    """The papers of a placement's days, by the key of the attendance."""
    rows = (
        AttendancePaper.select(AttendancePaper, Attendance)
        .join(Attendance)
        .where(Attendance.placement == placement_id, Attendance.day.between(first, last))
    )
    return {row.attendance.key: row for row in rows}
