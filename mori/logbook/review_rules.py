"""What may happen to a decision, and how long an entry may wait. No database, no request."""

import datetime as dt
from enum import StrEnum

UNDO_WITHIN = dt.timedelta(seconds=8)  # then a decision reaches the intern and stays
BULK_MOST = 20
LISTED_FOR = dt.timedelta(minutes=10)  # how long "Me" lists what was decided
MOST_PHRASES = 12  # that an office offers

# The clock, in working days an entry has waited.
DIGEST_AGAIN = 2
COORDINATOR_AFTER = 3
STAND_IN_AFTER = 5

# No mail before, after, or on days the office is closed.
DIGEST_AT = dt.time(8, 15)
QUIET_UNTIL, QUIET_FROM = dt.time(7, 0), dt.time(18, 0)


class VerdictState(StrEnum):
    PENDING = "pending"
    EFFECTIVE = "effective"
    UNDONE = "undone"
    LAPSED = "lapsed"


VERDICT_MOVES = {
    "settle": ({VerdictState.PENDING}, VerdictState.EFFECTIVE),
    "undo": ({VerdictState.PENDING}, VerdictState.UNDONE),
    "lapse": ({VerdictState.PENDING}, VerdictState.LAPSED),
}


def must_be_read(
    hints: str, revision: int, seen_at: dt.datetime | None, has_unseen_photo: bool
) -> bool:
    """Whether an entry is initialled only one by one: it was not yet read as it should be."""
    return bool(hints) or has_unseen_photo or (revision > 1 and seen_at is None)
