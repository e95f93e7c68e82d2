"""What marks come to: whatever they are, in whatever order."""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mori.evaluation.schemes.rules import (
    Flaw,
    Mark,
    Scale,
    aspects_flaw,
    band_at,
    bands_flaw,
    free_name,
    hundredths_said,
    mark_written,
    result_of,
    rounded,
    scale_flaw,
)

VALUES = st.integers(0, 100_000)
WEIGHTS = st.integers(1, 100)
JUDGED = st.builds(Mark, VALUES, WEIGHTS)
MARKS = st.lists(st.builds(Mark, st.none() | VALUES, WEIGHTS), min_size=1, max_size=15)
UNJUDGED = st.builds(Mark, st.none(), WEIGHTS)
whatever_the_speed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
TO_100 = Scale(0, 10_000, 100)


@whatever_the_speed
@given(MARKS.flatmap(lambda marks: st.tuples(st.just(marks), st.permutations(marks))))
def test_the_order_of_the_marks_makes_no_difference(both):
    marks, shuffled = both

    assert result_of(shuffled) == result_of(marks)


@whatever_the_speed
@given(st.lists(JUDGED, min_size=1, max_size=15))
def test_a_result_lies_between_the_lowest_and_the_highest_mark(marks):
    values = [mark.value for mark in marks]

    assert min(values) <= result_of(marks) <= max(values)


@whatever_the_speed
@given(st.lists(VALUES, min_size=1, max_size=15), WEIGHTS)
def test_equal_weights_and_none_are_the_plain_mean(values, weight):
    plain = rounded(Fraction(sum(values), len(values)))

    assert result_of([Mark(value) for value in values]) == plain
    assert result_of([Mark(value, weight) for value in values]) == plain


@whatever_the_speed
@given(MARKS, st.lists(UNJUDGED, max_size=5))
def test_what_cannot_be_judged_changes_nothing(marks, unjudged):
    assert result_of([*unjudged, *marks]) == result_of(marks)


@whatever_the_speed
@given(st.lists(JUDGED, min_size=1, max_size=15), st.integers(0, 14))
def test_leaving_one_out_is_never_a_mark_of_zero(marks, place):
    left_out = marks[place % len(marks)]
    without = [Mark(None, m.weight) if m is left_out else m for m in marks]
    at_zero = [Mark(0, m.weight) if m is left_out else m for m in marks]

    result = result_of(without)

    assert result is None or result >= result_of(at_zero)


@whatever_the_speed
@given(st.lists(JUDGED, min_size=1, max_size=14), VALUES, WEIGHTS, st.integers(0, 500))
def test_a_better_mark_never_lowers_a_result(others, value, weight, better):
    before = result_of([*others, Mark(value, weight)])

    assert result_of([*others, Mark(value + better, weight)]) >= before


@whatever_the_speed
@given(st.lists(UNJUDGED, max_size=15))
def test_where_nothing_can_be_judged_there_is_no_result(marks):
    assert result_of(marks) is None


@pytest.mark.parametrize(
    ("marks", "result"),
    [
        ([Mark(8000), Mark(9000)], 8500),
        ([Mark(8000, 3), Mark(9000, 1)], 8250),
        ([Mark(8000, 3), Mark(None, 1)], 8000),
        ([Mark(100), Mark(100), Mark(200)], 133),  # 1.333…
        ([Mark(100), Mark(200), Mark(200)], 167),  # 1.666…
        ([Mark(1), Mark(2)], 2),  # a half goes up
        ([Mark(0), Mark(0)], 0),
    ],
)
def test_a_result_is_rounded_once_to_hundredths(marks, result):
    assert result_of(marks) == result


@pytest.mark.parametrize(
    ("result", "place"), [(6000, 0), (6999, 0), (7000, 1), (10_000, 3), (5999, None)]
)
def test_a_band_reaches_up_to_where_the_next_begins(result, place):
    assert band_at(result, [6000, 7000, 8000, 9000]) == place


def test_without_bands_a_result_has_none():
    assert band_at(8000, []) is None


@whatever_the_speed
@given(st.lists(VALUES, min_size=1, max_size=6, unique=True).map(sorted), VALUES, VALUES)
def test_a_better_result_never_has_a_lower_band(starts, one, more):
    lower, higher = band_at(one, starts), band_at(one + more, starts)

    assert lower is None or higher >= lower


@pytest.mark.parametrize(
    ("scale", "flaw"),
    [
        (TO_100, None),
        (Scale(100, 500, 100), None),
        (Scale(6000, 10_000, 100), None),
        (Scale(0, 100_000, 100), None),
        (Scale(500, 500, 100), Flaw.NO_SCALE),
        (Scale(500, 100, 100), Flaw.NO_SCALE),
        (Scale(0, 500, 0), Flaw.NO_STEP),
        (Scale(0, 500, 300), Flaw.UNEVEN),
        (Scale(0, 500, 600), Flaw.UNEVEN),
        (Scale(0, 10_000, 5), Flaw.TOO_FINE),
    ],
)
def test_a_scale_leads_from_its_lowest_mark_to_its_highest(scale, flaw):
    assert scale_flaw(scale) is flaw


@pytest.mark.parametrize(
    ("starts", "found"),
    [
        ([], None),
        ([0], None),
        ([0, 6000, 10_000], None),
        ([100], (0, Flaw.FIRST_BAND)),
        ([0, 0], (1, Flaw.NOT_RISING)),
        ([0, 7000, 6000], (2, Flaw.NOT_RISING)),
        ([0, 6050], (1, Flaw.OFF_SCALE)),
        ([0, 10_100], (1, Flaw.OFF_SCALE)),
    ],
)
def test_bands_begin_at_the_lowest_mark_and_rise_on_the_scale(starts, found):
    assert bands_flaw(TO_100, starts) == found


@pytest.mark.parametrize(
    ("weights", "flaw"),
    [
        ([], Flaw.NO_ASPECT),
        ([None, None], None),
        ([1, 2], None),
        ([1, None], Flaw.SOME_WEIGHTS),
    ],
)
def test_all_aspects_have_weights_or_none(weights, flaw):
    assert aspects_flaw(weights) is flaw


@whatever_the_speed
@given(st.integers(0, 100_000), st.sampled_from(",."))
def test_a_mark_that_was_shown_is_read_as_the_same(value, comma):
    assert hundredths_said(mark_written(value, comma)) == value


@pytest.mark.parametrize(
    "text", ["", "x", "-1", "1,234", "1e2", "1001", "99999", "٣", "1.", "1,,2"]
)
def test_what_is_no_mark_is_not_read_as_one(text):
    assert hundredths_said(text) is None


def test_a_taken_name_gets_a_number_and_fits():
    assert free_name("Lembar", [], 80) == "Lembar"
    assert free_name("Lembar", ["lembar", "lembar (2)"], 80) == "Lembar (3)"
    assert len(free_name("x" * 80, ["x" * 80], 80)) == 80
