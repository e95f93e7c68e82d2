"""What interns would change in their office's books."""

from typing import Any

from mori.accounts.models import Person
from mori.core.db import literals

from .. import queries as books
from ..models import Book, Chapter, Revision
from .models import Suggestion
from .rules import SuggestionState

PAGE = 30


def _whole() -> Any:
    return (
        Suggestion.select(Suggestion, Chapter, Book, Person, Revision)
        .join(Chapter)
        .join(Book)
        .switch(Suggestion)
        .join(Person)
        .switch(Suggestion)
        .left_outer_join(Revision, on=Suggestion.revision)
    )


def suggestion_by_key(key: str) -> Suggestion | None:
    """One with its chapter, its book, who made it, and the text it is written into, if any."""
    found: Suggestion | None = _whole().where(Suggestion.key == key).get_or_none()
    return found


def suggestion_by_token(token: str) -> Suggestion | None:
    return Suggestion.get_or_none(Suggestion.token == token)


def own_suggestions(person_id: int, before: int | None = None) -> list[Suggestion]:
    """What somebody has suggested, the latest first, one page and one more."""
    found = _whole().where(Suggestion.person == person_id)
    if before:
        found = found.where(Suggestion.id < before)
    return list(found.order_by(Suggestion.id.desc()).limit(PAGE + 1))


def waiting_suggestions(office_id: int, after: int = 0) -> list[Suggestion]:
    """What nobody has decided on, the oldest first, one page and one more."""
    found = _whole().where(
        Suggestion.office == office_id,
        Suggestion.state.in_(literals([SuggestionState.WAITING])),
        Suggestion.id > after,
    )
    return list(found.order_by(Suggestion.id).limit(PAGE + 1))


def suggestions_in(revision_id: int) -> list[Suggestion]:
    """Those that wait and are written down in a text."""
    found = _whole().where(
        Suggestion.revision == revision_id, Suggestion.state == SuggestionState.WAITING
    )
    return list(found.order_by(Suggestion.id))


def chapters_to_read(office_id: int) -> list[tuple[Book, Chapter, str, str]]:
    """The chapters that an office has a text of, with its title in both languages."""
    found = [
        (book, chapter)
        for book in books.all_books()
        for chapter in books.chapters_of(office_id, book.id)
    ]
    texts = books.texts_in_force(office_id, [chapter.id for _book, chapter in found])
    return [
        (book, chapter, texts[chapter.id].title, texts[chapter.id].title_en)
        for book, chapter in found
        if chapter.id in texts
    ]
