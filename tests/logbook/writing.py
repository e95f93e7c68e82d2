"""Entries for tests of the review, written without asking whether they may be."""

import datetime as dt
from typing import Any

from mori.core.db import new_key
from mori.logbook.models import Entry
from mori.logbook.review import operations as review_operations
from mori.logbook.review import queries as review_queries
from tests.cast import NOON, TODAY, Cast


def write_entry(
    cast: Cast,
    day: dt.date = TODAY,
    text: str = "Menerima tiga konsultasi.",
    at: dt.datetime = NOON,
    **columns: Any,
) -> Entry:
    """An entry of Sari's, sent to Rina; Budi stands in."""
    facts = {
        "token": new_key(),
        "placement": cast.placement,
        "person": cast.sari,
        "office": cast.banua,
        "unit": cast.pvl,
        "supervisor": cast.rina,
        "stand_in": cast.budi,
        "day": day,
        "text": text,
        "submitted_at": at,
        "held_since": at,
    }
    return Entry.create(**facts | columns)


def settle_until(at: dt.datetime) -> None:
    """What the background work does about decisions by a moment."""
    for verdict_id in review_queries.due_verdicts(at):
        review_operations.apply_verdict(verdict_id)
