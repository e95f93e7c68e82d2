"""The days, entries and documents of a student as their campus may read them."""

import datetime as dt
from typing import NamedTuple

from mori.attendance.models import Attendance
from mori.attendance.rules import AWAY
from mori.certificates.papers.models import Paper
from mori.certificates.papers.queries import papers_out
from mori.core.db import literals
from mori.evaluation.reports.models import Presentation, Report
from mori.evaluation.reports.queries import presentation_of, report_of
from mori.logbook.models import Activity, Entry
from mori.logbook.rules import EntryState


class Documents(NamedTuple):
    """What a student handed in and was given."""

    report: Report | None
    presentation: Presentation | None
    papers: list[Paper]


def documents_of(placement_id: int) -> Documents:
    return Documents(
        report_of(placement_id), presentation_of(placement_id), papers_out(placement_id)
    )


def present_days(placement_id: int) -> set[dt.date]:
    """The days on which a student was at work."""
    rows = Attendance.select(Attendance.day).where(
        Attendance.placement == placement_id, Attendance.kind.not_in(literals(AWAY))
    )
    return {row.day for row in rows}


def entry_days(placement_id: int) -> dict[dt.date, bool]:
    """Each day that has an entry, and whether it is initialled; not what was taken back."""
    rows = Entry.select(Entry.day, Entry.state).where(
        Entry.placement == placement_id, Entry.state != EntryState.WITHDRAWN
    )
    return {row.day: row.state.is_approved for row in rows}


def initialled_entries(placement_id: int, first: dt.date, last: dt.date) -> list[Entry]:
    """Those initialled between two days, in their order, with the kind of work."""
    return list(
        Entry.select(Entry, Activity)
        .left_outer_join(Activity)
        .where(
            Entry.placement == placement_id,
            Entry.state == EntryState.APPROVED,
            Entry.day.between(first, last),
        )
        .order_by(Entry.day)
    )
