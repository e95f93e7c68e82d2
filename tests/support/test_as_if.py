"""The clock of tests: one moment for all that a test does and starts, and the days to try."""

import datetime as dt
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from mori.core.clock import ZONE_NAMES, local, now
from mori.core.workdays import DAY
from tests.support import days
from tests.support.as_if import MOMENT, as_the_machine, begins, moment

MORI = Path(__file__).parents[2] / "mori"
ASKS = re.compile(r"\b(?:datetime|date|dt)\.(?:now|today|utcnow)\(|\btime\.time\b|\blocaltime\(")
MAY_ASK = {
    "core/clock.py",
    "safeguarding/button/app.py",
    "safeguarding/button/spool.py",
}  # the button knows the standard library alone
MOMENTS = [moment(each) for each in days.MOMENTS.values()]


def told_by_a_program(*options: str) -> float:
    """Seconds since 1970, as a Python program that is started now sees it."""
    command = [sys.executable, *options, "-c", "import time; print(time.time())"]
    return float(subprocess.run(command, capture_output=True, check=True).stdout)


def test_a_test_and_what_it_starts_believe_what_the_run_says(request):
    begun = begins(request.node)

    assert begun <= now() < begun + dt.timedelta(minutes=1)
    assert abs(told_by_a_program() - now().timestamp()) < 5


@pytest.mark.parametrize(
    ("day", "is_marked", "begun"),
    [
        ("Sunday", True, days.MOMENTS["Sunday"]),
        ("Sunday", False, MOMENT),
        (None, True, MOMENT),
    ],
)
def test_what_knows_a_calendar_begins_on_the_day_that_is_named(day, is_marked, begun):
    options = {"--as-if": moment(MOMENT), "--calendar-as-if": day}
    config = SimpleNamespace(getoption=options.__getitem__)
    node = SimpleNamespace(config=config, get_closest_marker=lambda name: is_marked)

    assert begins(node) == moment(begun)


def test_the_machines_own_time_can_be_had_where_nothing_else_will_do():
    with as_the_machine():
        assert abs(told_by_a_program("-I") - now().timestamp()) < 5


def test_a_moment_without_its_zone_is_none():
    with pytest.raises(ValueError, match="zone"):
        moment("2026-12-31T23:58")


def test_nothing_but_the_clock_asks_the_machine_for_the_time():
    asking = {
        path.relative_to(MORI).as_posix()
        for path in MORI.rglob("*.py")
        if ASKS.search(path.read_text())
    }

    assert asking == MAY_ASK, "Take the moment as an argument, from mori.core.clock.now()."


def test_the_days_are_all_weekdays_both_ends_a_holiday_and_a_day_of_ramadan():
    dates = {name: moment(text).date() for name, text in days.MOMENTS.items()}

    assert all(f"{dates[name]:%A}" == name for name in list(dates)[:7])
    assert len({each.weekday() for each in list(dates.values())[:7]}) == 7
    assert (dates["a month's end"] + DAY).day == 1
    assert dates["a year's end"].strftime("%m-%d") == "12-31"
    assert f"\n{dates['a holiday']},national" in (MORI / "offices" / "holidays.csv").read_text()
    assert dt.date(2027, 2, 8) <= dates["Ramadan"] <= dt.date(2027, 3, 9)


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
def test_both_sides_of_midnight_are_tried_in_each_zone(zone):
    clocks = {f"{local(each, zone):%H.%M}" for each in MOMENTS}

    assert {"23.58", "00.05"} <= clocks, ZONE_NAMES[zone]


def test_each_day_has_its_turn():
    first = dt.date(2026, 11, 18)

    turns = {days.turn(first + n * DAY) for n in range(len(days.MOMENTS))}

    assert turns == set(days.MOMENTS)
