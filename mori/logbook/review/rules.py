"""What may happen to a decision, and how long an entry may wait. No database, no request."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence, Sized
from typing import Any

from mori.core.words import Labelled, marked

UNDO_WITHIN = dt.timedelta(seconds=8)  # then a decision reaches the intern and stays
DECIDED_WITHIN = dt.timedelta(weeks=8)  # how far back a reviewer's decisions are listed
LISTED_FOR = dt.timedelta(minutes=10)  # how long "Me" lists what was decided

# What the rows of the queue may take of a page's bytes, compressed, and what they do take; found
# by measuring queues of all kinds (tests/logbook/review/queue/test_weight.py).
ROOM = 1_236
ROW_BYTES = 92
PHOTO_BYTES = 26
MENTION_BYTES = 30  # of what an entry names
CHARACTERS_IN_BYTE = 2.5
SAID_IN_ROW = (
    *("intern", "intern_key", "institution", "unit", "supervisor"),
    *("text", "learnt", "obstacles", "last_author", "last_words"),
)

# The clock, in working days an entry has waited.
DIGEST_AGAIN = 2
COORDINATOR_AFTER = 3
STAND_IN_AFTER = 5

# No mail before, after, or on days the office is closed.
DIGEST_AT = dt.time(8, 15)
QUIET_UNTIL, QUIET_FROM = dt.time(7, 0), dt.time(18, 0)


class VerdictState(Labelled):
    PENDING = "pending", marked("on its way")
    EFFECTIVE = "effective", marked("the intern has it")
    UNDONE = "undone", marked("undone")
    LAPSED = "lapsed", marked("the intern changed the text first")

    @property
    def is_pending(self) -> bool:
        return self is VerdictState.PENDING


VERDICT_MOVES = {
    "settle": ({VerdictState.PENDING}, VerdictState.EFFECTIVE),
    "undo": ({VerdictState.PENDING}, VerdictState.UNDONE),
    "lapse": ({VerdictState.PENDING}, VerdictState.LAPSED),
}


def must_be_read(
    hints: str,
    revision: int,
    seen_at: dt.datetime | None,
    has_unseen_photo: bool,
    has_unread_comment: bool = False,
) -> bool:
    """Whether an entry is initialled only one by one: it was not yet read as it should be."""
    is_unread = has_unseen_photo or has_unread_comment or (revision > 1 and seen_at is None)
    return bool(hints) or is_unread


def a_pageful(
    rows: Sequence[Any], photos: Mapping[int, Sized], beside: Iterable[str] = ()
) -> list[Any]:
    """The first entries whose rows fit on one page; one at least, however long it is.

    ``beside`` is what else the page says that is not always there. What is said twice weighs
    once: it is compressed.
    """
    told = set(beside)
    room = ROOM - sum(map(len, told)) / CHARACTERS_IN_BYTE
    fit: list[Any] = []
    for row in rows:
        new = {getattr(row, name) or "" for name in SAID_IN_ROW} - told
        told |= new
        room -= ROW_BYTES + PHOTO_BYTES * len(photos[row.id]) + MENTION_BYTES * row.has_mentions
        room -= sum(map(len, new)) / CHARACTERS_IN_BYTE
        if fit and room < 0:
            break
        fit.append(row)
    return fit
