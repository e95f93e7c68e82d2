"""Books, their chapters, and what an office says in them."""

from collections.abc import Collection
from typing import Any

from peewee import SQL, fn

from mori.accounts.models import Person
from mori.core.db import literals

from .models import Book, Chapter, Revision, RevisionEvent, SlotValue, Source
from .rules import RevisionState

Officer = Person.alias("officer")
Later = Revision.alias("later")
WAITING = (RevisionState.DRAFT, RevisionState.PROPOSED, RevisionState.RETURNED)
PAGE = 60


def all_books() -> list[Book]:
    return list(Book.select().order_by(Book.position))


def book_by_key(key: str) -> Book | None:
    """A book by what stands for it in addresses."""
    return Book.get_or_none(Book.slug == key)


def chapters_of(office_id: int | None, book_id: int) -> list[Chapter]:
    """A book's chapters, then those that the office has added."""
    everybodys = list(_chapters(book_id).where(Chapter.office.is_null()))
    added = list(_chapters(book_id).where(Chapter.office == office_id)) if office_id else []
    return [*everybodys, *added]


def _chapters(book_id: int) -> Any:
    return Chapter.select().where(Chapter.book == book_id).order_by(Chapter.position, Chapter.id)


def chapter_by_key(key: str) -> Chapter | None:
    found: Chapter | None = (
        Chapter.select(Chapter, Book).join(Book).where(Chapter.key == key).get_or_none()
    )
    return found


def chapter_by_token(token: str) -> Chapter | None:
    return Chapter.get_or_none(Chapter.token == token)


def texts_in_force(office_id: int, chapter_ids: Collection[int]) -> dict[int, Revision]:
    """By chapter, the text that was approved last: the one that no other was approved after."""
    overtaken = Later.select(SQL("1")).where(
        Later.office == Revision.office,
        Later.chapter == Revision.chapter,
        Later.state == RevisionState.APPROVED,
        Later.parent == Revision.id,
    )
    found = Revision.select().where(
        Revision.office == office_id,
        Revision.chapter.in_(list(chapter_ids)),
        Revision.state == RevisionState.APPROVED,
        ~fn.EXISTS(overtaken),
    )
    return {row.chapter_id: row for row in found.order_by(Revision.id)}


def text_in_force(office_id: int, chapter_id: int) -> Revision | None:
    return texts_in_force(office_id, [chapter_id]).get(chapter_id)


def revision_by_key(key: str) -> Revision | None:
    """A text with its chapter, its book, its author and the officer who agreed to it."""
    found: Revision | None = (
        Revision.select(Revision, Chapter, Book, Person, Officer)
        .join(Chapter)
        .join(Book)
        .switch(Revision)
        .left_outer_join(Person, on=Revision.author)
        .switch(Revision)
        .left_outer_join(Officer, on=Revision.officer)
        .where(Revision.key == key)
        .get_or_none()
    )
    return found


def way_to(revision: Revision, since_id: int) -> list[Revision]:
    """The texts that came into force from one on up to another, or this one alone."""
    way = [revision]
    while way[0].id != since_id:
        if way[0].parent_id is None:
            return [revision]
        way.insert(0, revision_by_id(way[0].parent_id))
    return way


def revision_by_id(revision_id: int) -> Revision:
    return Revision.get_by_id(revision_id)


def revision_by_token(token: str) -> Revision | None:
    return Revision.get_or_none(Revision.token == token)


def waiting_texts(office_id: int) -> list[Revision]:
    """What was written and is neither in force nor discarded, the oldest first."""
    return list(
        Revision.select(Revision, Chapter, Person)
        .join(Chapter)
        .switch(Revision)
        .left_outer_join(Person, on=Revision.author)
        .where(Revision.office == office_id, Revision.state.in_(literals(WAITING)))
        .order_by(Revision.id)
        .limit(PAGE)
    )


def last_shipped() -> dict[tuple[int, int], Revision]:
    """By office and chapter, the text that came with MORI last."""
    last = (
        Revision.select(fn.MAX(Revision.id))
        .where(Revision.shipped != "")
        .group_by(Revision.office, Revision.chapter)
    )
    columns = (Revision.id, Revision.office, Revision.chapter, Revision.shipped, Revision.state)
    found = Revision.select(*columns).where(Revision.id.in_(last))
    return {(row.office_id, row.chapter_id): row for row in found}


def greatest_anchor(office_id: int, chapter_id: int) -> int:
    """The greatest number that a paragraph of a chapter was ever given."""
    numbers = (row.anchors.split() for row in _of_chapter(office_id, chapter_id))
    return max((int(each) for row in numbers for each in row), default=0)


def _of_chapter(office_id: int, chapter_id: int) -> Any:
    return Revision.select().where(Revision.office == office_id, Revision.chapter == chapter_id)


def events_of(revision_id: int) -> list[RevisionEvent]:
    return list(
        RevisionEvent.select(RevisionEvent, Person)
        .left_outer_join(Person)
        .where(RevisionEvent.revision == revision_id)
        .order_by(RevisionEvent.id)
    )


def sources_of(revision_ids: Collection[int]) -> list[Source]:
    """What some texts rest on, each with who checked it."""
    return list(
        Source.select(Source, Person)
        .left_outer_join(Person)
        .where(Source.revision.in_(list(revision_ids)))
        .order_by(Source.revision, Source.position)
    )


def slot_values(office_id: int) -> dict[str, SlotValue]:
    """What an office has filled in, by the slots' names."""
    found = SlotValue.select(SlotValue, Person).join(Person).where(SlotValue.office == office_id)
    return {row.name: row for row in found}
