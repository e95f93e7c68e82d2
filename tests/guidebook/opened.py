"""Rows of books for the pages that are opened by a key."""

from mori.core.clock import now
from mori.guidebook import queries
from mori.guidebook.quizzes.queries import waiting_wordings
from mori.guidebook.suggesting.operations import suggest_change
from mori.guidebook.writing.operations import add_chapter
from tests.guidebook.exercises.sealing import opened
from tests.guidebook.publishing import chapter, load, proposed, published
from tests.guidebook.quizzes.asking import proposed_question


def book_rows(cast):
    """Loader's name → the key of a row of Banua."""
    load(cast)
    book = queries.book_by_key("rahasia")
    first = chapter(1, "rahasia")
    waiting = queries.waiting_texts(cast.banua.id)
    section = add_chapter(book, cast.banua.id, "Parkir", "opened")
    shipped = waiting_wordings(cast.banua.id)[0]
    return {
        "book_by_key": book.slug,
        "chapter_by_key": section.key,
        "question_by_key": proposed_question(cast, section).question.key,
        "wording_by_key": shipped.key,
        "revision_by_key": next(row.key for row in waiting if row.chapter_id == first.id),
        "suggestion_by_key": suggested(cast).key,
    }


def suggested(cast):
    """What Tono would change."""
    text = "Sebutkan juga letak papannya."
    return suggest_change(chapter(), cast.banua.id, text, cast.tono.id, "of Tono", now())


def books_to_list(cast):
    """What stands in the addresses of pages of books and exercises."""
    edition = published(cast)
    return {
        "edition": edition.slug,
        "chapter": chapter().key,
        "revision": proposed(cast).key,
        "suggestion": suggested(cast).key,
        "exercise": opened(cast).key,
    }
