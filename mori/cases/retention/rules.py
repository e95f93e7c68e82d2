"""When the person is asked whether a case is to be erased. No database, no request."""

import datetime as dt

from mori.core.words import Labelled, marked

YEAR = dt.timedelta(days=365)


class Answer(Labelled):
    """What the person wants, as they said by their safe contact."""

    ERASE = "erase", marked("Erase it")
    KEEP = "keep", marked("Keep it for another year")

    @property
    def is_erase(self) -> bool:
        return self is Answer.ERASE


def due_at(closed_at: dt.datetime, kept_at: dt.datetime | None, years: int) -> dt.datetime:
    """From when on somebody asks; an open case is never asked about."""
    due = closed_at + years * YEAR
    return max(due, kept_at + YEAR) if kept_at and kept_at > closed_at else due
