import datetime as dt

import pytest

from mori.core.workdays import DAY
from mori.recap.overview.rules import (
    GROUND,
    TOP,
    Finding,
    Trend,
    drawing_of,
    drawn_minutes,
    trend_of,
    weeks_of,
)

MONDAY = dt.date(2026, 11, 16)


def weeks(*pairs):
    """Weeks that end with this one, of (sent, initialled)."""
    begins = MONDAY - 7 * (len(pairs) - 1) * DAY
    days = [(begins + 7 * n * DAY, *pair) for n, pair in enumerate(pairs)]
    return weeks_of(days, MONDAY)


def test_days_are_summed_by_the_week_they_lie_in():
    days = [
        (MONDAY - DAY, 3, 2),
        (MONDAY, 4, 1),
        (MONDAY + 6 * DAY, 1, 1),
        (MONDAY - 50 * DAY, 9, 9),
    ]

    found = weeks_of(days, MONDAY)

    assert [week.monday for week in found] == [MONDAY - 7 * n * DAY for n in range(7, -1, -1)]
    assert [(week.sent, week.initialled) for week in found[-2:]] == [(3, 2), (5, 2)]
    assert not any(week.sent for week in found[:-2])


@pytest.mark.parametrize(
    ("pairs", "finding", "weeks_ago"),
    [
        ([(0, 0), (0, 0)], Finding.NOTHING, None),
        ([(0, 0), (5, 0)], Finding.BEGINNING, None),
        ([(40, 38), (40, 39), (40, 4)], Finding.KEPT_UP, None),
        ([(40, 40), (40, 30), (40, 30), (40, 0)], Finding.BEHIND, 2),
        ([(40, 30), (40, 38), (40, 0)], Finding.CAUGHT_UP, None),
        ([(40, 40), (40, 40), (20, 20), (0, 0)], Finding.FEWER, None),
        ([(20, 17), (20, 0)], Finding.KEPT_UP, None),  # just enough
        ([(20, 16), (20, 0)], Finding.BEHIND, 1),
    ],
)
def test_the_heading_says_what_the_weeks_before_this_one_show(pairs, finding, weeks_ago):
    since = weeks_ago and MONDAY - 7 * weeks_ago * DAY

    assert trend_of(weeks(*pairs)) == Trend(finding, since)


@pytest.mark.parametrize("most", [0, 1, 4, 5, 9, 61, 240, 1_000])
def test_a_drawing_stays_within_its_frame_and_has_few_lines(most):
    drawing = drawing_of(weeks((most // 2, most // 3), (most, most // 2)))

    assert len(drawing.lines) <= 6
    assert drawing.lines[0] == (GROUND, 0)
    assert drawing.lines[-1][1] >= most
    assert min(down for down, _number in drawing.lines) >= TOP
    assert all(bar.initialled <= bar.sent <= GROUND - TOP for bar in drawing.bars)


def test_a_median_is_drawn_by_its_length_and_within_the_line():
    assert drawn_minutes(2 * 24 * 60) == 40
    assert drawn_minutes(0) == 2
    assert drawn_minutes(90 * 24 * 60) == 99
