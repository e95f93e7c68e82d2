"""Each week is weighed once, in the month in which it ends or the internship does."""

import datetime as dt

import pytest

from mori.attendance.office_months.rows import Recorded
from mori.attendance.office_months.rules import Mark, Sign, Weeks, weeks_above
from mori.attendance.rules import AttendanceKind, DayRecord
from mori.attendance.terms.operations import set_terms
from mori.attendance.terms.rules import Terms
from mori.core.workdays import DAY
from mori.placements.models import Placement
from mori.placements.rules import InternKind

from .seeded import seed

MONDAY = dt.date(2026, 10, 26)  # of the week that ends on Sunday, 1 November
OCTOBER = dt.date(2026, 10, 1), dt.date(2026, 10, 31)
NOVEMBER = dt.date(2026, 11, 1), dt.date(2026, 11, 30)
PRESENT = Recorded("k", AttendanceKind.PRESENT, None, None, None)


def present(day: dt.date, hours: int | None) -> Mark:
    minutes = None if hours is None else hours * 60
    record = DayRecord(day, AttendanceKind.PRESENT, PRESENT, minutes)
    return Mark(day, Sign.PRESENT, record=record)


@pytest.mark.once
@pytest.mark.parametrize(
    ("ends_on", "october", "november"),
    [
        (MONDAY + 3 * DAY, 1, 0),  # on the Thursday
        (MONDAY + 5 * DAY, 1, 0),  # on the last day of October
        (MONDAY + 6 * DAY, 0, 1),
        (MONDAY + 60 * DAY, 0, 1),
    ],
)
def test_a_week_that_the_internship_does_not_outlive_is_weighed(ends_on, october, november):
    marks = [present(MONDAY + number * DAY, 10) for number in range(4)]

    assert weeks_above(marks, *OCTOBER, ends_on, 37) == Weeks(october, 0)
    assert weeks_above(marks, *NOVEMBER, ends_on, 37) == Weeks(november, 0)


@pytest.mark.once
def test_a_last_week_whose_times_are_not_known_is_said_to_be_so():
    marks = [present(MONDAY, None), present(MONDAY + DAY, 10)]

    assert weeks_above(marks, *OCTOBER, MONDAY + DAY, 37) == Weeks(0, 1)


def test_the_page_weighs_the_week_of_the_last_day(visit, cast, noon):
    seed(cast)
    set_terms(cast.banua.id, InternKind.STUDENT, "", Terms(weekly_hours=20))
    first, last = dt.date(2026, 9, 28), dt.date(2026, 9, 30)  # 22.5 hours from Monday on

    Placement.update(ends_on=last).where(Placement.starts_on == first).execute()

    row = visit(cast.wati).get("/presensi/rekap?bulan=2026-09").text.split("Sari Contoh")[1]
    assert row.split("</tr>")[0].rstrip().endswith('<td class="sum">1</td>')
