import datetime as dt

import pytest

from mori.core.workdays import Calendar, Hours
from mori.offices.rules import (
    STANDARD_HOURS,
    STANDARD_RAMADAN_HOURS,
    clashes,
    stretches,
    unit_code,
)


def minutes_a_week(week) -> int:
    return sum(
        len(hours.weekdays)
        * (
            (hours.closes.hour - hours.opens.hour) * 60
            + hours.closes.minute
            - hours.opens.minute
            - hours.break_minutes
        )
        for hours in week
    )


@pytest.mark.parametrize(
    ("week", "hours"), [(STANDARD_HOURS, 37.5), (STANDARD_RAMADAN_HOURS, 32.5)]
)
def test_the_standard_week_has_the_regulations_hours(week, hours):
    assert minutes_a_week(week) == hours * 60
    assert sorted(day for each in week for day in each.weekdays) == [0, 1, 2, 3, 4]


def day(number: int) -> dt.date:
    return dt.date(2026, 2, number)


@pytest.mark.parametrize(
    ("season", "others", "clash"),
    [
        ((None, None), [(day(1), day(9))], False),
        ((day(1), day(9)), [(None, None)], False),
        ((day(1), day(9)), [(day(1), day(9))], False),  # the same season, set again
        ((day(1), day(9)), [(day(10), day(20))], False),
        ((day(1), day(9)), [(day(9), day(20))], True),
        ((day(3), day(4)), [(day(1), day(9))], True),
    ],
)
def test_seasons_may_not_share_days(season, others, clash):
    assert clashes(season, others) is clash


def test_weekdays_alike_are_one_stretch():
    long, short = (dt.time(7, 30), dt.time(16)), (dt.time(7, 30), dt.time(11))
    week = [Hours(0, *long), Hours(1, *long), Hours(2, *short), Hours(4, *long)]

    assert [(first, last) for first, last, _hours in stretches(week)] == [(0, 1), (2, 2), (4, 4)]


@pytest.mark.parametrize(("short", "code"), [("PVL", "pvl"), ("Hak & Etik", "hak-etik"), ("…", "")])
def test_a_units_code_comes_from_its_short_name(short, code):
    assert unit_code(short) == code


def test_a_holiday_is_one_only_where_the_office_would_work():
    calendar = Calendar(
        [Hours(0, dt.time(8), dt.time(16))], {day(2): "Senin contoh", day(1): "Minggu contoh"}
    )

    assert calendar.holiday_on(day(2)) == "Senin contoh"
    assert calendar.holiday_on(day(1)) == ""
