"""Bringing the books that come with MORI to the offices: nothing of it is in force by itself."""

import datetime as dt
from typing import Any

from mori.core.db import writing
from mori.offices.models import Office

from .. import queries
from ..models import Book, Chapter, Revision, RevisionEvent, Source
from ..quizzes.loading_operations import load_questions
from ..rules import Change, RevisionState
from ..texts.rules import ShippedBook, ShippedChapter, shipped_books, shipped_chapters
from .operations import anchors_of

FIRST = "Came with MORI"
NEW = "A newer text came with MORI"


@writing()
def load_books(offices: list[Office], at: dt.datetime) -> int:
    """Propose to each office what came with MORI and is new to it; return how many texts and
    questions.
    """
    proposed, offered = 0, queries.last_shipped()
    for shipped in shipped_books():
        book = _book(shipped)
        for position, each in enumerate(shipped_chapters(shipped.slug), 1):
            chapter = _chapter(book, each, position, is_guarded=each.number in shipped.guarded)
            for office in offices:
                last = offered.get((office.id, chapter.id))
                if last is None or last.shipped != each.words.digest:
                    _offer(chapter, office.id, each, last, at)
                    proposed += 1
    return proposed + load_questions(offices, at)


def _book(shipped: ShippedBook) -> Book:
    facts = {
        "title": shipped.title,
        "title_en": shipped.title_en,
        "position": shipped.position,
    }
    book, is_made = Book.get_or_create(slug=shipped.slug, defaults=facts)
    if not is_made:
        _keep_up(book, facts)
    return book


def _chapter(book: Book, each: ShippedChapter, position: int, *, is_guarded: bool) -> Chapter:
    token = f"{book.slug} {each.slug}"[:40]
    facts = {"slug": each.slug, "position": position, "is_guarded": is_guarded}
    made = {"book": book.id, **facts}
    chapter, is_made = Chapter.get_or_create(token=token, defaults=made)
    if not is_made:
        _keep_up(chapter, facts)
    return chapter


def _keep_up(row: Book | Chapter, facts: dict[str, Any]) -> None:
    """Write what came with MORI only where it is another than before: this is done each hour."""
    if any(getattr(row, name) != fact for name, fact in facts.items()):
        type(row).update(facts).where(type(row).id == row.id).execute()


def _offer(
    chapter: Chapter, office_id: int, each: ShippedChapter, last: Revision | None, at: dt.datetime
) -> None:
    """Propose a shipped text, which is another one than the office was last offered."""
    digest = each.words.digest
    if last and last.state is RevisionState.PROPOSED:
        Revision.update(state=RevisionState.DISCARDED).where(Revision.id == last.id).execute()
        RevisionEvent.create(revision=last.id, verb="decline", at=at, note=NEW)
    base = queries.text_in_force(office_id, chapter.id)
    made = Revision.create(
        token=f"{office_id}.{chapter.id}.{last.id if last else 0}.{digest}"[:40],
        chapter=chapter.id,
        office=office_id,
        parent=base and base.id,
        author=None,
        **each.words._asdict(),
        anchors=anchors_of(each.words.body, base, office_id, chapter.id),
        change=Change.MATERIAL,
        summary=NEW if last else FIRST,
        digest=digest,
        shipped=digest,
        state=RevisionState.PROPOSED,
        made_at=at,
    )
    RevisionEvent.create(revision=made.id, verb="propose", at=at)
    for place, source in enumerate(each.references):
        day = dt.date.fromisoformat(source.checked_on) if source.checked_on else None
        facts = {**source._asdict(), "checked_on": day}
        Source.create(revision=made.id, position=place, checked_by=None, **facts)
