"""Days of presence as they are counted."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from peewee import SQL, fn

from mori.core.compiled import Compiled
from mori.offices.models import Office
from mori.placements.counting.queries import MOST

from ..corrections.models import AttendanceCorrection
from ..corrections.queries import agreed_parts
from ..models import Attendance
from ..rules import AttendanceKind
from ..terms.models import LateRule


class CountedDay(NamedTuple):
    """What was recorded of a day, and by which calendar it is read."""

    placement_id: int
    day: dt.date
    kind: AttendanceKind
    checked_in_at: dt.datetime | None
    checked_out_at: dt.datetime | None
    confirmed_at: dt.datetime | None
    is_part_away: bool
    grace: int  # minutes after the office's hours begin
    office_id: int
    calendar_version: int
    zone: str


def _days(ids: Any, first: Any, last: Any) -> Any:
    agreed = AttendanceCorrection.select(AttendanceCorrection.id).where(
        AttendanceCorrection.placement == Attendance.placement,
        AttendanceCorrection.day == Attendance.day,
        agreed_parts(),
    )
    grace = (
        LateRule.select(LateRule.grace_minutes)
        .where(LateRule.office == Attendance.office, LateRule.from_on <= Attendance.day)
        .order_by(LateRule.from_on.desc())
        .limit(1)
    )
    return (
        Attendance.select(
            Attendance.placement.alias("placement_id"),
            Attendance.day,
            Attendance.kind,
            Attendance.checked_in_at,
            Attendance.checked_out_at,
            Attendance.confirmed_at,
            fn.EXISTS(agreed).alias("is_part_away"),
            fn.COALESCE(grace, SQL("0")).alias("grace"),
            Office.id.alias("office_id"),
            Office.calendar_version,
            Office.zone,
        )
        .join(Office)
        .where(Attendance.placement.in_(ids), Attendance.day.between(first, last))
    )


_counted = Compiled(CountedDay, _days, ids=MOST)


def counted_days(placement_ids: Sequence[int], first: dt.date, last: dt.date) -> list[CountedDay]:
    """Of at most ``MOST`` placements."""
    return _counted(ids=placement_ids, first=first, last=last)
