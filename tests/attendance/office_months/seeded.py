"""An October that was written out and counted by hand: Sari's whole, and two weeks of Tono's."""

import datetime as dt

from mori.attendance.corrections.operations import (
    accept_correction,
    ask_to_be_away,
    refuse_correction,
)
from mori.attendance.corrections.queries import correction_by_key
from mori.attendance.day_operations import confirm_day_off
from mori.attendance.models import Attendance
from mori.attendance.rules import AttendanceKind
from mori.attendance.terms.operations import set_grace, set_terms
from mori.attendance.terms.rules import Terms
from mori.core.clock import moment
from mori.core.db import new_key
from mori.core.workdays import DAY
from mori.offices.operations import add_holiday
from mori.offices.rules import HolidayKind
from mori.placements.models import Placement, PlacementEvent
from mori.placements.rules import InternKind
from tests.cast import NOON, TODAY, place

ZONE = "Asia/Makassar"
FULL = ("07:30", "16:00")  # 7.5 hours from Monday to Thursday; on Fridays until 16.30
# What each day of Sari's was: its kind, in and out.
SARI = {
    **dict.fromkeys(("09-28", "09-29", "09-30"), ("present", *FULL)),
    "10-01": ("present", "07:35", "16:00"),  # within five minutes of grace
    "10-02": ("present", "07:36", "16:30"),  # late
    "10-03": ("present", "08:00", "12:00"),  # a Saturday nobody has confirmed
    "10-05": ("present", *FULL),  # away from 13 to 15, as agreed
    "10-06": ("excused",),
    "10-07": ("sick",),
    "10-08": ("field_duty", "08:00", "17:00"),
    # 10-09: nothing
    "10-10": ("present", "08:00", "11:00"),  # a Saturday the office has confirmed
    "10-12": ("present", "10:05", "16:00"),  # away until 10, as agreed: in time
    "10-13": ("present", "10:06", "16:00"),  # the same, and late
    # 10-14: a holiday of the office
    "10-15": ("present", "07:30"),  # no time out
    "10-16": ("present", "07:30", "16:30"),  # asked to be away, and nobody has decided
    **dict.fromkeys(("10-19", "10-20", "10-21", "10-22"), ("present", "07:30", "19:00")),
    "10-23": ("present", "07:30", "16:30"),
    # 10-26 and 10-27: paused
    "10-28": ("present", *FULL),  # asked to be away, and was refused
    "10-29": ("excused",),
    "10-30": ("excused",),
}
TONO = {
    "10-12": ("present", *FULL),
    "10-13": ("excused",),
    "10-15": ("present", "08:00", "16:00"),  # late
    # 10-16: nothing
    **dict.fromkeys(("10-19", "10-20", "10-21", "10-22"), ("present", *FULL)),
    "10-23": ("present", "07:30", "16:30"),
}


def at(day: str, time: str) -> dt.datetime:
    return moment(dt.date.fromisoformat(f"2026-{day}"), dt.time.fromisoformat(time), ZONE)


def seed(cast) -> None:
    """Both Octobers, with what the office has said of its programmes and of coming late."""
    add_holiday(cast.banua.id, dt.date(2026, 10, 14), "Hari Umpama", HolidayKind.LOCAL)
    set_grace(cast.banua.id, 5, dt.date(2026, 10, 1), TODAY)
    set_terms(cast.banua.id, InternKind.STUDENT, "", Terms(20, 2, 37))
    set_terms(cast.banua.id, InternKind.PUPIL, "PKL SMK", Terms(days=10))
    sari = _stay(cast.sari, cast.banua, (cast.pvl, cast.rina, cast.budi), "09-28", 35)
    tono = _stay(cast.tono, cast.banua, (cast.pencegahan, cast.budi, None), "10-12", 12)
    Placement.update(kind=InternKind.PUPIL, programme="PKL  smk").where(
        Placement.id == tono.id
    ).execute()
    for stay, days in ((sari, SARI), (tono, TONO)):
        for day, said in days.items():
            _record(stay, day, *said)
    confirm_day_off(
        Attendance.get(Attendance.day == dt.date(2026, 10, 10)), True, cast.wati.id, NOON
    )
    for verb, day in (("pause", "10-26"), ("resume", "10-28")):
        PlacementEvent.create(placement=sari, verb=verb, actor=cast.wati, at=at(day, "08:00"))
    _ask_for_parts(cast, sari)


def _stay(person, office, where, first: str, days: int) -> Placement:
    placed = place(person, office, [where], dt.date.fromisoformat(f"2026-{first}"), days)
    return Placement.get_by_id(placed.id)


def _record(stay: Placement, day: str, kind: str, came: str = "", left: str = "") -> None:
    Attendance.create(
        placement=stay,
        person=stay.person_id,
        office=stay.office_id,
        day=dt.date.fromisoformat(f"2026-{day}"),
        kind=AttendanceKind(kind),
        checked_in_at=at(day, came) if came else None,
        checked_out_at=at(day, left) if left else None,
    )


def _ask_for_parts(cast, sari: Placement) -> None:
    for day, since, until, decide in (
        ("10-05", "13:00", "15:00", accept_correction),
        ("10-12", "07:30", "10:00", accept_correction),
        ("10-13", "07:30", "10:00", accept_correction),
        ("10-16", "07:30", "16:30", None),
        ("10-28", "09:00", "12:00", refuse_correction),
    ):
        date, part = dt.date.fromisoformat(f"2026-{day}"), (at(day, since), at(day, until))
        # asked while it was still possible
        asked = ask_to_be_away(sari, date, part, "Ujian di kampus.", new_key(), part[0] - DAY)
        if decide:
            decide(correction_by_key(asked.key), "Begitu.", cast.rina.id, NOON)
