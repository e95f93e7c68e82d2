from enum import StrEnum

import pytest

from mori.attendance.models import Attendance
from mori.attendance.queries import attendance_between
from mori.attendance.rules import AttendanceKind
from mori.core.db import EnumField
from tests.cast import TODAY


@pytest.fixture
def row(cast) -> Attendance:
    return Attendance.create(
        placement=cast.placement, person=cast.sari, office=cast.banua, day=TODAY, kind="sick"
    )


def test_a_column_gives_the_member(row, cast):
    compiled = attendance_between(placement=cast.placement.id, first=TODAY, last=TODAY)

    assert Attendance.get().kind is AttendanceKind.SICK
    assert compiled[0].kind is AttendanceKind.SICK


def test_what_is_no_member_does_not_go_in(row):
    with pytest.raises(ValueError, match=r"Attendance\.kind: 'asleep' is no AttendanceKind"):
        Attendance.update(kind="asleep").execute()


def test_what_is_no_member_does_not_come_out(row):
    Attendance._meta.database.execute_sql("UPDATE attendance SET kind = 'asleep'")

    with pytest.raises(ValueError, match=r"Attendance\.kind: 'asleep' is no AttendanceKind"):
        Attendance.get()


def test_a_value_has_to_fit_into_its_column():
    class Long(StrEnum):
        ONE = "examination_abroad"

    with pytest.raises(ValueError, match="longer than 12"):
        EnumField(Long, max_length=12)
