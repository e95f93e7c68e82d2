"""The ladder as a table, without a database."""

import datetime as dt

import pytest

from mori.safeguarding.alerts import rules
from mori.safeguarding.alerts.rules import (
    MOVES,
    AlertState,
    called_for_unknown,
)
from mori.safeguarding.routing.rules import Officer, Rung
from tests.safeguarding.alerts.alarm import minutes

NOON = dt.datetime(2026, 11, 18, 4, 0, tzinfo=dt.UTC)
HERE, THERE = 1, 2
OFFICERS = [Officer(10, HERE), Officer(11, HERE), Officer(12, HERE)]
HEAD = Officer(19, HERE, is_head=True)
ELSEWHERE = [Officer(20, THERE), Officer(29, THERE, is_head=True)]
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


def test_an_alert_of_nobody_known_calls_one_and_then_two_of_each_office():
    assert called_for_unknown(Rung.FIRST, FULL) == [20, 10]
    assert called_for_unknown(Rung.EVERYONE, FULL) == [20, 10, 11]
    assert called_for_unknown(Rung.FIRST, FULL, last=11) == [11]
    assert called_for_unknown(Rung.FIRST, [HEAD, ELSEWHERE[1]]) == [19, 29]


def test_of_an_office_whoever_is_reachable_and_on_duty_stands_for_it():
    silent, late = OFFICERS[0]._replace(is_reachable=False), OFFICERS[1]._replace(is_on_duty=False)

    assert called_for_unknown(Rung.SECOND, [silent, late, OFFICERS[2]]) == [12, 11]


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

    assert sources == set(AlertState) - {AlertState.ENDED}
    assert targets == set(AlertState) - {AlertState.RECEIVED}
