"""Saying something under an entry, and having read what was said."""

import datetime as dt

from flask_babel import lazy_gettext as _
from peewee import fn

from mori.core.db import token_for, writing
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile, lock

from ..models import Comment, Entry
from ..rules import MOST_COMMENTS, EntryState
from . import queries
from .models import ThreadReading


@writing()
def add_comment(entry: Entry, actor_id: int, text: str, token: str, at: dt.datetime) -> None:
    """Add to the thread; the same words with the same ``token`` again change nothing.

    It is news to the writer and the supervisor of the entry, to whoever decided on it, and to
    all who have said something there.
    """
    token = token_for(token, entry.key, actor_id, text)
    if queries.is_in_thread(entry.id, token):
        return
    if not lock(entry, where=[Entry.state != EntryState.WITHDRAWN]):
        raise changed_meanwhile()
    if queries.count_of_comments(entry.id) >= MOST_COMMENTS:
        raise Refused(_("This entry has as many comments as it takes. Talk, or write in another."))
    Comment.create(token=token, entry=entry.id, author=actor_id, text=text, at=at)
    concerned = {entry.person_id, entry.supervisor_id, entry.reviewer_id}
    for person_id in {*concerned, *queries.authors_of(entry.id)} - {None, actor_id}:
        _note_unread(entry.id, person_id, at)
    note_read(entry.id, actor_id, at)


def _note_unread(entry_id: int, person_id: int | None, at: dt.datetime) -> None:
    since = fn.COALESCE(ThreadReading.unread_since, at)
    ThreadReading.insert(entry=entry_id, person=person_id, unread_since=at).on_conflict(
        conflict_target=[ThreadReading.entry, ThreadReading.person],
        update={ThreadReading.unread_since: since},
    ).execute()


@writing()
def note_read(entry_id: int, person_id: int, at: dt.datetime) -> None:
    """A person has the thread before them as it is now."""
    ThreadReading.insert(entry=entry_id, person=person_id, read_at=at).on_conflict(
        conflict_target=[ThreadReading.entry, ThreadReading.person],
        update={ThreadReading.read_at: at, ThreadReading.unread_since: None},
    ).execute()


def open_thread(entry_id: int, person_id: int, at: dt.datetime) -> None:
    """Note that a person opens an entry, if that is news; before its thread is read, so that
    nothing said meanwhile passes for read.
    """
    if queries.threads_unread([entry_id], person_id):
        note_read(entry_id, person_id, at)
