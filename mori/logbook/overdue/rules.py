"""What waits too long, by who has it. No database, no request."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from typing import NamedTuple

MOST = 1_000  # entries of an office that are looked at, the oldest first
LISTED = 20  # days in one reminder
REMEMBERED = dt.timedelta(days=30)  # how far back a page looks for the last reminder
SHOWN = 4  # of each reviewer, before "show all"


class OverdueEntry(NamedTuple):
    """As much of an entry as its place among those that wait needs."""

    id: int
    day: dt.date
    supervisor_id: int
    submitted_at: dt.datetime


def by_reviewer(rows: Iterable[OverdueEntry]) -> dict[int, list[OverdueEntry]]:
    """The entries of each reviewer; whoever has the oldest comes first."""
    found: dict[int, list[OverdueEntry]] = {}
    for row in rows:
        found.setdefault(row.supervisor_id, []).append(row)
    return found


def digest_of(rows: Iterable[OverdueEntry]) -> str:
    """What a page showed of them, so that a later one can tell whether they are the same."""
    ids = sorted(row.id for row in rows)
    return hashlib.sha256(repr(ids).encode()).hexdigest()[:20]
