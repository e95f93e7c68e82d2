"""What is looked for in a logbook. No database, no request."""

import datetime as dt
from dataclasses import dataclass

from ..rules import EntryState


@dataclass(frozen=True)
class Search:
    """Days between two, both included; words anywhere in the texts; a state; a kind of work."""

    first: dt.date
    last: dt.date
    words: str = ""
    state: EntryState | None = None
    activity_id: int | None = None
