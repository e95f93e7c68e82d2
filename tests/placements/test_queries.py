import datetime as dt

import pytest

from mori.attendance.models import Attendance
from mori.attendance.queries import attendance_between
from mori.placements.models import Placement
from mori.placements.queries import progress, spans_today
from tests.cast import NOON, TODAY, place

DAY = dt.timedelta(days=1)


def test_todays_spans_carry_the_placement_and_the_people(cast):
    (row,) = spans_today(person=cast.sari.id, today=TODAY)

    assert row._asdict() == {
        "placement_id": cast.placement.id,
        "placement_key": cast.placement.key,
        "kind": "student",
        "programme": "Magang",
        "starts_on": cast.placement.starts_on,
        "ends_on": cast.placement.ends_on,
        "state": "active",
        "span_id": row.span_id,
        "unit_id": cast.pvl.id,
        "unit_code": "pvl",
        "unit_name": "Penerimaan dan Verifikasi Laporan",
        "unit_short": "PVL",
        "span_starts_on": cast.placement.starts_on,
        "span_ends_on": cast.placement.ends_on,
        "supervisor_id": cast.rina.id,
        "supervisor_name": "Rina Contoh",
        "stand_in_id": cast.budi.id,
    }


def test_spans_come_in_their_order(cast):
    Placement.update(state="finished").execute()
    stays = [(cast.pencegahan, cast.budi, None), (cast.pvl, cast.rina, None)]
    place(cast.sari, cast.banua, stays, TODAY)

    rows = spans_today(person=cast.sari.id, today=TODAY)

    assert [row.unit_id for row in rows] == [cast.pencegahan.id, cast.pvl.id]


@pytest.mark.parametrize(
    ("state", "shown"),
    [("active", 1), ("extended", 1), ("paused", 1), ("finished", 0), ("withdrawn", 0)],
)
def test_only_an_ongoing_placement_is_todays(cast, state, shown):
    Placement.update(state=state).execute()

    assert len(spans_today(person=cast.sari.id, today=TODAY)) == shown


@pytest.mark.parametrize(("days", "shown"), [(0, 1), (14, 1), (15, 0)])
def test_a_placement_is_shown_two_weeks_before_it_starts(cast, days, shown):
    Placement.update(starts_on=TODAY + days * DAY).execute()

    assert len(spans_today(person=cast.sari.id, today=TODAY)) == shown


def test_the_placement_that_runs_comes_before_the_next(cast):
    following = place(cast.sari, cast.banua, [(cast.pvl, cast.budi, None)], TODAY + 5 * DAY)
    Placement.update(ends_on=TODAY + 4 * DAY).where(Placement.id == cast.placement).execute()

    def found(today: dt.date) -> int:
        return spans_today(person=cast.sari.id, today=today)[0].placement_id

    assert found(TODAY) == cast.placement.id
    assert found(TODAY + 5 * DAY) == following.id


def test_attendance_between_two_days_is_in_order(cast):
    for days in (0, -1, -9):
        Attendance.create(
            placement=cast.placement,
            person=cast.sari,
            office=cast.banua,
            day=TODAY + days * DAY,
            checked_in_at=NOON + days * DAY,
        )

    rows = attendance_between(placement=cast.placement.id, first=TODAY - DAY, last=TODAY)

    assert [
        (row.day, row.kind, row.checked_in_at, row.checked_out_at, row.note) for row in rows
    ] == [
        (TODAY - DAY, "present", NOON - DAY, None, ""),
        (TODAY, "present", NOON, None, ""),
    ]


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (dt.date(2026, 11, 1), 0),
        (dt.date(2026, 11, 2), 1),
        (dt.date(2026, 11, 8), 5),  # a Sunday
        (dt.date(2026, 11, 9), 6),
        (dt.date(2027, 3, 1), 44),  # long over
    ],
)
def test_progress_counts_working_days(cast, today, day):
    version = cast.banua.calendar_version

    assert progress(cast.placement, version, today) == (day, 44)
