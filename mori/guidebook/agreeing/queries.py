"""What people were asked to agree to, what they said, and what they asked."""

from collections.abc import Collection
from typing import Any

from peewee import SQL, fn

from mori.accounts.models import Person
from mori.core.db import literals
from mori.placements.models import Placement
from mori.placements.rules import ONGOING

from ..models import Book, Chapter, Edition, EditionChapter, Revision
from ..rules import EditionState
from .models import Acknowledgement, ParagraphQuestion, Signature
from .rules import AGREED

PAGE = 30
MOST_COUNTED = 2000  # the latest of an office by which is counted what confuses
Answerer = Person.alias("answerer")
SignedEdition = Edition.alias("signed_edition")
CURRENT = literals([EditionState.CURRENT])


def _shown() -> Any:
    return (
        EditionChapter.select(EditionChapter, Edition, Book, Revision, Chapter)
        .join(Edition)
        .join(Book)
        .switch(EditionChapter)
        .join(Revision)
        .join(Chapter)
    )


def shown_now(office_id: int, chapter_id: int) -> EditionChapter | None:
    """A part as it stands in the edition of now, if its book is one to agree to."""
    found: EditionChapter | None = (
        _shown()
        .where(
            Edition.office == office_id,
            Edition.state.in_(CURRENT),
            Book.slug.in_(AGREED),
            Revision.chapter == chapter_id,
        )
        .get_or_none()
    )
    return found


def shown_in(office_id: int, slug: str, chapter_id: int) -> EditionChapter | None:
    """A part as it stands in an edition of the office that somebody had before them."""
    found: EditionChapter | None = (
        _shown()
        .where(
            Edition.office == office_id,
            Edition.slug == slug,
            Book.slug.in_(AGREED),
            Revision.chapter == chapter_id,
        )
        .get_or_none()
    )
    return found


def shown_by_ids(ids: Collection[int]) -> dict[int, EditionChapter]:
    rows = _shown().where(EditionChapter.id.in_(list(ids))) if ids else ()
    return {row.id: row for row in rows}


def parts_now(office_id: int) -> list[EditionChapter]:
    """The parts of the books to agree to, in their editions of now, without their texts."""
    columns = (
        *(EditionChapter.id, EditionChapter.position, EditionChapter.title),
        *(EditionChapter.title_en, EditionChapter.asks, EditionChapter.marks),
    )
    return list(
        EditionChapter.select(
            *columns, Edition, Book, Revision.id, Revision.chapter, Chapter.id, Chapter.key
        )
        .join(Edition)
        .join(Book)
        .switch(EditionChapter)
        .join(Revision)
        .join(Chapter)
        .where(Edition.office == office_id, Edition.state.in_(CURRENT), Book.slug.in_(AGREED))
        .order_by(Book.position, EditionChapter.position)
    )


def said_by(
    people: Collection[int], office_id: int, chapter_id: int | None = None
) -> list[Acknowledgement]:
    """What some people of an office said of its books, the earliest first."""
    rows = Acknowledgement.select().where(
        Acknowledgement.person.in_(list(people)), Acknowledgement.office == office_id
    )
    if chapter_id is not None:
        rows = rows.where(Acknowledgement.chapter == chapter_id)
    return list(rows.order_by(Acknowledgement.id))


def said_by_token(token: str) -> Acknowledgement | None:
    return Acknowledgement.get_or_none(Acknowledgement.token == token)


def question_of(said: Acknowledgement) -> ParagraphQuestion:
    """What was asked when somebody said that it is not clear."""
    return ParagraphQuestion.get(ParagraphQuestion.acknowledgement == said.id)


def open_questions_of(people: Collection[int], office_id: int) -> list[ParagraphQuestion]:
    """What some people asked and is not clear to them yet; without its words."""
    columns = (
        *(ParagraphQuestion.id, ParagraphQuestion.person, ParagraphQuestion.chapter),
        *(ParagraphQuestion.number, ParagraphQuestion.answered_at),
    )
    rows = ParagraphQuestion.select(*columns).where(
        ParagraphQuestion.person.in_(list(people)),
        ParagraphQuestion.office == office_id,
        ~ParagraphQuestion.is_clear,
    )
    return list(rows.order_by(ParagraphQuestion.id))


def asked_about(person_id: int, office_id: int, chapter_id: int) -> list[ParagraphQuestion]:
    """What somebody asked about a part, with what was answered."""
    rows = ParagraphQuestion.select().where(
        ParagraphQuestion.person == person_id,
        ParagraphQuestion.office == office_id,
        ParagraphQuestion.chapter == chapter_id,
    )
    return list(rows.order_by(ParagraphQuestion.id))


def _questions() -> Any:
    """Each with its part; whoever asked is not among what is read."""
    return (
        ParagraphQuestion.select(ParagraphQuestion, Chapter, Book, Answerer)
        .join(Chapter)
        .join(Book)
        .switch(ParagraphQuestion)
        .left_outer_join(Answerer, on=ParagraphQuestion.answered_by)
    )


def paragraph_question_by_key(key: str) -> ParagraphQuestion | None:
    found: ParagraphQuestion | None = _questions().where(ParagraphQuestion.key == key).get_or_none()
    return found


def questions_in(
    office_id: int, *, is_answered: bool, after: int | None = None
) -> list[ParagraphQuestion]:
    """A page and one more: those that wait, the earliest first; or those answered, the latest."""
    rows = _questions().where(
        ParagraphQuestion.office == office_id,
        ParagraphQuestion.answered_at.is_null(not is_answered),
    )
    order = ParagraphQuestion.id.desc() if is_answered else ParagraphQuestion.id
    if after is not None:
        further = ParagraphQuestion.id < after if is_answered else ParagraphQuestion.id > after
        rows = rows.where(further)
    return list(rows.order_by(order).limit(PAGE + 1))


def readers_of(office_id: int) -> dict[int, int]:
    """By chapter, how many people of an office have said something about it of late."""
    columns = (Acknowledgement.chapter, Acknowledgement.person)
    rows = Acknowledgement.select(*columns).where(Acknowledgement.office == office_id)
    people: dict[int, set[int]] = {}
    for row in rows.order_by(Acknowledgement.id.desc()).limit(MOST_COUNTED):
        people.setdefault(row.chapter_id, set()).add(row.person_id)
    return {chapter_id: len(them) for chapter_id, them in people.items()}


def unclear_in(office_id: int) -> list[ParagraphQuestion]:
    """Which paragraphs were not clear to whom; the latest as many as are counted."""
    columns = (ParagraphQuestion.chapter, ParagraphQuestion.number, ParagraphQuestion.person)
    rows = ParagraphQuestion.select(*columns).where(ParagraphQuestion.office == office_id)
    return list(rows.order_by(ParagraphQuestion.id.desc()).limit(MOST_COUNTED))


def signatures_of(people: Collection[int], office_id: int) -> list[Signature]:
    """What some people have signed in an office, each with its edition, the earliest first."""
    return list(
        Signature.select(Signature, Edition, Book)
        .join(Edition)
        .join(Book)
        .where(Signature.person.in_(list(people)), Signature.office == office_id)
        .order_by(Signature.id)
    )


def signature_by_key(key: str) -> Signature | None:
    found: Signature | None = (
        Signature.select(Signature, Edition, Book)
        .join(Edition)
        .join(Book)
        .where(Signature.key == key)
        .get_or_none()
    )
    return found


def signature_under(person_id: int, edition_id: int) -> Signature | None:
    return Signature.get_or_none(Signature.person == person_id, Signature.edition == edition_id)


def signature_by_token(token: str) -> Signature | None:
    return Signature.get_or_none(Signature.token == token)


def first_published(office_id: int) -> dict[int, tuple[Book, Any]]:
    """By book to agree to, the moment since which the office asks for it."""
    rows = (
        Edition.select(Edition, Book)
        .join(Book)
        .where(Edition.office == office_id, Book.slug.in_(AGREED))
        .order_by(Book.position, Edition.id.desc())
    )
    return {row.book_id: (row.book, row.published_at) for row in rows}


def waits_for(person: Any, office: Any, lately: Any) -> Any:
    """The fact, for whoever is signed in: their office asks for something they have not said."""
    here = Placement.select(SQL("1")).where(
        Placement.person == person,
        Placement.office == office,
        Placement.state.in_(literals(ONGOING)),
        Placement.ends_on >= lately,
    )
    said = Acknowledgement.select(SQL("1")).where(
        Acknowledgement.person == person,
        Acknowledgement.office == office,
        Acknowledgement.asks == EditionChapter.asks,
    )
    asked = (
        Edition.select(SQL("1"))
        .join(Book)
        .switch(Edition)
        .join(EditionChapter, on=(EditionChapter.edition == Edition.id))
        .where(
            Edition.office == office,
            Edition.state.in_(CURRENT),
            Book.slug.in_(literals(AGREED)),
            EditionChapter.asks != "",
        )
    )
    signed = (
        Signature.select(SQL("1"))
        .join(SignedEdition)
        .where(
            Signature.person == person,
            Signature.office == office,
            SignedEdition.book == Edition.book,
        )
    )
    return fn.EXISTS(here) & fn.EXISTS(asked.where(~fn.EXISTS(said) | ~fn.EXISTS(signed)))
