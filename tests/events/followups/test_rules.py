"""How a promise stands, when its participant is reminded, and that the figures add up."""

import datetime as dt
from dataclasses import dataclass

import pytest

from mori.events.followups.rules import (
    FollowUpState,
    Reminder,
    Standing,
    figures_of,
    reminder_on,
    standing_on,
    two_thirds,
)

FIRST, LAST = dt.date(2026, 11, 18), dt.date(2026, 12, 18)


@dataclass
class Promise:
    state: FollowUpState = FollowUpState.PROMISED
    by_on: dt.date = LAST
    remind_on: dt.date = two_thirds(FIRST, LAST)
    times_moved: int = 0


@pytest.mark.parametrize(
    ("days", "stands", "reminder"),
    [
        (0, Standing.WAITING, None),
        (19, Standing.WAITING, None),
        (20, Standing.WAITING, Reminder.THIRDS),
        (29, Standing.WAITING, Reminder.THIRDS),
        (30, Standing.DUE, Reminder.DAY),
        (36, Standing.DUE, Reminder.DAY),
        (37, Standing.UNANSWERED, Reminder.WEEK),
        (58, Standing.UNANSWERED, Reminder.WEEK),
        (59, Standing.UNANSWERED, None),
    ],
)
def test_a_promise_stands_by_its_days(days, stands, reminder):
    day = FIRST + dt.timedelta(days=days)

    assert standing_on(Promise(), day) is stands
    assert reminder_on(Promise(), day) is reminder


@pytest.mark.parametrize("days", range(0, 70, 7))
def test_what_is_answered_is_no_longer_asked(days):
    day = FIRST + dt.timedelta(days=days)

    for state, stands in (
        (FollowUpState.DONE, Standing.DONE),
        (FollowUpState.DROPPED, Standing.DROPPED),
    ):
        assert standing_on(Promise(state), day) is stands
        assert reminder_on(Promise(state), day) is None


@pytest.mark.parametrize(("days", "later"), [(0, 0), (1, 1), (2, 2), (3, 2), (30, 20)])
def test_two_thirds_of_the_time_are_over_not_earlier(days, later):
    assert two_thirds(FIRST, FIRST + dt.timedelta(days=days)) == FIRST + dt.timedelta(days=later)


def test_the_figures_add_up_to_what_was_promised():
    early = LAST - dt.timedelta(days=60)
    rows = [
        *[Promise(FollowUpState.DONE)] * 11,
        *[Promise(times_moved=1)] * 4,
        Promise(FollowUpState.DROPPED, times_moved=1),
        *[Promise(by_on=early, times_moved=n) for n in range(3)],
        *[Promise()] * 2,
    ]

    found = figures_of(rows, FIRST)

    assert found == (21, 11, 4, 1, 3, 2)
    assert found.promised == sum(found[1:])
