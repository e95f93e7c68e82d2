"""When a reminder goes out, and how many there may be. No database, no request."""

import datetime as dt

from mori.core.workdays import DAY

MOST_DAYS = 12  # to one address at a time, so that nobody pesters a stranger
GIVE_UP = 14 * DAY  # a mail that nobody took by then is not sent any more
FROM_HOUR = 7


def reminds_until(at: dt.datetime) -> dt.date:
    """The last day that mail names at a local moment: tomorrow, from the morning on."""
    return at.date() + (DAY if at.hour >= FROM_HOUR else dt.timedelta())


def is_given_up(due_on: dt.date, today: dt.date) -> bool:
    return due_on + GIVE_UP < today
