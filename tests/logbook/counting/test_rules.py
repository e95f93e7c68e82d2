"""How long an entry waited, and when the office let it lapse."""

import datetime as dt

import pytest

from mori.logbook.counting.rules import Step, waited, working_minutes

WITA = dt.timezone(dt.timedelta(hours=8))
LAPSES_AFTER = 3


class Weekdays:
    def is_workday(self, day: dt.date) -> bool:
        return day.weekday() < 5


def at(day: int, hour: int = 12, minute: int = 0) -> dt.datetime:
    """November 2026: the 16th is a Monday."""
    return dt.datetime(2026, 11, day, hour, minute, tzinfo=WITA)


@pytest.mark.parametrize(
    ("since", "until", "minutes"),
    [
        (at(16, 8), at(16, 9, 30), 90),
        (at(16, 17), at(17, 17), 24 * 60),
        (at(20, 17), at(23, 17), 24 * 60),  # Friday to Monday: one working day
        (at(21, 9), at(22, 18), 0),  # both on days off
        (at(22, 9), at(23, 8), 8 * 60),  # Sunday's begins with Monday
        (at(16), at(16), 0),
    ],
)
def test_only_working_days_are_waited(since, until, minutes):
    assert working_minutes(since, until, Weekdays()) == minutes


@pytest.mark.parametrize(
    ("steps", "now", "minutes", "has_lapsed"),
    [
        ([], at(16), None, False),
        ([Step("submit", at(16))], at(18, 23), None, False),
        ([Step("submit", at(16))], at(19, 0), None, True),  # the third working day has begun
        ([Step("submit", at(20))], at(24, 23), None, False),  # over a weekend
        ([Step("submit", at(16)), Step("approve", at(16, 13))], at(30), 60, False),
        ([Step("submit", at(16)), Step("approve", at(19, 8))], at(30), 3 * 1440 - 240, True),
        # Each new text begins anew; but one that was let lapse stays so.
        ([Step("submit", at(16)), Step("edit", at(18)), Step("return", at(18, 13))],
         at(30), 60, False),
        ([Step("submit", at(16)), Step("edit", at(19)), Step("approve", at(19, 13))],
         at(30), 60, True),
        ([Step("submit", at(16)), Step("return", at(16, 13)), Step("resubmit", at(17))],
         at(20, 1), 60, True),
        ([Step("submit", at(16)), Step("withdraw", at(16, 13))], at(30), None, False),
    ],
)  # fmt: skip
def test_a_history_says_how_long_and_whether_it_lapsed(steps, now, minutes, has_lapsed):
    assert waited(steps, Weekdays(), LAPSES_AFTER, now) == (minutes, has_lapsed)
