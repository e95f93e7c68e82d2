"""When an intern is reminded, and of what. No database, no request."""

import datetime as dt
from enum import StrEnum

NUDGES_A_WEEK = 3
NEWS_REACHES_BACK = dt.timedelta(days=7)


class ReminderKind(StrEnum):
    NOT_WRITTEN = "not_written"
    NEWS = "news"


# From when to when on an office's clock. Whoever was written to in the first is left alone in
# the second: at most one a day. From 18.00 to 07.00, and on days off, nobody is.
WINDOWS = {
    ReminderKind.NOT_WRITTEN: (dt.time(15, 30), dt.time(16, 30)),
    ReminderKind.NEWS: (dt.time(16, 30), dt.time(18, 0)),
}


def kind_due(time: dt.time) -> ReminderKind | None:
    """What people are reminded of at a time of day, if of anything."""
    return next((kind for kind, (since, until) in WINDOWS.items() if since <= time < until), None)
