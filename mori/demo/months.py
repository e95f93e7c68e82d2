"""What makes a month worth counting: parts of days away in every state, days off, what is asked."""

import datetime as dt
from collections.abc import Sequence

from mori.attendance import operations as presence
from mori.attendance.corrections import operations as corrections
from mori.attendance.corrections.queries import correction_by_key
from mori.attendance.day_operations import confirm_day_off
from mori.attendance.models import Attendance
from mori.attendance.rules import AttendanceKind
from mori.attendance.terms.operations import set_grace, set_terms
from mori.attendance.terms.rules import Terms
from mori.core.clock import moment
from mori.core.db import new_key
from mori.core.workdays import DAY
from mori.offices.models import Office
from mori.offices.queries import calendar_of
from mori.placements.rules import InternKind, span_on

from .stays import Stay

SOME_TIME = 200 * DAY  # before today: since then the office has had its rule of lateness
GRACE = 15
BACK = 25 * DAY
# Invented, as the programmes are; for pupils nobody has said anything yet.
TERMS = {InternKind.STUDENT: Terms(80, 4, 40), InternKind.NATIONAL: Terms(126, 6, 40)}
REASONS = (
    "Bimbingan skripsi di kampus.",
    "Mengurus KTP di kecamatan.",
    "Kontrol gigi, sudah ada janji.",
    "Ujian susulan di kampus.",
)
ANSWERS = (
    "",
    "Silakan, kabari kalau sudah kembali.",
    "Hari itu ada penyuluhan. Cari hari lain, ya.",
    "",
)


def say_what_programmes_ask(office: Office, today: dt.date) -> None:
    for kind, terms in TERMS.items():
        set_terms(office.id, kind, "", terms)
    set_grace(office.id, GRACE, today - SOME_TIME, today)


def live_uneven_days(stays: Sequence[Stay], today: dt.date, at: dt.datetime) -> None:
    """Parts of days asked, accepted, refused and called off; a day on duty; two Saturdays."""
    running = [each for each in stays if _days(each, today)]
    for number, stay in enumerate(running[: len(REASONS)]):
        _ask(stay, _days(stay, today)[-1], number, at)
    for number, stay in enumerate(running[:2]):
        _come_on_saturday(stay, today, at, is_confirmed=number == 0)
    for stay in running[2:3]:
        day, person_id = _days(stay, today)[-2], stay.person.id
        said = (AttendanceKind.FIELD_DUTY, "Ikut penyuluhan di kecamatan.")
        sent_at = moment(day, dt.time(7), stay.office.zone)
        presence.report_absence(stay.placement, day, *said, person_id, sent_at)


def _days(stay: Stay, today: dt.date) -> list[dt.date]:
    """The days of late on which an intern was there all day."""
    rows = Attendance.select(Attendance.day).where(
        Attendance.placement == stay.placement.id,
        Attendance.kind == AttendanceKind.PRESENT,
        Attendance.checked_out_at.is_null(False),
        Attendance.day.between(today - BACK, today - DAY),
    )
    days = [row.day for row in rows.order_by(Attendance.day)]
    is_running = stay.placement.starts_on <= today <= stay.placement.ends_on
    return days if is_running and len(days) > 1 else []


def _ask(stay: Stay, day: dt.date, number: int, at: dt.datetime) -> None:
    zone = stay.office.zone
    part = (moment(day, dt.time(13), zone), moment(day, dt.time(14, 30), zone))
    asked = corrections.ask_to_be_away(
        stay.placement, day, part, REASONS[number], new_key(), moment(day, dt.time(8), zone)
    )
    request = correction_by_key(asked.key)
    if request is None or number == 0:
        return
    span = span_on(stay.spans, day) or stay.spans[0]
    decided_at = moment(day, dt.time(9), zone)
    if number == 2:
        corrections.refuse_correction(request, ANSWERS[number], span.supervisor_id, decided_at)
        return
    corrections.accept_correction(request, ANSWERS[number], span.supervisor_id, decided_at)
    if number == 3 and (accepted := correction_by_key(asked.key)):
        corrections.call_off_absence(accepted, "Tidak jadi.", span.supervisor_id, zone, at)


def _come_on_saturday(stay: Stay, today: dt.date, at: dt.datetime, *, is_confirmed: bool) -> None:
    """The last Saturday of theirs, for an event of the office."""
    calendar = calendar_of(stay.office.id, stay.office.calendar_version)
    day = today - (today.weekday() + 2) * DAY
    if calendar.is_workday(day) or day < stay.placement.starts_on:
        return
    zone, person_id = stay.office.zone, stay.person.id
    came_at, left_at = (moment(day, dt.time(hour), zone) for hour in (8, 12))
    row = presence.check_in(stay.placement, day, person_id, came_at)
    presence.check_out(stay.placement, day, person_id, left_at)
    if is_confirmed:
        span = span_on(stay.spans, day) or stay.spans[0]
        confirm_day_off(row, True, span.supervisor_id, at)
