"""Questions of chapters, and how an office words them."""

from collections.abc import Collection
from typing import Any

from peewee import fn

from mori.accounts.models import Person
from mori.core.db import literals

from ..models import Book, Chapter
from .models import QuizOption, QuizQuestion, QuizWording
from .rules import Asked, Option, WordingState

PAGE = 60


def quiz_question_by_key(key: str) -> QuizQuestion | None:
    found: QuizQuestion | None = (
        QuizQuestion.select(QuizQuestion, Chapter)
        .join(Chapter)
        .where(QuizQuestion.key == key)
        .get_or_none()
    )
    return found


def question_by_token(token: str) -> QuizQuestion | None:
    return QuizQuestion.get_or_none(QuizQuestion.token == token)


def last_place(chapter_id: int) -> int:
    """Where the last question of a chapter stands."""
    found = QuizQuestion.select(fn.MAX(QuizQuestion.position))
    return found.where(QuizQuestion.chapter == chapter_id).scalar() or 0


def shipped_chapters_known() -> dict[tuple[str, str], Chapter]:
    """By their books and slugs, the chapters that are every office's."""
    found = Chapter.select(Chapter, Book).join(Book).where(Chapter.office.is_null())
    return {(row.book.slug, row.slug): row for row in found}


def shipped_questions_known() -> dict[str, QuizQuestion]:
    """By their tokens, the questions that are every office's."""
    found = QuizQuestion.select().where(QuizQuestion.office.is_null())
    return {row.token: row for row in found}


def last_shipped_wordings() -> dict[tuple[int, int], QuizWording]:
    """By office and question, the wording that came with MORI last."""
    last = (
        QuizWording.select(fn.MAX(QuizWording.id))
        .where(QuizWording.shipped != "")
        .group_by(QuizWording.office, QuizWording.question)
    )
    found = QuizWording.select().where(QuizWording.id.in_(last))
    return {(row.office_id, row.question_id): row for row in found}


def wording_by_key(key: str) -> QuizWording | None:
    found: QuizWording | None = _whole().where(QuizWording.key == key).get_or_none()
    return found


def wording_by_token(token: str) -> QuizWording | None:
    return QuizWording.get_or_none(QuizWording.token == token)


def _whole() -> Any:
    return (
        QuizWording.select(QuizWording, QuizQuestion, Chapter, Person)
        .join(QuizQuestion)
        .join(Chapter)
        .switch(QuizWording)
        .left_outer_join(Person, on=QuizWording.author)
    )


def wordings_in_force(office_id: int, chapter_ids: Collection[int]) -> list[QuizWording]:
    """What was approved last of each question, in their order; retired ones are there too."""
    last = (
        QuizWording.select(fn.MAX(QuizWording.id))
        .join(QuizQuestion)
        .where(
            QuizWording.office == office_id,
            QuizWording.state.in_(literals([WordingState.APPROVED])),
            QuizQuestion.chapter.in_(list(chapter_ids)),
        )
        .group_by(QuizWording.question)
    )
    return list(
        QuizWording.select(QuizWording, QuizQuestion)
        .join(QuizQuestion)
        .where(QuizWording.id.in_(last))
        .order_by(QuizQuestion.chapter, QuizQuestion.position, QuizQuestion.id)
    )


def wording_in_force(office_id: int, question: QuizQuestion) -> QuizWording | None:
    found = wordings_in_force(office_id, [question.chapter_id])
    return next((row for row in found if row.question_id == question.id), None)


def waiting_wordings(office_id: int, chapter_id: int | None = None) -> list[QuizWording]:
    """What is proposed, of one chapter or of all, in the order of the questions."""
    found = _whole().where(
        QuizWording.office == office_id,
        QuizWording.state.in_(literals([WordingState.PROPOSED])),
    )
    if chapter_id is not None:
        found = found.where(QuizQuestion.chapter == chapter_id)
    return list(found.order_by(QuizQuestion.position, QuizWording.id).limit(PAGE))


def waiting_by_chapter(office_id: int) -> dict[int, int]:
    """How many proposals wait, by chapter."""
    waiting = (
        QuizWording.select(QuizWording.id, QuizQuestion.id, QuizQuestion.chapter)
        .join(QuizQuestion)
        .where(
            QuizWording.office == office_id,
            QuizWording.state.in_(literals([WordingState.PROPOSED])),
        )
    )
    counts: dict[int, int] = {}
    for row in waiting:
        counts[row.question.chapter_id] = counts.get(row.question.chapter_id, 0) + 1
    return counts


def options_of(wordings: Collection[QuizWording]) -> dict[int, list[QuizOption]]:
    """By wording, its options in their order."""
    found: dict[int, list[QuizOption]] = {row.id: [] for row in wordings}
    rows = QuizOption.select().where(QuizOption.wording.in_(list(found)))
    for row in rows.order_by(QuizOption.wording, QuizOption.letter):
        found[row.wording_id].append(row)
    return found


def asked_by(wording: QuizWording, options: Collection[QuizOption]) -> Asked:
    """A wording as it was written."""
    return Asked(
        wording.text,
        wording.text_en,
        [
            Option(row.letter, row.is_right, row.text, row.text_en, row.why, row.why_en)
            for row in options
        ],
    )


def questions_in_force(
    office_id: int, chapter_ids: Collection[int]
) -> dict[int, list[tuple[str, Asked]]]:
    """By chapter, what is asked: the keys of the wordings, and what they say."""
    rows = [row for row in wordings_in_force(office_id, chapter_ids) if not row.is_retired]
    options = options_of(rows)
    found: dict[int, list[tuple[str, Asked]]] = {}
    for row in rows:
        asked = (row.key, asked_by(row, options[row.id]))
        found.setdefault(row.question.chapter_id, []).append(asked)
    return found
