"""Recording attendance: one tap in, one tap out, and a word when away."""

import datetime as dt

from flask_babel import lazy_gettext as _

from mori.core.clock import local_date
from mori.core.counts.changes import changed
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile, move
from mori.offices.queries import calendar_of
from mori.placements.models import Placement
from mori.placements.rules import RUNNING

from . import queries
from .models import Attendance, AttendanceEvent
from .rules import (
    ATTENDANCE_MOVES,
    AWAY,
    MEND_WITHIN,
    SECOND_TAP_WITHIN,
    AttendanceKind,
    is_second_tap,
    may_report,
)


@writing()
def check_in(
    placement: Placement,
    day: dt.date,
    actor_id: int,
    at: dt.datetime,
    received_at: dt.datetime | None = None,
    with_code: bool | None = None,
) -> Attendance:
    """The intern came; recording it again changes nothing, but a mistyped code may be mended.

    ``received_at`` is given where ``at`` is what a phone says that had no network.
    """
    _require_running_on(placement, day)
    row, _is_new = _day_of(placement, day, AttendanceKind.PRESENT)
    if row.checked_in_at:
        if received_at and abs(row.checked_in_at - at) > MEND_WITHIN:
            raise Refused(
                _(
                    "You are in already on this day, at another time, and that time stands. "
                    "If it is wrong, ask for a correction."
                )
            )
        return mend_code(row, actor_id, at, received_at) if with_code else row
    kind = move(ATTENDANCE_MOVES, row.kind, "check_in") if row.kind in AWAY else row.kind
    came = Attendance.update(
        kind=kind, checked_in_at=at, in_received_at=received_at, with_code=with_code
    ).where(Attendance.id == row.id, Attendance.checked_in_at.is_null())
    return _recorded(row, "check_in", actor_id, received_at or at, is_changed=came.execute())


@writing()
def check_out(
    placement: Placement,
    day: dt.date,
    actor_id: int,
    at: dt.datetime,
    received_at: dt.datetime | None = None,
) -> Attendance:
    """The intern left; recording it again later moves the time, so that a slip is mended."""
    _require_running_on(placement, day)
    row = queries.attendance_of(placement.id, day)
    if row is None or row.checked_in_at is None:
        raise Refused(_("Check in first, then check out when you leave."))
    if row.checked_in_at - at > SECOND_TAP_WITHIN:
        raise Refused(_("By the phone's clock you left before you came. Correct the day instead."))
    if row.checked_out_at is None and is_second_tap(row.checked_in_at, at):
        raise Refused(
            _("You checked in less than a minute ago: leaving was not recorded. Tap again later.")
        )
    if is_second_tap(row.checked_out_at, at):
        return row
    left = Attendance.update(checked_out_at=at, out_received_at=received_at).where(
        Attendance.id == row.id,
        Attendance.checked_out_at.is_null() | (Attendance.checked_out_at < at),
    )
    return _recorded(row, "check_out", actor_id, received_at or at, is_changed=left.execute())


@writing()
def report_absence(
    placement: Placement,
    day: dt.date,
    kind: AttendanceKind,
    note: str,
    actor_id: int,
    at: dt.datetime,
) -> Attendance:
    """Say why the intern is not at the office on a day: excused, sick, or out on duty."""
    today = local_date(at, placement.office.zone)
    _require_running_on(placement, day)
    if not may_report(day, today):
        raise Refused(_("Choose a day from a week ago until two weeks ahead."))
    if kind in AWAY and not _is_workday(placement, day):
        raise Refused(_("The office is closed on this day, so nobody expects you."))
    row, is_new = _day_of(placement, day, kind, note)
    if kind in AWAY and row.checked_in_at and day < today:
        raise Refused(_("You checked in on this day, so it stays a day of presence."))
    if (row.kind, row.note) == (kind, note) and not is_new:
        return row
    said = Attendance.update(
        kind=move(ATTENDANCE_MOVES, row.kind, kind),
        note=note,
        proof_seen_at=None,
        confirmed_at=None,
    ).where(Attendance.id == row.id, Attendance.kind == row.kind)
    if not said.execute():
        raise changed_meanwhile()
    return _recorded(row, kind, actor_id, at)


def _require_running_on(placement: Placement, day: dt.date) -> None:
    is_inside = placement.starts_on <= day <= placement.ends_on
    if placement.state not in RUNNING or not is_inside:
        raise Refused(_("You have no running internship on this day."))


def _is_workday(placement: Placement, day: dt.date) -> bool:
    office = placement.office
    return calendar_of(office.id, office.calendar_version).is_workday(day)


def _day_of(
    placement: Placement, day: dt.date, kind: AttendanceKind, note: str = ""
) -> tuple[Attendance, bool]:
    """The day's row, and whether it has just been made."""
    return Attendance.get_or_create(
        placement=placement.id,
        day=day,
        defaults={
            "person": placement.person_id,
            "office": placement.office_id,
            "kind": kind,
            "note": note,
        },
    )


def _recorded(
    row: Attendance, verb: str, actor_id: int, at: dt.datetime, *, is_changed: int = 1
) -> Attendance:
    if is_changed:
        AttendanceEvent.create(attendance=row.id, verb=verb, actor=actor_id, at=at)
        changed(row.placement_id, row.day, of="attendance")
    return queries.attendance_by_id(row.id)


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
    return queries.attendance_by_id(row.id)
