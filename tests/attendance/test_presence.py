import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest

from mori.attendance import queries
from mori.attendance.models import Attendance, AttendanceEvent
from mori.attendance.operations import check_in, check_out, report_absence
from mori.attendance.rules import AttendanceKind
from mori.core.clock import local_date
from mori.core.db import db
from mori.core.errors import Refused
from mori.offices.operations import add_holiday
from mori.offices.rules import HolidayKind
from mori.placements.models import Placement
from tests.cast import NOON, TODAY

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def placement(cast) -> Placement:
    return Placement.get_by_id(cast.placement.id)


def verbs() -> list[str]:
    return [event.verb for event in AttendanceEvent.select().order_by(AttendanceEvent.id)]


def test_coming_and_leaving_are_two_moments_of_a_day(placement):
    check_in(placement, TODAY, placement.person_id, NOON)
    row = check_out(placement, TODAY, placement.person_id, NOON + 4 * HOUR)

    assert (row.kind, row.checked_in_at, row.checked_out_at) == (
        AttendanceKind.PRESENT,
        NOON,
        NOON + 4 * HOUR,
    )
    assert verbs() == ["check_in", "check_out"]


def test_checking_in_again_changes_nothing(placement):
    check_in(placement, TODAY, placement.person_id, NOON)
    row = check_in(placement, TODAY, placement.person_id, NOON + HOUR)

    assert row.checked_in_at == NOON
    assert verbs() == ["check_in"]


def test_a_second_tap_that_lands_on_check_out_is_refused_and_records_nothing(placement):
    row = check_in(placement, TODAY, placement.person_id, NOON)

    with pytest.raises(Refused, match="less than a minute ago"):
        check_out(placement, TODAY, placement.person_id, NOON + MINUTE / 2)

    assert queries.attendance_of(placement.id, row.day).checked_out_at is None


def test_leaving_again_later_moves_the_time_out(placement):
    check_in(placement, TODAY, placement.person_id, NOON)
    check_out(placement, TODAY, placement.person_id, NOON + HOUR)
    row = check_out(placement, TODAY, placement.person_id, NOON + 4 * HOUR)

    assert row.checked_out_at == NOON + 4 * HOUR


def test_an_earlier_time_out_that_waited_on_a_phone_moves_nothing_back(placement):
    check_in(placement, TODAY, placement.person_id, NOON)
    check_out(placement, TODAY, placement.person_id, NOON + 4 * HOUR)
    row = check_out(placement, TODAY, placement.person_id, NOON + 2 * HOUR, NOON + 5 * HOUR)

    assert (row.checked_out_at, row.out_received_at) == (NOON + 4 * HOUR, None)
    assert verbs() == ["check_in", "check_out"]


def test_of_two_times_out_at_once_the_later_stays(placement, monkeypatch):
    check_in(placement, TODAY, placement.person_id, NOON)
    before = queries.attendance_of(placement.id, TODAY)
    check_out(placement, TODAY, placement.person_id, NOON + 4 * HOUR)
    monkeypatch.setattr(queries, "attendance_of", lambda *_: before)

    check_out(placement, TODAY, placement.person_id, NOON + 2 * HOUR)

    assert Attendance.get().checked_out_at == NOON + 4 * HOUR


def test_leaving_needs_coming(placement):
    with pytest.raises(Refused):
        check_out(placement, TODAY, placement.person_id, NOON)


@pytest.mark.parametrize("state", ["paused", "finished", "ended_early", "withdrawn"])
def test_only_a_running_placement_takes_attendance(placement, state):
    Placement.update(state=state).execute()
    stopped = Placement.get_by_id(placement.id)

    with pytest.raises(Refused):
        check_in(stopped, TODAY, stopped.person_id, NOON)
    assert not Attendance.select().exists()


@pytest.mark.parametrize("day", [dt.date(2026, 11, 1), dt.date(2027, 1, 1)])
def test_a_day_outside_the_placement_takes_no_attendance(placement, day):
    with pytest.raises(Refused):
        check_in(placement, day, placement.person_id, NOON)


def test_coming_on_a_day_off_is_recorded(placement):
    saturday = dt.date(2026, 11, 21)

    row = check_in(placement, saturday, placement.person_id, NOON + 3 * DAY)

    assert row.kind == AttendanceKind.PRESENT


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Asia/Jakarta", dt.date(2026, 11, 18)),  # 22.30
        ("Asia/Makassar", dt.date(2026, 11, 18)),  # 23.30
        ("Asia/Jayapura", dt.date(2026, 11, 19)),  # 00.30
    ],
)
def test_a_moment_belongs_to_the_day_of_its_zone(zone, day):
    assert local_date(dt.datetime(2026, 11, 18, 15, 30, tzinfo=dt.UTC), zone) == day


@pytest.mark.parametrize("kind", [AttendanceKind.SICK, AttendanceKind.EXCUSED])
def test_who_reported_away_and_still_comes_is_present(placement, kind):
    report_absence(placement, TODAY, kind, "", placement.person_id, NOON - 4 * HOUR)
    row = check_in(placement, TODAY, placement.person_id, NOON)

    assert (row.kind, row.checked_in_at) == (AttendanceKind.PRESENT, NOON)


def test_duty_elsewhere_stays_so_with_a_time(placement):
    report_absence(placement, TODAY, AttendanceKind.FIELD_DUTY, "Loka", placement.person_id, NOON)
    row = check_in(placement, TODAY, placement.person_id, NOON)

    assert (row.kind, row.note) == (AttendanceKind.FIELD_DUTY, "Loka")


def test_falling_ill_at_the_office_keeps_the_hours(placement):
    check_in(placement, TODAY, placement.person_id, NOON)
    row = report_absence(
        placement, TODAY, AttendanceKind.SICK, "", placement.person_id, NOON + HOUR
    )

    assert (row.kind, row.checked_in_at) == (AttendanceKind.SICK, NOON)


def test_a_past_day_of_presence_stays_one(placement):
    yesterday = TODAY - DAY
    check_in(placement, yesterday, placement.person_id, NOON - DAY)

    with pytest.raises(Refused):
        report_absence(placement, yesterday, AttendanceKind.SICK, "", placement.person_id, NOON)
    duty = AttendanceKind.FIELD_DUTY
    assert report_absence(placement, yesterday, duty, "", placement.person_id, NOON).kind == duty


def test_reporting_the_same_twice_is_one_event(placement):
    for _again in range(2):
        report_absence(placement, TODAY, AttendanceKind.SICK, "Demam", placement.person_id, NOON)

    assert verbs() == ["sick"]


@pytest.mark.parametrize("days", [-8, 15])
def test_a_day_too_far_away_is_not_reported(placement, days):
    with pytest.raises(Refused):
        report_absence(
            placement, TODAY + days * DAY, AttendanceKind.SICK, "", placement.person_id, NOON
        )


def test_nobody_is_excused_from_a_day_off_but_may_be_on_duty(cast, placement):
    friday = dt.date(2026, 11, 20)
    add_holiday(cast.banua.id, friday, "Hari contoh", HolidayKind.LOCAL)
    placement = Placement.get_by_id(placement.id)

    with pytest.raises(Refused):
        report_absence(placement, friday, AttendanceKind.EXCUSED, "", placement.person_id, NOON)
    duty = AttendanceKind.FIELD_DUTY
    assert report_absence(placement, friday, duty, "", placement.person_id, NOON).kind == duty


def test_two_check_ins_at_once_are_one(committed):
    key = committed.cast.placement.id

    def tap(_number: int) -> int:
        with db.connection_context():
            placement = Placement.get_by_id(key)
            return check_in(placement, TODAY, placement.person_id, NOON).id

    db.close()
    with ThreadPoolExecutor(4) as pool:
        ids = set(pool.map(tap, range(8)))

    assert len(ids) == 1
    assert verbs() == ["check_in"]
