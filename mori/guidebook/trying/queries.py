"""What somebody has tried: never what they chose, which is kept nowhere."""

import datetime as dt
from collections.abc import Collection

from peewee import fn

from mori.core.db import literals
from mori.core.workdays import DAY
from mori.placements.models import Placement
from mori.placements.rules import PlacementState

from ..quizzes.models import QuizOption, QuizQuestion, QuizTick, QuizWording
from ..quizzes.rules import READERS, WordingState

KEPT = 90 * DAY  # after the end
AT_ONCE = 500


def wordings_to_try(office_id: int, chapter_id: int, keys: Collection[str]) -> list[QuizWording]:
    """Wordings by their keys, of an edition before the current one too."""
    return list(
        QuizWording.select(QuizWording, QuizQuestion)
        .join(QuizQuestion)
        .where(
            QuizWording.key.in_(list(keys)),
            QuizWording.office == office_id,
            QuizWording.state.in_(literals([WordingState.APPROVED])),
            QuizQuestion.chapter == chapter_id,
        )
        .order_by(QuizWording.id)
    )


def tried_by(person_id: int, question_ids: Collection[int]) -> set[int]:
    """Which of some questions somebody has tried."""
    found = QuizTick.select(QuizTick.question).where(
        QuizTick.person == person_id, QuizTick.question.in_(list(question_ids))
    )
    return {row.question_id for row in found}


def tried_in_chapters(person_id: int) -> dict[int, int]:
    """How many questions somebody has tried, by chapter; others are not there."""
    found = (
        QuizTick.select(QuizTick.id, QuizQuestion.id, QuizQuestion.chapter)
        .join(QuizQuestion)
        .where(QuizTick.person == person_id)
    )
    counts: dict[int, int] = {}
    for row in found:
        counts[row.question.chapter_id] = counts.get(row.question.chapter_id, 0) + 1
    return counts


def are_enough(wording_id: int) -> bool:
    """Whether those who wait to be counted are as many as may be shown together."""
    found = QuizOption.select(QuizOption.waiting).where(QuizOption.wording == wording_id)
    return sum(row.waiting for row in found) >= READERS


def tries_to_forget(at: dt.datetime, today: dt.date) -> list[int]:
    """Some of those whose internships ended long ago; what was tried since then as well."""
    still = Placement.select(Placement.id).where(
        Placement.person == QuizTick.person,
        Placement.ends_on > today - KEPT,
        Placement.state.not_in(literals([PlacementState.WITHDRAWN])),
    )
    found = QuizTick.select(QuizTick.id).where(QuizTick.at <= at - KEPT, ~fn.EXISTS(still))
    return [row.id for row in found.order_by(QuizTick.id).limit(AT_ONCE)]
