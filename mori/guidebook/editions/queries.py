"""Editions and what stands in them."""

import datetime as dt
from typing import Any

from mori.accounts.models import Person
from mori.core.db import literals
from mori.offices.models import Office

from ..models import Book, Chapter, Edition, EditionChapter, Revision
from ..rules import EditionState
from .rules import FORMER

PAGE = 60


def _whole() -> Any:
    return Edition.select(Edition, Office, Book).join(Office).switch(Edition).join(Book)


def current_editions(after: int = 0) -> list[Edition]:
    """What anybody may read now, one page and one more; ``after`` is an id."""
    return list(
        _whole()
        .where(Edition.state.in_(literals([EditionState.CURRENT])), Edition.id > after)
        .order_by(Edition.id)
        .limit(PAGE + 1)
    )


def edition_by_slug(slug: str) -> Edition | None:
    found: Edition | None = _whole().where(Edition.slug == slug).get_or_none()
    return found


def edition_by_id(edition_id: int) -> Edition:
    found: Edition = _whole().where(Edition.id == edition_id).get()
    return found


def edition_by_token(token: str) -> Edition | None:
    return Edition.get_or_none(Edition.token == token)


def editions_of(office_id: int, book_id: int) -> list[Edition]:
    """An office's editions of a book, the latest first."""
    return list(
        Edition.select(Edition, Person)
        .join(Person)
        .where(Edition.office == office_id, Edition.book == book_id)
        .order_by(Edition.id.desc())
    )


def current_edition(office_id: int, book_id: int) -> Edition | None:
    found = editions_of(office_id, book_id)
    return next((each for each in found if each.state is EditionState.CURRENT), None)


def former_editions(edition: Edition) -> list[Edition]:
    """Those before it, the latest first."""
    return list(
        _whole()
        .where(
            Edition.office == edition.office_id,
            Edition.book == edition.book_id,
            Edition.id < edition.id,
        )
        .order_by(Edition.id.desc())
        .limit(FORMER)
    )


def chapters_in(edition_id: int) -> list[EditionChapter]:
    return list(
        EditionChapter.select()
        .where(EditionChapter.edition == edition_id)
        .order_by(EditionChapter.position)
    )


def chapter_before(edition_id: int, chapter_id: int) -> EditionChapter | None:
    """A chapter as it stands in an edition."""
    found: EditionChapter | None = (
        EditionChapter.select(EditionChapter, Revision)
        .join(Revision)
        .where(EditionChapter.edition == edition_id, Revision.chapter == chapter_id)
        .get_or_none()
    )
    return found


def chapter_key_of(page: EditionChapter) -> str:
    """What its chapter is known by in every edition."""
    found = Chapter.select(Chapter.key).join(Revision, on=Revision.chapter)
    chapter: Chapter = found.where(Revision.id == page.revision_id).get()
    return chapter.key


def page_of(office_id: int, chapter_id: int) -> EditionChapter | None:
    """A chapter as it stands in an office's current edition."""
    found: EditionChapter | None = (
        _current_pages(office_id, EditionChapter, Edition)
        .where(Revision.chapter == chapter_id)
        .first()
    )
    return found


def pages_that_ask(office_id: int) -> list[EditionChapter]:
    """The chapters of an office's current editions that have questions, without their texts."""
    columns = (EditionChapter.position, EditionChapter.title, EditionChapter.title_en)
    found = _current_pages(office_id, *columns, Edition.id, Revision.id, Chapter.id, Chapter.key)
    return list(
        found.where(EditionChapter.quiz != "").order_by(Edition.book, EditionChapter.position)
    )


def _current_pages(office_id: int, *columns: Any) -> Any:
    return (
        EditionChapter.select(*columns)
        .join(Edition)
        .switch(EditionChapter)
        .join(Revision)
        .join(Chapter)
        .where(
            Edition.office == office_id,
            Edition.state.in_(literals([EditionState.CURRENT])),
        )
    )


def next_to_print(at: dt.datetime) -> Edition | None:
    """The edition whose PDFs are due first."""
    found: Edition | None = (
        _whole().where(Edition.print_at <= at).order_by(Edition.print_at).first()
    )
    return found


def is_others(stem: str, office_id: int) -> bool:
    """Whether another office's editions begin with this name."""
    found = Edition.select().where(
        Edition.slug.between(f"{stem}-0", f"{stem}-9"), Edition.office != office_id
    )
    return bool(found.exists())
