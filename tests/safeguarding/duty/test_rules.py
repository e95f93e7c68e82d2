"""Hours, shifts and absences by the clock alone."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from mori.safeguarding.duty.rules import (
    Away,
    Declared,
    Pattern,
    Roster,
    Span,
    Turn,
    by_day,
    by_week,
    span_of,
    whole_days,
)

WEDNESDAY = dt.date(2026, 11, 18)
HOLIDAY = dt.date(2026, 11, 25)  # a Wednesday too
ZONES = {"Asia/Jakarta": 7, "Asia/Makassar": 8, "Asia/Jayapura": 9}


def time(text: str) -> dt.time:
    return dt.time.fromisoformat(text)


def on(text: str, zone: str = "Asia/Makassar", day: dt.date = WEDNESDAY) -> dt.datetime:
    return dt.datetime.combine(day, time(text), ZoneInfo(zone)).astimezone(dt.UTC)


def roster(*hours: str, zone: str = "Asia/Makassar", **more) -> Roster:
    """Hours written "08:00-16:00", of Wednesdays."""
    declared = [Declared(2, *map(time, each.split("-"))) for each in hours]
    return Roster(zone=zone, declared=declared, **more)


def turn(person: int, opens: str, closes: str, position: int = 0) -> Turn:
    return Turn(person, position, Span(on(opens), on(closes)))


@pytest.mark.parametrize(("zone", "offset"), ZONES.items())
def test_hours_hold_by_the_offices_own_clock(zone, offset):
    found = roster("08:00-16:00", zone=zone)

    opening = dt.datetime(2026, 11, 18, tzinfo=dt.UTC) + dt.timedelta(hours=8 - offset)
    minute = dt.timedelta(minutes=1)
    assert not found.is_staffed(opening - minute)
    assert found.is_staffed(opening)
    assert found.is_staffed(opening + 8 * 60 * minute - minute)
    assert not found.is_staffed(opening + 8 * 60 * minute)


def test_hours_that_meet_are_one():
    found = roster("08:00-12:00", "12:00-16:00", "15:00-17:30")

    assert found.spans(on("00:00"), on("23:00")) == [Span(on("08:00"), on("17:30"))]


def test_hours_go_on_over_midnight_when_the_next_day_begins_with_them():
    hours = [Declared(2, time("22:00"), time("00:00")), Declared(3, time("00:00"), time("06:00"))]
    found = Roster(zone="Asia/Makassar", declared=hours)
    next_day = WEDNESDAY + dt.timedelta(days=1)

    assert found.spans(on("23:00"), on("23:30")) == [
        Span(on("22:00"), on("06:00", day=next_day)),
    ]


def test_a_shift_that_ends_before_it_begins_ends_on_the_next_day():
    night = span_of(WEDNESDAY, time("22:00"), time("06:00"), "Asia/Jayapura")

    assert night.ends_at - night.starts_at == dt.timedelta(hours=8)
    assert night.starts_at == on("22:00", "Asia/Jayapura")


def test_a_holiday_has_no_hours_unless_they_say_so():
    closed = roster("08:00-16:00", holidays={HOLIDAY})
    hours = [Declared(2, time("08:00"), time("16:00"), on_holidays=True)]
    open_too = Roster(zone="Asia/Makassar", declared=hours, holidays={HOLIDAY})

    assert not closed.is_staffed(on("09:00", day=HOLIDAY))
    assert closed.is_staffed(on("09:00"))
    assert open_too.is_staffed(on("09:00", day=HOLIDAY))


def test_hours_hold_from_their_first_day_to_their_last():
    weeks = [WEDNESDAY + dt.timedelta(weeks=each) for each in range(-1, 3)]
    hours = Declared(2, time("08:00"), time("16:00"), weeks[1], weeks[2])
    found = Roster(zone="Asia/Makassar", declared=[hours])

    assert [found.is_staffed(on("09:00", day=day)) for day in weeks] == [False, True, True, False]


def test_each_hour_begins_at_the_opening_or_on_the_full_hour():
    found = roster("07:30-10:15").hours(on("00:00"), on("23:00"))

    assert found == [on("07:30"), on("08:00"), on("09:00"), on("10:00")]


def test_the_next_hours_are_now_or_next_week():
    found = roster("08:00-16:00")
    later = WEDNESDAY + dt.timedelta(days=7)

    assert found.next_staffed(on("09:00")) == on("09:00")
    assert found.next_staffed(on("16:00")) == on("08:00", day=later)
    assert Roster(zone="Asia/Makassar").next_staffed(on("09:00")) is None


def test_whoever_is_first_is_called_first():
    found = roster(
        "08:00-16:00",
        officers=(1, 2),
        turns=(turn(1, "08:00", "16:00", 1), turn(2, "08:00", "16:00", 0)),
    )

    assert found.there(on("09:00")) == [2, 1]
    assert found.there(on("16:00")) == []


def test_an_office_without_hours_has_its_officers_in_the_order_of_their_appointment():
    assert Roster(zone="Asia/Makassar", officers=(5, 3), heads=(9,)).there(on("02:00")) == [5, 3]
    assert Roster(zone="Asia/Makassar", heads=(9,)).there(on("02:00")) == [9]


def test_an_office_without_hours_is_never_without_anybody():
    gone = Away(5, None, whole_days(WEDNESDAY, WEDNESDAY, "Asia/Makassar"))

    there = Roster(zone="Asia/Makassar", officers=(5, 3), aways=(gone,)).there(on("02:00"))
    alone = Roster(zone="Asia/Makassar", officers=(5,), aways=(gone,)).there(on("02:00"))

    assert (there, alone) == ([3], [5])


ABSENCES = {
    "a stand-in": ([(1, 3)], [3, 2]),
    "none": ([(1, None)], [2]),
    "one who is there already": ([(1, 2)], [2]),
    "one who is away, with one of their own": ([(1, 3), (3, 4)], [4, 2]),
    "one who is away": ([(1, 3), (3, None)], [2]),
    "each for the other": ([(1, 2), (2, 1)], []),
    "one who is no officer any more": ([(1, 8)], [2]),
    "noted twice, the later counts": ([(1, 3), (1, 4)], [4, 2]),
}


@pytest.mark.parametrize(("pairs", "expected"), ABSENCES.values(), ids=ABSENCES)
def test_whoever_is_away_is_stood_in_for(pairs, expected):
    day = whole_days(WEDNESDAY, WEDNESDAY, "Asia/Makassar")
    found = roster(
        "08:00-16:00",
        officers=(1, 2, 3, 4),
        turns=(turn(1, "08:00", "16:00"), turn(2, "08:00", "16:00", 1)),
        aways=[Away(person, stand_in, day) for person, stand_in in pairs],
    )

    assert found.there(on("09:00")) == expected


def test_whoever_is_no_officer_any_more_is_not_on_duty():
    found = roster("08:00-16:00", officers=(2,), turns=(turn(1, "08:00", "16:00"),))

    assert found.there(on("09:00")) == []


def test_an_hour_counts_at_its_weakest_moment():
    found = roster(
        "08:00-12:15",
        officers=(1, 2),
        turns=(turn(1, "08:00", "11:40"), turn(2, "08:00", "12:15", 1)),
    )

    assert found.fewest(on("10:00")) == [1, 2]
    assert found.fewest(on("11:00")) == [2]
    assert found.fewest(on("12:00")) == [2]  # that nobody is there at half past twelve is right


def test_a_change_of_shift_within_an_hour_is_no_hole():
    found = roster(
        "08:00-16:00",
        officers=(1, 2),
        turns=(turn(1, "08:00", "12:30"), turn(2, "12:30", "16:00")),
    )

    assert len(found.fewest(on("12:00"))) == 1


def test_hours_with_the_same_people_are_one_run():
    found = roster(
        "08:00-16:00",
        officers=(1, 2),
        turns=(turn(1, "08:00", "16:00"), turn(2, "08:00", "12:00", 1)),
    ).runs(on("00:00"), on("23:00"))

    assert [(run.span, run.people, run.is_hole) for run in found] == [
        (Span(on("08:00"), on("12:00")), (1, 2), False),
        (Span(on("12:00"), on("16:00")), (1,), True),
    ]


def test_national_duty_is_at_any_hour():
    night = Span(on("18:00"), on("23:00"))
    found = Roster("Asia/Jakarta", officers=(1,), turns=(Turn(1, 0, night),), is_national=True)

    assert found.is_staffed(on("03:00"))
    assert (found.there(on("19:00")), found.there(on("03:00"))) == ([1], [])
    assert len(found.hours(on("00:00"), on("23:00"))) == 23


def test_a_week_says_how_long_fewer_than_two_are_there():
    officers = Roster(
        "Asia/Makassar",
        officers=(1, 2),
        declared=[Declared(weekday, time("08:00"), time("12:00")) for weekday in (0, 2)],
        turns=[Turn(number, number, Span(on("08:00"), on("12:00"))) for number in (1, 2)],
    )
    runs = officers.runs(on("00:00"), on("00:00", day=WEDNESDAY + dt.timedelta(7)))

    weeks = by_week(by_day(runs, "Asia/Makassar"))

    lacking = {monday.day: week.minutes_of_holes for monday, week in weeks.items()}
    assert lacking == {16: 0, 23: 240}


PATTERNS = {
    "each week": (1, 2, [18, 20, 25, 27]),
    "every second": (2, 3, [18, 20, 2, 4]),
    "a week": (1, 1, [18, 20]),
}


@pytest.mark.parametrize(("every", "weeks", "days"), PATTERNS.values(), ids=PATTERNS)
def test_a_pattern_is_repeated(every, weeks, days):
    pattern = Pattern((2, 4), time("08:00"), time("16:00"), WEDNESDAY, weeks, every)

    assert [day.day for day in pattern.days()] == days
