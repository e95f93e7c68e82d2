"""Books of Banua, loaded, approved, filled in and published as tests need them."""

import datetime as dt

from mori.core.clock import now
from mori.guidebook import queries
from mori.guidebook.editions.operations import publish_edition
from mori.guidebook.models import Chapter, Edition, Revision
from mori.guidebook.quizzes.operations import agree_to_wordings, approve_wordings
from mori.guidebook.quizzes.queries import waiting_wordings
from mori.guidebook.rules import Change, RevisionState, Words
from mori.guidebook.texts.rules import slot_names
from mori.guidebook.writing.loading_operations import load_books
from mori.guidebook.writing.operations import (
    Proposal,
    agree_to_text,
    approve_text,
    fill_slots,
    keep_draft,
    propose_text,
)

WORDS = Words("Judul baru", "Kalimat pertama.\n\nKalimat kedua.", "New title", "One.\n\nTwo.")


def load(cast) -> None:
    load_books([cast.banua, cast.seberang], now())


def approve(revision: Revision, cast) -> None:
    """By an officer where one is needed, and by the coordinator."""
    found = queries.revision_by_key(revision.key)
    if found.chapter.is_guarded:
        agree_to_text(found, cast.ningsih.id, now())
        found = queries.revision_by_key(revision.key)
    approve_text(found, found.change, cast.wati.id, now(), seen=found.digest)


def approve_all(cast) -> None:
    for row in queries.waiting_texts(cast.banua.id):
        if row.state is RevisionState.PROPOSED:
            approve(row, cast)


def approve_questions(cast) -> None:
    """All that is asked, chapter by chapter: by an officer where one is needed, too."""
    chapters = {row.question.chapter.id: row for row in waiting_wordings(cast.banua.id)}
    for row in chapters.values():
        of, keys = row.question.chapter, _waiting(cast, row.question.chapter)
        if of.is_guarded:
            agree_to_wordings(of, cast.banua.id, keys, cast.ningsih.id, now())
        approve_wordings(of, cast.banua.id, keys, cast.wati.id, now())


def _waiting(cast, of: Chapter) -> list[str]:
    return [row.key for row in waiting_wordings(cast.banua.id, of.id)]


def fill_all(cast) -> None:
    values = dict.fromkeys(slot_names(), "Jl. Contoh 1")
    fill_slots(cast.banua.id, values, (), cast.wati.id, dt.date(2026, 11, 17))


def publish(cast, slug: str = "pedoman", token: str = "") -> Edition:
    book = queries.book_by_key(slug)
    return publish_edition(cast.banua, book, token or f"{slug} 1", cast.wati.id, now())


def published(cast, slug: str = "pedoman") -> Edition:
    """An edition of a book, from nothing."""
    load(cast)
    approve_all(cast)
    approve_questions(cast)
    fill_all(cast)
    return publish(cast, slug)


def chapter(number: int = 1, slug: str = "pedoman") -> Chapter:
    book = queries.book_by_key(slug)
    return queries.chapters_of(None, book.id)[number - 1]


def draft(cast, words: Words = WORDS, *, of: Chapter | None = None, **said) -> Revision:
    """What Rina wrote of a chapter."""
    of = of or chapter()
    base = queries.text_in_force(cast.banua.id, of.id)
    facts = {"change": Change.MATERIAL, "summary": "Baru", "references": ()} | said
    author = facts.pop("author", cast.rina)
    token = facts.pop("token", f"{author.id} {words.digest}"[:40])
    proposal = Proposal(words=words, base=base.key if base else "", **facts)
    return keep_draft(of, cast.banua.id, proposal, token, author.id, now())


def proposed(cast, words: Words = WORDS, **said) -> Revision:
    made = draft(cast, words, **said)
    propose_text(made, made.author_id, now())
    return queries.revision_by_key(made.key)
