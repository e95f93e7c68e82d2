import datetime as dt
from dataclasses import dataclass

import pytest

from mori.attendance.rules import (
    ATTENDANCE_MOVES,
    AttendanceKind,
    DayStatus,
    day_records,
    is_second_tap,
    may_report,
    minutes_worked,
    totals,
)
from mori.core.clock import moment
from mori.core.workdays import Calendar, Hours
from mori.placements.rules import (
    MOVES,
    PlacementState,
    days_between,
    interruptions,
    misfit,
    span_on,
    split_evenly,
)

WITA = "Asia/Makassar"
WEEK = [
    *(Hours(day, dt.time(7, 30), dt.time(16), 60) for day in range(4)),
    Hours(4, dt.time(7, 30), dt.time(16, 30), 90),
]


def november(day: int) -> dt.date:
    return dt.date(2026, 11, day)


@dataclass(frozen=True)
class Stay:
    starts_on: dt.date
    ends_on: dt.date


def stay(first: int, last: int) -> Stay:
    return Stay(november(first), november(last))


@dataclass(frozen=True)
class Row:
    day: dt.date
    kind: AttendanceKind = AttendanceKind.PRESENT
    checked_in_at: dt.datetime | None = None
    checked_out_at: dt.datetime | None = None
    confirmed_at: dt.datetime | None = None


def worked(day: int, came: str, left: str, kind: AttendanceKind = AttendanceKind.PRESENT) -> Row:
    at = [moment(november(day), dt.time.fromisoformat(time), WITA) for time in (came, left)]
    return Row(november(day), kind, *at)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (1, 0),  # before the first
        (2, 0),
        (6, 0),
        (8, 0),  # in a gap: the one before
        (9, 1),
        (30, 1),  # after the last
    ],
)
def test_a_day_belongs_to_the_span_that_has_begun_last(day, found):
    spans = [stay(2, 6), stay(9, 20)]

    assert span_on(spans, november(day)) is spans[found]


def test_without_spans_a_day_belongs_to_none():
    assert span_on([], november(2)) is None


@pytest.mark.parametrize(
    ("spans", "wrong"),
    [
        ([], None),
        ([stay(2, 30)], None),
        ([stay(2, 13), stay(14, 30)], None),
        ([stay(2, 6), stay(9, 30)], None),
        ([stay(1, 6)], 0),
        ([stay(6, 2)], 0),
        ([stay(2, 13), stay(13, 30)], 1),
        ([stay(2, 13), stay(14, 20), stay(19, 30)], 2),
        ([Stay(november(2), dt.date(2026, 12, 1))], 0),
    ],
)
def test_the_first_span_that_does_not_fit_is_named(spans, wrong):
    assert misfit(november(2), november(30), spans) == wrong


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (1, [(1, 30)]),
        (2, [(1, 16), (17, 30)]),
        (3, [(1, 10), (11, 19), (20, 30)]),
        (4, [(1, 9), (10, 16), (17, 23), (24, 30)]),
    ],
)
def test_a_period_is_split_evenly_over_its_working_days(parts, expected):
    workdays = list(Calendar(WEEK).workdays(november(1), november(30)))  # 21, from Monday the 2nd

    split = split_evenly(november(1), november(30), workdays, parts)

    assert [(first.day, last.day) for first, last in split] == expected


def test_a_split_leaves_out_holidays():
    calendar = Calendar(WEEK, {november(3): "Hari contoh", november(4): "Hari contoh"})
    workdays = list(calendar.workdays(november(2), november(7)))  # 2, 5, 6

    split = split_evenly(november(2), november(7), workdays, 2)

    assert [(first.day, last.day) for first, last in split] == [(2, 5), (6, 7)]


@pytest.mark.parametrize(
    ("came", "left", "pause", "minutes"),
    [
        ("07:30", "16:00", 60, 450),
        ("07:30", "16:30", 90, 450),  # a Friday
        ("08:00", "15:00", 30, 390),  # in Ramadan
        ("08:00", "11:30", 60, 210),  # half a day has no break
        ("08:00", "12:00", 60, 240),
        ("08:00", "12:30", 60, 240),
        ("08:00", "13:10", 60, 250),
        ("09:00", "12:00", 0, 180),  # a day off
    ],
)
def test_hours_leave_out_the_break_of_a_longer_day(came, left, pause, minutes):
    row = worked(2, came, left)

    assert minutes_worked(row.checked_in_at, row.checked_out_at, pause) == minutes


def test_hours_without_a_time_out_are_unknown():
    assert minutes_worked(worked(2, "07:30", "16:00").checked_in_at, None, 60) is None


@pytest.mark.parametrize(
    ("days", "allowed"), [(-8, False), (-7, True), (0, True), (14, True), (15, False)]
)
def test_a_day_is_reported_up_to_a_week_back_and_two_ahead(days, allowed):
    assert may_report(november(16) + dt.timedelta(days=days), november(16)) is allowed


@pytest.mark.parametrize(("seconds", "second"), [(0, True), (59, True), (60, False)])
def test_a_tap_within_a_minute_is_a_second_tap(seconds, second):
    first = moment(november(2), dt.time(8), WITA)

    assert is_second_tap(first, first + dt.timedelta(seconds=seconds)) is second


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([("make", 1)], []),
        ([("make", 1), ("pause", 9), ("resume", 16)], [(9, 15)]),
        ([("pause", 9), ("resume", 9)], [(9, 8)]),  # the same day: not a day missed
        ([("pause", 9)], [(9, None)]),
        ([("pause", 9), ("withdraw", 12)], [(9, None)]),
        ([("pause", 3), ("resume", 5), ("pause", 9)], [(3, 4), (9, None)]),
    ],
)
def test_nobody_is_expected_while_paused_or_withdrawn(events, expected):
    found = interruptions((verb, november(day)) for verb, day in events)

    assert found == [
        (november(first), dt.date.max if last is None else november(last))
        for first, last in expected
    ]


def records(*rows: Row, closed: dict | None = None, today: int = 30, interrupted=()) -> dict:
    calendar = Calendar(WEEK, closed or {})
    days = days_between(november(1), november(30))
    found = day_records(
        calendar, days, {row.day: row for row in rows}, november(today), interrupted
    )
    return {record.day.day: record for record in found}


def test_a_month_shows_its_working_days():
    found = records(worked(2, "07:30", "16:00"), Row(november(3), AttendanceKind.SICK), today=5)

    assert {day: record.status for day, record in found.items()} == {
        2: AttendanceKind.PRESENT,
        3: AttendanceKind.SICK,
        4: DayStatus.MISSING,
        5: DayStatus.AWAITED,
    }
    assert found[2].minutes == 450


def test_a_holiday_is_named_and_not_missed():
    closed = {november(4): "Hari contoh", november(8): "Hari Minggu contoh"}

    found = records(closed=closed, today=10)

    assert (found[4].status, found[4].holiday) == (DayStatus.HOLIDAY, "Hari contoh")
    assert 8 not in found


def test_presence_on_a_holiday_counts_and_is_marked():
    found = records(worked(4, "08:00", "15:00"), closed={november(4): "Hari contoh"}, today=4)

    assert found[4].status == AttendanceKind.PRESENT
    assert (found[4].is_workday, found[4].holiday, found[4].minutes) == (False, "Hari contoh", 360)


def test_days_of_a_pause_are_left_out():
    found = records(today=10, interrupted=[(november(4), november(9))])

    assert sorted(found) == [2, 3, 10]


def test_a_planned_absence_is_shown_before_its_day():
    found = records(Row(november(20), AttendanceKind.EXCUSED), today=2)

    assert sorted(found) == [2, 20]


def test_the_season_decides_the_break():
    ramadan = Hours(0, dt.time(8), dt.time(15), 30, november(9), november(20))
    rows = {row.day: row for row in (worked(2, "08:00", "15:00"), worked(9, "08:00", "15:00"))}

    before, during = (
        next(day_records(Calendar([*WEEK, ramadan]), [day], rows, november(30)))
        for day in (november(2), november(9))
    )

    assert (before.minutes, during.minutes) == (360, 390)


def test_totals_count_days_and_minutes():
    found = records(
        worked(2, "07:30", "16:00"),
        worked(3, "08:00", "12:00", AttendanceKind.FIELD_DUTY),
        Row(november(4), AttendanceKind.SICK),
        Row(november(5), AttendanceKind.EXCUSED),
        today=9,
    )

    summed = totals(found.values())

    assert (summed.present, summed.away, summed.missing) == (2, 2, 1)
    assert summed.minutes == [450, 240]


def test_a_holiday_declared_later_takes_no_leave_and_gives_no_break():
    calendar = Calendar(WEEK, {november(2): "Libur", november(3): "Libur"})
    rows = (worked(2, "07:30", "16:00"), Row(november(3), AttendanceKind.SICK))

    found = list(
        day_records(
            calendar, [row.day for row in rows], {row.day: row for row in rows}, november(30)
        )
    )

    assert found[0].minutes == 450
    assert totals(found).away == 0


@pytest.mark.parametrize(("moves", "states"), [
    (MOVES, set(PlacementState)), (ATTENDANCE_MOVES, set(AttendanceKind)),
])  # fmt: skip
def test_every_state_is_reached(moves, states):
    begun = {PlacementState.ACTIVE, AttendanceKind.PRESENT}

    assert states <= {target for _sources, target in moves.values()} | begun


def test_what_has_ended_stays_ended():
    sources = {state for froms, _target in MOVES.values() for state in froms}

    assert set(PlacementState) - sources == {
        PlacementState.FINISHED,
        PlacementState.ENDED_EARLY,
        PlacementState.WITHDRAWN,
    }
