"""Rows of books for the pages that are opened by a key."""

from mori.core.clock import now
from mori.guidebook import queries
from mori.guidebook.agreeing.models import Acknowledgement, ParagraphQuestion, Signature
from mori.guidebook.models import Book, Chapter, Edition, EditionChapter
from mori.guidebook.quizzes.queries import waiting_wordings
from mori.guidebook.suggesting.operations import suggest_change
from mori.guidebook.writing.operations import add_chapter
from tests.guidebook.exercises.sealing import opened
from tests.guidebook.publishing import chapter, load, proposed, published
from tests.guidebook.quizzes.asking import proposed_question


def book_rows(cast):
    """Loader's name → the key of a row of Banua; what was asked and signed is Tono's."""
    load(cast)
    book = queries.book_by_key("rahasia")
    first = chapter(1, "rahasia")
    waiting = queries.waiting_texts(cast.banua.id)
    revision = next(row for row in waiting if row.chapter_id == first.id)
    section = add_chapter(book, cast.banua.id, "Parkir", "opened")
    shipped = waiting_wordings(cast.banua.id)[0]
    return {
        "book_by_key": book.slug,
        "chapter_by_key": section.key,
        "quiz_question_by_key": proposed_question(cast, section).question.key,
        "wording_by_key": shipped.key,
        "revision_by_key": revision.key,
        "suggestion_by_key": suggested(cast).key,
        **_agreed_rows(cast, book, first, revision),
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


def _agreed_rows(cast, book: Book, first: Chapter, revision) -> dict[str, str]:
    """Under an edition of long ago, which asks nobody any more."""
    edition = Edition.create(
        token="opened",
        office=cast.banua,
        book=book,
        number="2025.1",
        slug="rahasia-dulu-2025.1",
        digest="d" * 64,
        state="superseded",
        published_at=now(),
        published_by=cast.wati,
    )
    shown = EditionChapter.create(
        edition=edition, position=1, slug="1", revision=revision, title="J", body="S.", html="S."
    )
    tonos = {"person": cast.tono, "office": cast.banua}
    said = Acknowledgement.create(
        token="opened",
        chapter=first,
        shown=shown,
        understanding="unclear",
        marks="1:a",
        at=now(),
        **tonos,
    )
    question = ParagraphQuestion.create(
        acknowledgement=said, chapter=first, number=1, paragraph="S.", asked_at=now(), **tonos
    )
    signature = Signature.create(
        token="opened",
        edition=edition,
        digest=edition.digest,
        typed_name=cast.tono.name,
        name=cast.tono.name,
        at=now(),
        **tonos,
    )
    return {"paragraph_question_by_key": question.key, "signature_by_key": signature.key}
