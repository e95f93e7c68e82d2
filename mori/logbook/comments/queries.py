"""What was said under entries, and who has not read it."""

import datetime as dt
from collections.abc import Collection
from typing import Any, NamedTuple

from peewee import Value, fn

from mori.accounts.models import Person
from mori.core.compiled import Compiled

from ..models import Comment, Entry
from ..queries import Intern, last_words, with_last_words
from ..rows import CommentRow
from ..rules import MOST_COMMENTS, EntryState
from .models import ThreadReading

MOST_NEWS = 10  # threads listed as news


class News(NamedTuple):
    """An entry with a comment its reader has not read."""

    key: str
    day: dt.date
    state: EntryState
    intern: str
    last_author: str | None
    last_words: str | None


def _thread(entry: Any) -> Any:
    return (
        Comment.select(Comment.key, Comment.text, Comment.at, Person.name.alias("author"))
        .join(Person)
        .where(Comment.entry == entry)
        .order_by(Comment.id)
        .limit(MOST_COMMENTS)
    )


_thread_of = Compiled(CommentRow, _thread)


def thread_of(entry_id: int) -> list[CommentRow]:
    """The comments under an entry, the first first."""
    return _thread_of(entry=entry_id)


def count_of_comments(entry_id: int) -> int:
    return int(Comment.select().where(Comment.entry == entry_id).count())


def is_in_thread(entry_id: int, token: str) -> bool:
    return Comment.select().where(Comment.entry == entry_id, Comment.token == token).exists()


def authors_of(entry_id: int) -> set[int]:
    found = Comment.select(Comment.author).where(Comment.entry == entry_id).distinct()
    return {row.author_id for row in found}


def threads_unread(entry_ids: Collection[int], reader_id: int) -> set[int]:
    """Those of the entries with another's comment since the reader last opened them."""
    read = ThreadReading.select(ThreadReading.id).where(
        ThreadReading.entry == Comment.entry,
        ThreadReading.person == reader_id,
        ThreadReading.unread_since.is_null(),
    )
    found = (
        Comment.select(Comment.entry)
        .where(
            Comment.entry.in_(list(entry_ids)),
            Comment.author != reader_id,
            ~fn.EXISTS(read),
        )
        .distinct()
    )
    return {row.entry_id for row in found}


def _news(reader: Any, office: Any) -> Any:
    reviews = (Entry.supervisor == reader) | (Entry.stand_in == reader)
    news = ThreadReading.select(
        Entry.key, Entry.day, Entry.state, Intern.name.alias("intern"), *last_words()
    )
    return (
        with_last_words(news.join(Entry).join(Intern, on=(Entry.person == Intern.id)))
        .where(
            ThreadReading.person == reader,
            ThreadReading.unread_since.is_null(False),
            # Others have it by now: whoever had it before may not open it.
            (Entry.person == reader) | ((Entry.office == office) & reviews),
        )
        .order_by(ThreadReading.unread_since.desc())
        .limit(MOST_NEWS)
    )


_news_for = Compiled(News, _news)


def news_for(reader_id: int, office_id: int) -> list[News]:
    """Entries of theirs, or of their interns in an office, with comments that a person has not
    read, the latest first.
    """
    return _news_for(reader=reader_id, office=office_id)


def any_unread(person: Any, office: Any, lately: Any) -> Any:
    """The fact, for whoever is signed in."""
    unread = ThreadReading.select(Value(1)).where(
        ThreadReading.person == person, ThreadReading.unread_since.is_null(False)
    )
    return fn.EXISTS(unread)
