"""The same tick from many connections at once, with real commits."""

import pytest

from mori.core.clock import now
from mori.guidebook.quizzes.models import QuizOption, QuizTick
from mori.guidebook.trying.operations import keep_tries
from tests.guidebook.publishing import published
from tests.support.together import all_at_once

from .asking import in_force

pytestmark = pytest.mark.usefixtures("noon")


def test_it_is_kept_and_counted_once(committed):
    published(committed.cast)
    wordings, sari = in_force(committed.cast), committed.cast.sari
    chosen = dict.fromkeys(wordings, "b")

    ends = all_at_once(*[lambda: keep_tries(sari.id, chosen, now())] * 8)

    assert ends == ["done"] * 8
    assert QuizTick.select().where(QuizTick.person == sari).count() == len(wordings)
    counted = QuizOption.select().where(QuizOption.wording.in_(wordings))
    assert sum(row.waiting + row.counted for row in counted) == len(wordings)
