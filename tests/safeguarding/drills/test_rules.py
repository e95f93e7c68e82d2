"""When a drill is, and what it says."""

import datetime as dt

import pytest

from mori.safeguarding.drills.rules import (
    Wait,
    figure_of,
    moment_after,
    moment_in,
    put_off_to,
    share_of,
)
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import minutes

KEY = b"a secret of the office, long enough"


def test_two_nodes_draw_the_same_and_another_key_another():
    drawn = {share_of(KEY, "office", f"2026-{month:02}") for month in range(1, 13)}

    assert share_of(KEY, "office", "2026-11") == share_of(KEY, "office", "2026-11")
    assert share_of(KEY + b"!", "office", "2026-11") not in drawn
    assert len(drawn) == 12
    assert all(0 <= each < 1 for each in drawn)


@pytest.mark.parametrize(
    ("share", "moment"),
    [(0.0, NOON), (0.25, NOON + minutes(30)), (0.75, NOON + minutes(210))],
)
def test_a_share_is_a_moment_in_one_of_the_hours(share, moment):
    hours = [NOON, NOON + minutes(180)]

    assert moment_in(hours, share) == moment


def test_without_hours_there_is_no_moment():
    assert moment_in([], 0.5) is None


@pytest.mark.parametrize(("share", "after"), [(0, 0), (0.5, 10), (0.75, 15), (0.875, 37.5)])
def test_one_of_four_asked_for_comes_later_than_said(share, after):
    assert moment_after(NOON, Wait.QUARTER, share) == NOON + minutes(after)


def test_what_is_put_off_is_tried_again_within_an_hour():
    assert put_off_to(NOON, 0.5) == NOON + minutes(30)


def timed(*found):
    return [None if each is None else minutes(each) for each in found]


def test_of_too_few_drills_there_is_no_figure():
    assert figure_of(timed(2, 3)) is None


def test_median_and_95th_percentile_are_times_that_were_measured():
    figure = figure_of(timed(9, 1, 4))

    assert (figure.drills, figure.unread) == (3, 0)
    assert (figure.median, figure.slowest) == (minutes(4), minutes(9))


def test_a_drill_that_nobody_read_counts_as_longer_than_any():
    figure = figure_of(timed(None, 2, 5))

    assert (figure.unread, figure.median, figure.slowest) == (1, minutes(5), None)


def test_of_twenty_drills_the_slowest_counts_no_more():
    figure = figure_of(timed(*range(1, 20), 59))

    assert figure.slowest == dt.timedelta(minutes=19)
