"""What stands beside the form: facts of the days, no scores.

They count what there is, never what there is not, so that a day excused, an absence or a
change of unit lowers nothing. An entry counts as late only if the intern was there when it was due.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from mori.attendance.models import Attendance
from mori.attendance.rules import AttendanceKind
from mori.logbook.models import Entry
from mori.logbook.rules import EntryState
from mori.offices.queries import calendar_of

THERE = [kind for kind in AttendanceKind if not kind.is_away]


class Facts(NamedTuple):
    """What there is of some days; ``unit`` is the span's, or nothing of all together."""

    unit: str
    first: dt.date
    last: dt.date
    present: int
    entries: int
    initialled: int
    late: int


def facts_of(placement: Any, spans: Sequence[Any], last: dt.date) -> list[Facts]:
    """Unit by unit until a day; with more than one, all together at the end."""
    days = Attendance.select(Attendance.day).where(
        Attendance.placement == placement.id, Attendance.kind.in_(THERE), Attendance.day <= last
    )
    entries = Entry.select(Entry.day, Entry.state, Entry.is_late).where(
        Entry.placement == placement.id,
        Entry.day <= last,
        Entry.state != EntryState.WITHDRAWN,
    )
    there, written = {row.day for row in days}, list(entries)
    calendar = calendar_of(placement.office_id, placement.office.calendar_version)
    late = {row.day for row in written if row.is_late and calendar.next_workday(row.day) in there}
    begun = [span for span in spans if span.starts_on <= last]
    parts = [(span.unit.name, span.starts_on, min(span.ends_on, last)) for span in begun]
    if len(parts) > 1:
        parts.append(("", parts[0][1], last))
    return [_counted(*part, there, written, late) for part in parts]


def _counted(
    unit: str,
    first: dt.date,
    last: dt.date,
    there: Iterable[dt.date],
    written: Iterable[Any],
    late: Iterable[dt.date],
) -> Facts:
    mine = [row for row in written if first <= row.day <= last]
    return Facts(
        unit,
        first,
        last,
        present=sum(first <= day <= last for day in there),
        entries=len(mine),
        initialled=sum(row.state.is_approved for row in mine),
        late=sum(first <= day <= last for day in late),
    )
