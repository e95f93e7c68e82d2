import datetime as dt

import pytest

from mori.attendance.corrections.rules import Slip, may_correct, slip_in
from mori.attendance.rules import AttendanceKind
from tests.cast import NOON, TODAY

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
PRESENT, DUTY, SICK = AttendanceKind.PRESENT, AttendanceKind.FIELD_DUTY, AttendanceKind.SICK


@pytest.mark.parametrize(("days", "may"), [(0, True), (-31, True), (-32, False), (1, False)])
def test_a_day_of_the_last_month_may_be_corrected(days, may):
    assert may_correct(TODAY + days * DAY, TODAY) is may


@pytest.mark.parametrize(
    ("kind", "came_at", "left_at", "slip"),
    [
        (PRESENT, NOON - 4 * HOUR, NOON, None),
        (PRESENT, NOON - 4 * HOUR, None, None),
        (PRESENT, None, None, Slip.NO_TIME_IN),
        (PRESENT, None, NOON, Slip.NO_TIME_IN),
        (DUTY, None, None, None),
        (DUTY, None, NOON, Slip.NO_TIME_IN),
        (SICK, None, None, None),
        (PRESENT, NOON, NOON, Slip.LEFT_BEFORE),
        (PRESENT, NOON, NOON - HOUR, Slip.LEFT_BEFORE),
        (PRESENT, NOON, NOON + HOUR, Slip.TO_COME),
        (SICK, NOON + HOUR, None, Slip.TO_COME),
    ],
)
def test_times_that_cannot_be_are_found(kind, came_at, left_at, slip):
    assert slip_in(kind, came_at, left_at, NOON) == slip
