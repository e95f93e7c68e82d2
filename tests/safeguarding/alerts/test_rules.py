"""The ladder as a table, without a database."""

import datetime as dt

import pytest

from mori.safeguarding.alerts import rules
from mori.safeguarding.alerts.rules import (
    MOVES,
    AlertState,
    Member,
    Rung,
    called,
    called_for_unknown,
)
from tests.safeguarding.alerts.alarm import minutes

NOON = dt.datetime(2026, 11, 18, 4, 0, tzinfo=dt.UTC)
HERE, THERE = 1, 2
OFFICERS = [Member(10, HERE, False), Member(11, HERE, False), Member(12, HERE, False)]
HEAD = Member(19, HERE, True)
ELSEWHERE = [Member(20, THERE, False), Member(29, THERE, True)]
FULL = [*ELSEWHERE, HEAD, *OFFICERS]


@pytest.mark.parametrize(
    ("number", "after", "rung"),
    [
        (0, 0, Rung.FIRST),
        (1, 2, Rung.SECOND),
        (2, 5, Rung.OFFICERS),
        (3, 15, Rung.HEAD),
        (4, 30, Rung.EVERYONE),
        (5, 45, Rung.EVERYONE),
        (100, 1470, Rung.EVERYONE),
    ],
)
def test_the_ladder_never_ends(number, after, rung):
    step = rules.step_at(number)

    assert (step.after, step.calls) == (minutes(after), rung)


@pytest.mark.parametrize(
    ("members", "rung", "expected"),
    [
        (FULL, Rung.FIRST, [10]),
        (FULL, Rung.SECOND, [11]),
        (FULL, Rung.OFFICERS, [10, 11, 12]),
        (FULL, Rung.HEAD, [19]),
        (FULL, Rung.EVERYONE, [10, 11, 12, 19]),
        ([HEAD, *ELSEWHERE, OFFICERS[2]], Rung.FIRST, [12]),
        ([HEAD, *ELSEWHERE, OFFICERS[2]], Rung.SECOND, [19]),
        ([HEAD, *ELSEWHERE, OFFICERS[2]], Rung.OFFICERS, [12, 19]),
        ([*ELSEWHERE, *OFFICERS], Rung.HEAD, [20]),
        ([*ELSEWHERE, OFFICERS[0]], Rung.EVERYONE, [10, 20, 29]),
        (ELSEWHERE, Rung.FIRST, [20]),
        (ELSEWHERE, Rung.HEAD, [20]),
        (ELSEWHERE, Rung.EVERYONE, [20, 29]),
        ([HEAD], Rung.SECOND, [19]),
        ([OFFICERS[0]], Rung.HEAD, [10]),
        ([], Rung.EVERYONE, []),
    ],
)
def test_whom_a_rung_calls(members, rung, expected):
    assert called(rung, members, HERE) == expected


def test_whoever_handled_it_last_comes_first_and_the_second_is_another():
    assert called(Rung.FIRST, FULL, HERE, last=12) == [12]
    assert called(Rung.SECOND, FULL, HERE, last=12) == [10]
    assert called(Rung.SECOND, FULL, HERE, last=10) == [11]


def test_an_alert_of_nobody_known_calls_one_and_then_two_of_each_office():
    assert called_for_unknown(Rung.FIRST, FULL) == [20, 10]
    assert called_for_unknown(Rung.EVERYONE, FULL) == [20, 10, 11]
    assert called_for_unknown(Rung.FIRST, FULL, last=11) == [11]
    assert called_for_unknown(Rung.FIRST, [HEAD, ELSEWHERE[1]]) == [19, 29]


@pytest.mark.parametrize("step", range(6))
def test_an_accident_holds_back_only_the_wide_steps(step):
    plain = rules.due_at(NOON, step, None)

    held = rules.due_at(NOON, step, NOON + minutes(1))

    assert held == (plain if step < rules.WIDE else max(plain, NOON + minutes(16)))


@pytest.mark.parametrize(("late", "counts_from"), [(0, 0), (2.9, 0), (3, 1), (600, 598)])
def test_a_step_that_is_overdue_too_counts_from_now(late, counts_from):
    at = NOON + minutes(2 + late)

    since = rules.counts_from(NOON, 2, at)

    assert since == NOON + minutes(counts_from if late < 3 else late)
    assert since + rules.step_at(2).after > at


def test_the_tapper_is_known_only_if_nothing_contradicts():
    assert rules.tapper(1, 1, 7) == rules.Tapper(1, 7)
    assert rules.tapper(None, 2, 7) == rules.Tapper(2, 7)
    assert rules.tapper(1, 2, 7) == rules.Tapper(None, 7, 1, 2)
    assert rules.tapper(None, None, None) == rules.Tapper()


def test_every_state_is_reached_and_left():
    sources = set().union(*(sources for sources, _ in MOVES.values()))
    targets = {target for _, target in MOVES.values()}

    assert sources == set(AlertState)
    assert targets == set(AlertState) - {AlertState.RECEIVED}
