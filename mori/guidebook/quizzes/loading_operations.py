"""Bringing the questions that come with MORI to the offices: none is in force by itself."""

import datetime as dt

from mori.core.db import writing
from mori.offices.models import Office

from ..models import Chapter
from ..texts.rules import ShippedQuestion, shipped_chapters, shipped_questions
from . import queries
from .models import QuizQuestion, QuizWording, QuizWordingEvent
from .operations import write_options
from .rules import Asked, Option, WordingState

NEW = "A newer wording came with MORI"


@writing()
def load_questions(offices: list[Office], at: dt.datetime) -> int:
    """Propose to each office what came with MORI and is new to it; return how many wordings."""
    proposed, offered = 0, queries.last_shipped_wordings()
    known, chapters = queries.shipped_questions_known(), queries.shipped_chapters_known()
    slugs = _slugs()
    for shipped in shipped_questions():
        slug = slugs[shipped.book, shipped.chapter]
        token = f"{shipped.book} {slug} {shipped.number}"[:60]
        question = known.get(token) or _question(chapters[shipped.book, slug], shipped, token)
        asked = _asked(shipped)
        for office in offices:
            last = offered.get((office.id, question.id))
            if last is None or last.shipped != asked.digest:
                _offer(question, office.id, asked, last, at)
                proposed += 1
    return proposed


def _slugs() -> dict[tuple[str, str], str]:
    """The slug of each chapter, by its book and number in the files."""
    books = {each.book for each in shipped_questions()}
    return {(book, each.number): each.slug for book in books for each in shipped_chapters(book)}


def _question(chapter: Chapter, shipped: ShippedQuestion, token: str) -> QuizQuestion:
    return QuizQuestion.create(
        token=token, chapter=chapter.id, office=None, position=int(shipped.number)
    )


def _asked(shipped: ShippedQuestion) -> Asked:
    options = [Option(*each) for each in shipped.options]
    return Asked(shipped.text, shipped.text_en, options)


def _offer(
    question: QuizQuestion, office_id: int, asked: Asked, last: QuizWording | None, at: dt.datetime
) -> None:
    """Propose a shipped wording, which is another one than the office was last offered."""
    if last and last.state is WordingState.PROPOSED:
        QuizWording.update(state=WordingState.DISCARDED).where(QuizWording.id == last.id).execute()
        QuizWordingEvent.create(wording=last.id, verb="decline", at=at, note=NEW)
    base = queries.wording_in_force(office_id, question) if last else None
    made = QuizWording.create(
        token=f"{office_id}.{question.id}.{last.id if last else 0}.{asked.digest}"[:60],
        question=question.id,
        office=office_id,
        parent=base and base.id,
        author=None,
        text=asked.text,
        text_en=asked.text_en,
        shipped=asked.digest,
        made_at=at,
    )
    write_options(made.id, asked)
    QuizWordingEvent.create(wording=made.id, verb="propose", at=at)
