"""Rows of books for the pages that are opened by a key."""

from mori.guidebook import queries
from mori.guidebook.writing.operations import add_chapter
from tests.guidebook.publishing import chapter, load


def book_rows(cast):
    """Loader's name → the key of a row of Banua."""
    load(cast)
    book = queries.book_by_key("rahasia")
    first = chapter(1, "rahasia")
    waiting = queries.waiting_texts(cast.banua.id)
    return {
        "book_by_key": book.slug,
        "chapter_by_key": add_chapter(book, cast.banua.id, "Parkir", "opened").key,
        "revision_by_key": next(row.key for row in waiting if row.chapter_id == first.id),
    }
