"""Which hours lack somebody, without a database."""

import datetime as dt

import pytest

from mori.safeguarding.holes.rules import Gap, Stretch, gaps, stretches
from tests.cast import NOON, TODAY

HOUR = dt.timedelta(hours=1)
DAY = {NOON: TODAY}


@pytest.mark.parametrize(
    ("on_duty", "excluded", "expected"),
    [
        ([1, 2], [set()], []),
        ([1, 2], [], []),
        ([1], [set()], [Gap(NOON, True, 1)]),
        ([1, 9], [set()], [Gap(NOON, True, 1)]),  # 9 cannot be reached
        ([], [], [Gap(NOON, True, 0)]),
        ([1, 2], [set(), {2}], [Gap(NOON, False, 2)]),
        ([1, 2], [{1, 2}], [Gap(NOON, False, 2)]),
        ([1, 2, 3], [{3}, {2}], []),
    ],
)
def test_an_hour_needs_two_who_can_be_reached_for_every_intern(on_duty, excluded, expected):
    assert gaps({NOON: on_duty}, {1, 2, 3}, {TODAY: excluded}, DAY) == expected


def test_hours_that_follow_each_other_are_one_stretch():
    found = [
        Gap(NOON + n * HOUR, kind, 1) for n, kind in ((0, True), (1, True), (2, False), (4, False))
    ]

    assert stretches(found) == [
        Stretch(NOON, NOON + 2 * HOUR, True, 1),
        Stretch(NOON + 2 * HOUR, NOON + 3 * HOUR, False, 1),
        Stretch(NOON + 4 * HOUR, NOON + 5 * HOUR, False, 1),
    ]
