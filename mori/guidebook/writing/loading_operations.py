"""Bringing the books that come with MORI to the offices: nothing of it is in force by itself."""

import datetime as dt

from mori.core.db import writing
from mori.core.markdown.rendering import paragraphs_of
from mori.offices.models import Office

from .. import queries
from ..models import Book, Chapter, Revision, RevisionEvent, Source
from ..rules import Change, RevisionState, anchors_for
from ..texts.rules import ShippedBook, ShippedChapter, shipped_books, shipped_chapters

FIRST = "Came with MORI"
NEW = "A newer text came with MORI"


@writing()
def load_books(offices: list[Office], at: dt.datetime) -> int:
    """Propose to each office what came with MORI and is new to it; return how many texts."""
    proposed = 0
    for shipped in shipped_books():
        book = _book(shipped)
        for position, each in enumerate(shipped_chapters(shipped.slug), 1):
            chapter = _chapter(book, each, position, is_guarded=each.number in shipped.guarded)
            proposed += sum(_offer(chapter, office.id, each, at) for office in offices)
    return proposed


def _book(shipped: ShippedBook) -> Book:
    facts = {
        "title": shipped.title,
        "title_en": shipped.title_en,
        "position": shipped.position,
    }
    book, is_made = Book.get_or_create(slug=shipped.slug, defaults=facts)
    if not is_made:
        Book.update(facts).where(Book.id == book.id).execute()
    return book


def _chapter(book: Book, each: ShippedChapter, position: int, *, is_guarded: bool) -> Chapter:
    token = f"{book.slug} {each.slug}"[:40]
    facts = {
        "book": book.id,
        "slug": each.slug,
        "position": position,
        "is_guarded": is_guarded,
    }
    chapter, is_made = Chapter.get_or_create(token=token, defaults=facts)
    if not is_made:
        Chapter.update(facts).where(Chapter.id == chapter.id).execute()
    return chapter


def _offer(chapter: Chapter, office_id: int, each: ShippedChapter, at: dt.datetime) -> bool:
    """Propose a shipped text where it is another one than the office was last offered."""
    last = queries.last_shipped(office_id, chapter.id)
    digest = each.words.digest
    if last and last.shipped == digest:
        return False
    if last and last.state is RevisionState.PROPOSED:
        Revision.update(state=RevisionState.DISCARDED).where(Revision.id == last.id).execute()
        RevisionEvent.create(revision=last.id, verb="decline", at=at, note=NEW)
    base = queries.text_in_force(office_id, chapter.id)
    anchors = anchors_for(
        paragraphs_of(each.words.body),
        paragraphs_of(base.body) if base else (),
        [int(number) for number in base.anchors.split()] if base else (),
        queries.greatest_anchor(office_id, chapter.id),
    )
    made = Revision.create(
        token=f"{office_id}.{chapter.id}.{last.id if last else 0}.{digest}"[:40],
        chapter=chapter.id,
        office=office_id,
        parent=base and base.id,
        author=None,
        **each.words._asdict(),
        anchors=" ".join(map(str, anchors)),
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
    return True
