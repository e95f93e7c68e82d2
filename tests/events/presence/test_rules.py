"""Which half-days an event has, which one it is now, and which mark counts."""

import datetime as dt
from types import SimpleNamespace

import pytest

from mori.events.presence.rules import HalfDay, Part, earliest, half_day_at, half_days, is_taken

FIRST, SECOND = dt.date(2026, 11, 18), dt.date(2026, 11, 19)
AM, PM = HalfDay(FIRST, Part.AM), HalfDay(FIRST, Part.PM)


def session(starts: str, ends: str, day: dt.date = FIRST):
    times = {"starts": dt.time.fromisoformat(starts), "ends": dt.time.fromisoformat(ends)}
    return SimpleNamespace(day=day, **times)


@pytest.mark.parametrize(
    ("agenda", "halves"),
    [
        ([], [AM, PM]),
        ([session("08:30", "12:00")], [AM]),
        ([session("08:30", "13:00")], [AM]),  # with lunch
        ([session("08:30", "15:00")], [AM, PM]),
        ([session("13:00", "15:00")], [PM]),
        ([session("12:10", "12:50")], [PM]),
        ([session("09:00", "11:00"), session("13:30", "15:00")], [AM, PM]),
    ],
)
def test_half_days_are_those_of_the_agenda(agenda, halves):
    assert half_days([FIRST], agenda) == halves


def test_a_day_of_which_the_agenda_says_nothing_has_both():
    found = half_days([FIRST, SECOND], [session("09:00", "11:00")])

    assert found == [AM, HalfDay(SECOND, Part.AM), HalfDay(SECOND, Part.PM)]


@pytest.mark.parametrize(
    ("clock", "agenda", "part"),
    [
        ("00:05", [], Part.AM),
        ("11:59", [], Part.AM),
        ("12:00", [], Part.PM),
        ("23:58", [], Part.PM),
        ("12:59", [session("08:30", "11:30"), session("13:30", "15:00")], Part.AM),
        ("13:00", [session("08:30", "11:30"), session("13:30", "15:00")], Part.PM),
        ("15:00", [session("08:30", "11:30")], Part.AM),  # there is no afternoon
        ("07:00", [session("13:30", "15:00")], Part.PM),
    ],
)
def test_a_mark_is_of_the_half_day_that_the_clock_of_the_place_says(clock, agenda, part):
    there = dt.datetime.combine(FIRST, dt.time.fromisoformat(clock))

    assert half_day_at(half_days([FIRST], agenda), agenda, there) == HalfDay(FIRST, part)


def test_on_another_day_there_is_none():
    assert half_day_at([AM, PM], [], dt.datetime.combine(SECOND, dt.time(9))) is None


def test_the_earliest_counts_and_of_two_at_once_the_first():
    at = dt.datetime(2026, 11, 18, 0, 41, tzinfo=dt.UTC)
    scans = [
        SimpleNamespace(id=1, seen_at=at + dt.timedelta(minutes=1)),
        SimpleNamespace(id=3, seen_at=at),
        SimpleNamespace(id=2, seen_at=at),
    ]

    assert earliest(scans) is scans[2]
    assert earliest([]) is None


@pytest.mark.parametrize(
    ("ago", "expected"),
    [
        (dt.timedelta(0), True),
        (dt.timedelta(days=7), True),
        (dt.timedelta(days=7, seconds=1), False),
        (dt.timedelta(seconds=-1), False),
    ],
)
def test_what_a_phone_kept_is_taken_for_a_week_and_never_from_the_future(ago, expected):
    at = dt.datetime(2026, 11, 18, 4, tzinfo=dt.UTC)

    assert is_taken(at - ago, at) is expected
