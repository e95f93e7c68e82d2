"""What a day makes of an agreement, and when its office is told that it ends."""

import datetime as dt

import pytest

from mori.institutions.agreements.rules import (
    NOTICES,
    AgreementState,
    Standing,
    notice_due,
    standing,
)

BEGINS, ENDS = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
days = dt.timedelta


@pytest.mark.parametrize(
    ("day", "is_so"),
    [
        (BEGINS - days(1), Standing.AHEAD),
        (BEGINS, Standing.IN_FORCE),
        (ENDS - days(181), Standing.IN_FORCE),
        (ENDS - days(180), Standing.EXPIRING),
        (ENDS, Standing.EXPIRING),
        (ENDS + days(1), Standing.LAPSED),
    ],
)
def test_a_signed_one_counts_from_its_first_day_to_its_last(day, is_so):
    assert standing(AgreementState.SIGNED, BEGINS, ENDS, day) is is_so


@pytest.mark.parametrize(
    "state", [each for each in AgreementState if each is not AgreementState.SIGNED]
)
def test_no_other_counts_whatever_the_day(state):
    for day in (BEGINS, ENDS, ENDS + days(1)):
        found = standing(state, BEGINS, ENDS, day)
        assert (found.value, found.is_in_force) == (state.value, False)


LOOKED = (200, 181, 180, 120, 90, 89, 31, 30, 10, 7, 3, 0)  # days before the last one


def test_whoever_looks_on_some_days_tells_each_time_once_and_never_of_two_at_once():
    for number in range(2 ** len(LOOKED)):
        looked = [left for place, left in enumerate(LOOKED) if number >> place & 1]
        told: set[int] = set()
        for left in looked:
            due = notice_due(ENDS, ENDS - days(left), told)
            if due is not None:
                assert left <= due
                assert not any(each <= due for each in told)
                told |= {each for each in NOTICES if each >= due}
        assert told == {each for each in NOTICES if any(left <= each for left in looked)}


def test_after_its_last_day_nobody_is_told_that_it_ends():
    assert notice_due(ENDS, ENDS + days(1), set()) is None
