"""Entries and comments as lists show them: the rows of ``queries.py``."""

import datetime as dt
from typing import NamedTuple

from .rules import EntryState


class RecentEntry(NamedTuple):
    """An entry of the last days as its writer's day shows it."""

    key: str
    day: dt.date
    text: str
    state: EntryState
    note: str
    submitted_at: dt.datetime
    seen_at: dt.datetime | None
    reviewed_at: dt.datetime | None
    hints: str
    supervisor: str
    reviewer: str | None
    photos: int
    has_others: bool


class RailEntry(NamedTuple):
    """An entry in the rail of a logbook; templates/logbook/_item.html unpacks it."""

    id: int
    key: str
    day: dt.date
    text: str
    minutes: int | None
    state: EntryState
    is_late: bool
    submitted_at: dt.datetime
    held_since: dt.datetime
    seen_at: dt.datetime | None
    reviewed_at: dt.datetime | None
    note: str
    unit: str
    supervisor: str
    reviewer: str | None
    comments: int
    last_author: str | None
    last_words: str | None
    is_over: bool


class WholeEntry(NamedTuple):
    """An entry with all its texts, as whoever reviews it reads it."""

    id: int
    key: str
    day: dt.date
    text: str
    minutes: int | None
    state: EntryState
    is_late: bool
    submitted_at: dt.datetime
    held_since: dt.datetime
    seen_at: dt.datetime | None
    reviewed_at: dt.datetime | None
    note: str
    learnt: str
    obstacles: str
    hints: str
    revision: int
    has_mentions: bool
    unit: str
    supervisor: str
    reviewer: str | None
    comments: int
    last_author: str | None
    last_words: str | None
    intern: str
    intern_key: str
    institution: str
    supervisor_id: int


class CommentRow(NamedTuple):
    """A comment under an entry, with its author's name."""

    key: str
    text: str
    at: dt.datetime
    author: str
