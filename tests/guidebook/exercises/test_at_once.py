"""The same answer from many connections at once, with real commits."""

import pytest

from mori.guidebook.exercises.models import ExerciseAnswer
from tests.support.together import all_at_once

from .sealing import opened, seal

pytestmark = pytest.mark.usefixtures("noon")


def test_twenty_equal_seals_are_one_answer_and_one_receipt(committed):
    exercise, sari, receipts = opened(committed.cast), committed.cast.sari, []

    ends = all_at_once(*[lambda: receipts.append(seal(exercise, sari).key)] * 20)

    assert ends == ["done"] * 20
    assert len(set(receipts)) == 1
    assert ExerciseAnswer.select().where(ExerciseAnswer.person == sari).count() == 1


def test_of_two_different_ones_one_stays(committed):
    exercise, sari = opened(committed.cast), committed.cast.sari

    ends = all_at_once(
        lambda: seal(exercise, sari, marked=(1,)), lambda: seal(exercise, sari, marked=(2,))
    )

    assert sorted(ends) == ["done", "refused"]
    assert ExerciseAnswer.select().where(ExerciseAnswer.person == sari).count() == 1
