"""When an internship is assessed, by whom, and what it comes to."""

import datetime as dt
from dataclasses import dataclass

import pytest

from mori.core.workdays import DAY
from mori.evaluation.assessments.rules import (
    Candidates,
    combined,
    differing,
    needs_reason,
    occasions,
    reviewers_for,
)
from mori.evaluation.rules import Moment
from mori.evaluation.schemes.rules import Scale

FIRST = dt.date(2026, 11, 2)
SCALE = Scale(6000, 10000, 100)
BANDS = [6000, 7000, 8000, 9000]
PLAIN = {1: None, 2: None}


@dataclass(frozen=True)
class Stay:
    unit_id: int
    starts_on: dt.date
    ends_on: dt.date
    supervisor_id: int


def stays(*parts: tuple[int, int, int]) -> list[Stay]:
    """Out of (unit, days, supervisor)."""
    found, day = [], FIRST
    for unit, days, supervisor in parts:
        found.append(Stay(unit, day, day + (days - 1) * DAY, supervisor))
        day += days * DAY
    return found


def asked(*parts):
    spans = stays(*parts)
    return occasions(FIRST, spans[-1].ends_on, spans)


def test_a_short_internship_has_no_middle():
    assert [each.moment for each in asked((1, 62, 7))] == [
        Moment.UNIT_END,
        Moment.FINAL,
        Moment.REPORT,
    ]


def test_from_nine_weeks_on_there_is_a_middle_in_the_hands_of_who_has_the_intern_then():
    found = {each.moment: each for each in asked((1, 30, 7), (2, 33, 8))}

    middle = found[Moment.MIDDLE]
    assert (middle.last - FIRST).days == 31
    assert middle.supervisors == (8,)


def test_each_unit_is_assessed_when_its_span_ends():
    units = [each for each in asked((1, 10, 7), (2, 10, 8), (1, 10, 9)) if each.unit_id]

    assert [(each.unit_id, each.turn, each.supervisors) for each in units] == [
        (1, 1, (7,)),
        (2, 1, (8,)),
        (1, 2, (9,)),
    ]
    assert [(each.last - FIRST).days for each in units] == [9, 19, 29]


def test_the_final_takes_the_last_supervisor_and_the_one_with_the_most_days():
    final = asked((1, 5, 7), (2, 20, 8), (3, 10, 7), (4, 3, 9))[-2]

    assert final.moment is Moment.FINAL
    assert final.supervisors == (9, 8, 7)


@pytest.mark.parametrize(
    ("supervisors", "appointed", "sent", "may_assess", "never", "expected"),
    [
        ((7, 8, 9), (), (), {7, 8, 9}, (), [7, 8]),
        ((7, 8, 9), (), (), {8, 9}, (), [8, 9]),  # 7 has left the office
        ((7, 8), (), (7,), {8}, (), [7, 8]),  # but had sent
        ((7,), (), (), {7, 5}, (), [7]),
        ((7,), (5,), (), {7, 5}, (), [7, 5]),
        ((7, 8), (5,), (), {5, 7, 8}, {8}, [7, 5]),  # 5 in the place of 8
        ((7, 8), (), (), {7, 8}, {7}, [8]),  # 7 is the intern
        ((6, 8), (), (7,), {6, 7, 8}, (), [7, 6]),  # 7 sent, then the rotation changed
    ],
)
def test_who_assesses(supervisors, appointed, sent, may_assess, never, expected):
    who = Candidates(supervisors, appointed, sent, may_assess, never)

    assert reviewers_for(2, who) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({1: 7000, 2: 8000}, {1: 7900, 2: 8000}, []),
        ({1: 7000, 2: 8000}, {1: 8900, 2: 8000}, []),  # neighbours
        ({1: 7900, 2: 8000}, {1: 9000, 2: 8000}, [1]),  # a whole band between them
        ({1: None, 2: 8000}, {1: 9000, 2: 8000}, []),  # who could not judge differs from nobody
        ({}, {}, []),
    ],
)
def test_marks_more_than_a_band_apart_have_to_be_agreed_on(one, other, expected):
    assert differing(SCALE, BANDS, PLAIN, one, other) == expected


def test_results_more_than_a_band_apart_have_every_differing_aspect_agreed_on():
    scale, bands = Scale(0, 10000, 100), [0, 6000, 7000]

    assert differing(scale, bands, PLAIN, {1: 6000, 2: 5000}, {1: 7900, 2: 6900}) == [1, 2]
    assert differing(scale, bands, PLAIN, {1: 5000, 2: 9000}, {1: 5900, 2: 9000}) == []


@pytest.mark.parametrize(("other", "expected"), [(7500, []), (7501, [1])])
def test_without_bands_a_quarter_of_the_scale_is_allowed(other, expected):
    scale = Scale(0, 10000, 1)

    assert differing(scale, [], PLAIN, {1: 5000, 2: 0}, {1: other, 2: 0}) == expected


@pytest.mark.parametrize(
    ("marks", "agreed", "expected"),
    [
        ((8000, 8500), None, 8250),
        ((8000, 8001), None, 8001),
        ((8000, None), None, 8000),  # "cannot be judged" lowers nothing
        ((None, None), None, None),
        ((8000, 9500), 9000, 9000),
    ],
)
def test_an_aspect_comes_to_the_mean_or_to_what_was_agreed(marks, agreed, expected):
    assert combined(marks, agreed) == expected


def test_the_ends_of_a_scale_ask_for_a_reason():
    asked_for = [each for each in (None, 6000, 6100, 9900, 10000) if needs_reason(SCALE, each)]

    assert asked_for == [6000, 10000]
