"""What somebody has tried: never what they chose, which is kept nowhere."""

from collections.abc import Collection

from mori.core.db import literals

from ..quizzes.models import QuizOption, QuizQuestion, QuizTick, QuizWording
from ..quizzes.rules import READERS, WordingState


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
        QuizTick.select(QuizQuestion.chapter)
        .join(QuizQuestion)
        .where(QuizTick.person == person_id)
        .tuples()
    )
    counts: dict[int, int] = {}
    for (chapter_id,) in found:
        counts[chapter_id] = counts.get(chapter_id, 0) + 1
    return counts


def are_enough(wording_id: int) -> bool:
    """Whether those who wait to be counted are as many as may be shown together."""
    found = QuizOption.select(QuizOption.waiting).where(QuizOption.wording == wording_id)
    return sum(row.waiting for row in found) >= READERS
