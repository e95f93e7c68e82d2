"""What is asked of participants, and when shares of the answers are shown."""

import datetime as dt

import pytest

from mori.cascades.confirming.rules import is_open_for_confirming
from mori.cascades.questions.rules import (
    Share,
    is_to_be_shown,
    questions,
    share,
    tally,
)
from mori.cascades.rules import CODE_ALPHABET, code_meant, code_shown, new_code

pytestmark = pytest.mark.once
DAY = dt.date(2026, 11, 18)
RIGHT = ("office", "facts", "after")


def test_each_of_three_questions_has_one_right_answer_in_both_languages() -> None:
    found = questions()

    assert [each.code for each in found] == ["first", "note", "ombudsman"]
    assert [sum(choice.is_right for choice in each.choices) for each in found] == [1, 1, 1]
    assert tuple(each.right for each in found) == RIGHT
    assert all(
        choice.name_in(at) for each in found for choice in each.choices for at in ("id", "en")
    )


@pytest.mark.parametrize(
    ("answers", "shown", "is_shown"),
    [(0, 0, False), (4, 0, False), (5, 0, True), (9, 5, False), (10, 5, True), (8, 10, False)],
)
def test_shares_change_by_five_and_never_of_fewer(answers: int, shown: int, is_shown: bool) -> None:
    assert is_to_be_shown(answers, shown) is is_shown


def test_right_answers_are_counted_by_question() -> None:
    answers = [
        (RIGHT, 2),
        (("ombudsman", "facts", "never"), 1),
        (("office", "feeling", "after"), 2),
    ]

    found = tally(answers)

    assert found == (5, (4, 3, 4))
    assert share(3, found) == Share(3, 5, (80, 60, 80))
    assert tally([]) == (0, (0, 0, 0))


def test_a_code_is_found_however_it_is_typed() -> None:
    code = new_code()

    assert set(code) <= set(CODE_ALPHABET)
    assert code_meant(code_shown(code).lower()) == code
    assert code_meant(code * 40) != code


def test_a_teaching_is_confirmed_from_its_day_on_for_a_week() -> None:
    days = (-1, 0, 7, 8)

    found = [is_open_for_confirming(DAY, DAY + dt.timedelta(days=each)) for each in days]

    assert found == [False, True, True, False]
