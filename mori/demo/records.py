"""Corrections in every state, and one office that asks for its code."""

import datetime as dt
from collections.abc import Sequence

from mori.attendance.codes.operations import ask_for_codes
from mori.attendance.corrections import operations as corrections
from mori.attendance.corrections.queries import correction_by_key
from mori.attendance.corrections.rules import CORRECT_BACK
from mori.attendance.day_operations import DaySaid
from mori.attendance.models import Attendance
from mori.attendance.rules import AttendanceKind
from mori.core.clock import moment
from mori.core.db import new_key
from mori.core.workdays import DAY
from mori.offices.models import Office
from mori.offices.operations import change_office
from mori.offices.queries import calendar_of
from mori.placements.rules import span_on

from .stays import Stay

WITH_CODE = "lampung"
ADDRESSES = {"kalsel": "Jalan Contoh 17, Kota Contoh", "lampung": "Jalan Misal 8, Kota Misal"}
REASONS = (
    "HP habis baterai waktu datang.",
    "Ikut penyuluhan sejak pagi, lupa menekan Masuk.",
    "Baru ingat sore hari bahwa belum presensi.",
    "Sinyal hilang di ruang arsip.",
)
ANSWERS = ("", "", "Menurut buku tamu kamu belum datang hari itu. Tanyakan ke bagian umum, ya.", "")


def settle_office(office: Office, name: str) -> None:
    """An address for letterheads, and the code where it is on."""
    change_office(office.id, office.name, office.seat, ADDRESSES[name])
    ask_for_codes(office.id, name == WITH_CODE)


def ask_for_corrections(stays: Sequence[Stay], today: dt.date, at: dt.datetime) -> None:
    """Four interns with a day that says nothing: asked, accepted, refused, withdrawn."""
    gaps = ((stay, _gap(stay, today)) for stay in stays)
    found = [(stay, day) for stay, day in gaps if day][: len(REASONS)]
    for number, (stay, day) in enumerate(found):
        _ask(stay, day, number, at)


def _gap(stay: Stay, today: dt.date) -> dt.date | None:
    """The last working day of late on which nothing was recorded."""
    calendar = calendar_of(stay.office.id, stay.office.calendar_version)
    first = max(stay.placement.starts_on, today - CORRECT_BACK)
    last = min(stay.placement.ends_on, today - DAY)
    rows = Attendance.select(Attendance.day).where(Attendance.placement == stay.placement.id)
    recorded = {row.day for row in rows}
    days = list(calendar.workdays(first, last))
    return next((day for day in reversed(days) if day not in recorded), None)


def _ask(stay: Stay, day: dt.date, number: int, at: dt.datetime) -> None:
    zone = stay.office.zone
    came_at, left_at = (moment(day, time, zone) for time in (dt.time(7, 40), dt.time(16, 5)))
    said = DaySaid(AttendanceKind.PRESENT, came_at, left_at)
    asked = corrections.ask_for_correction(
        stay.placement, day, said, REASONS[number], new_key(), at
    )
    correction = correction_by_key(asked.key)
    span = span_on(stay.spans, day) or stay.spans[0]
    if correction is None or number == 0:
        return
    if number == 3:
        corrections.withdraw_correction(correction, at)
    else:
        decide = (corrections.accept_correction, corrections.refuse_correction)[number - 1]
        decide(correction, ANSWERS[number], span.supervisor_id, at)
