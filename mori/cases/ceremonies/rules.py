"""When keys are looked after, and why a case was opened from paper. No database, no request."""

import datetime as dt

from mori.core.words import Labelled, marked

LEAST_HOLDERS = 2  # who can open a case, and have lately opened one
LATELY = dt.timedelta(days=45)
DRILL_EVERY = dt.timedelta(days=396)  # thirteen months: a yearly drill has a month to happen


class RestoreReason(Labelled):
    FORGOTTEN = "forgotten", marked("no officer knew their passphrase any more")
    LEFT = "left", marked("the officers who could open it have left")
    LOST = "lost", marked("the officers' keys were lost with the server's data")


def is_recent(unlocked_at: dt.datetime | None, at: dt.datetime) -> bool:
    """Whether an officer has proved lately that they still know their passphrase."""
    return unlocked_at is not None and unlocked_at > at - LATELY


def is_drill_due(last_at: dt.datetime, at: dt.datetime) -> bool:
    """Whether nobody has tried for too long if the sheets of the recovery key still open it."""
    return last_at <= at - DRILL_EVERY
