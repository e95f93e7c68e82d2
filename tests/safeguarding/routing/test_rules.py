"""The order of officers as a table, without a database."""

import pytest

from mori.safeguarding.routing.rules import HARD, SOFT, Caller, Officer, RelationKind, Rung, route

HERE, THERE = 1, 2
FIRST, SECOND, THIRD = (Officer(number, HERE) for number in (10, 11, 12))
HEAD = Officer(19, HERE, is_head=True, is_on_duty=False)
AWAY, AWAY_HEAD = Officer(20, THERE), Officer(29, THERE, is_head=True, is_on_duty=False)
NATIONAL = Officer(30, THERE, is_on_duty=False, is_national=True)
FULL = [AWAY, AWAY_HEAD, HEAD, FIRST, SECOND, THIRD]


def caller(**known):
    return Caller(HERE, **known)


@pytest.mark.parametrize(
    ("officers", "rung", "expected"),
    [
        (FULL, Rung.FIRST, (10,)),
        (FULL, Rung.SECOND, (11,)),
        (FULL, Rung.OFFICERS, (10, 11, 12)),
        (FULL, Rung.HEAD, (19,)),
        (FULL, Rung.EVERYONE, (10, 11, 12, 19)),
        ([*FULL, NATIONAL], Rung.EVERYONE, (10, 11, 12, 19, 30)),
        ([AWAY, FIRST, SECOND, NATIONAL], Rung.HEAD, (30,)),
        ([AWAY, FIRST, SECOND], Rung.HEAD, (20,)),
        ([AWAY, FIRST, SECOND], Rung.EVERYONE, (10, 11, 20)),
        ([HEAD, AWAY, AWAY_HEAD, FIRST], Rung.SECOND, (20,)),
        ([HEAD, AWAY, AWAY_HEAD, FIRST], Rung.OFFICERS, (10, 20)),
        ([HEAD, AWAY, AWAY_HEAD], Rung.FIRST, (20,)),
        ([HEAD, AWAY_HEAD], Rung.FIRST, (19,)),
        ([HEAD, AWAY_HEAD], Rung.SECOND, (29,)),
        ([HEAD], Rung.SECOND, (19,)),
        ([FIRST], Rung.HEAD, (10,)),
        ([], Rung.EVERYONE, ()),
    ],
)
def test_whom_a_rung_calls(officers, rung, expected):
    assert route(officers, caller()).called(rung) == expected


def test_an_excluded_head_is_replaced_by_the_nations_duty():
    found = route([*FULL, NATIONAL], caller(excluded=frozenset({19})))

    assert found.head == (30,)


def test_the_second_is_of_another_unit_and_else_of_another_office():
    one, two = FIRST._replace(unit=5), SECOND._replace(unit=5)

    assert route([one, two, THIRD._replace(unit=6), AWAY], caller()).second == (12,)
    assert route([one, two, AWAY], caller()).second == (20,)
    assert route([one, two], caller()).second == (11,)


def test_whoever_is_on_duty_comes_first_and_outside_the_hours_the_nation():
    off = [each._replace(is_on_duty=False) for each in (FIRST, SECOND)]

    assert route([*off, THIRD, NATIONAL, AWAY], caller()).all == (12, 20, 30, 10, 11)
    assert route([*off, AWAY, NATIONAL], caller()).all == (30, 20, 10, 11)
    assert route([*off, HEAD], caller()).all == (10, 11, 19)


def test_whoever_cannot_be_reached_is_passed_over_at_once():
    silent = FIRST._replace(is_reachable=False)

    assert route([silent, SECOND, THIRD], caller()).all == (11, 12, 10)
    assert route([silent, SECOND, AWAY], caller(chosen=frozenset({10}))).first == (11,)
    assert route([silent], caller()).first == (10,)


def test_a_head_is_not_replaced_by_a_nation_that_hears_nothing():
    silent = NATIONAL._replace(is_reachable=False)

    assert route([FIRST, AWAY, silent], caller()).head == (20,)
    assert route([FIRST, silent], caller()).head == (30,)


@pytest.mark.parametrize(
    ("outside", "expected"),
    [
        ([AWAY, NATIONAL], (30,)),
        ([AWAY, NATIONAL._replace(is_reachable=False)], (20, 30)),
        ([AWAY._replace(is_reachable=False)], (10, 11, 20)),
        ([], (10, 11)),
    ],
)
def test_a_closed_circle_is_left_to_those_of_the_office_where_nobody_else_hears(outside, expected):
    found = route([FIRST, SECOND, *outside], caller(closed=frozenset({HERE})))

    assert found.all == expected


def test_who_was_chosen_comes_first_on_duty_and_before_others_off_it():
    late = SECOND._replace(is_on_duty=False)

    assert route(FULL, caller(chosen=frozenset({12}))).first == (12,)
    assert route(FULL, caller(chosen=frozenset({20}))).first == (20,)
    assert route([FIRST, late, AWAY], caller(chosen=frozenset({11}))).all == (10, 20, 11)
    assert route(FULL, caller(chosen=frozenset({12}), soft=frozenset({12}))).first == (12,)
    assert 12 not in route(FULL, caller(chosen=frozenset({12}), excluded=frozenset({12}))).all


def test_soft_ones_come_last_of_their_office_and_never_empty_it():
    assert route(FULL, caller(soft=frozenset({10}))).all[:3] == (11, 12, 10)
    assert route(FULL, caller(soft=frozenset({10, 11, 12}))).first == (10,)


def test_whoever_handled_it_last_comes_first_and_the_second_is_another():
    assert route(FULL, caller(last=12)).first == (12,)
    assert route(FULL, caller(last=12)).second == (10,)
    assert route(FULL, caller(last=10)).second == (11,)


def test_the_kinds_say_who_is_never_told_and_who_is_told_last():
    assert {RelationKind.SUPERVISOR, RelationKind.PRIVATE, RelationKind.NAMED} == HARD
    assert {RelationKind.APPROVED, RelationKind.CHECKED} == SOFT
