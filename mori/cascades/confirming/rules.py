"""When and how often a teaching is confirmed. No database, no request."""

import datetime as dt

from mori.core.workdays import DAY

OPEN_FOR = 7 * DAY  # after the day of the teaching
MOST_CONFIRMED = 500  # of a teaching whose heads are not counted yet


def is_open_for_confirming(on: dt.date, today: dt.date) -> bool:
    """From the day itself on, for a week."""
    return on <= today and not is_over_for_confirming(on, today)


def is_over_for_confirming(on: dt.date, today: dt.date) -> bool:
    """Whoever was there can no longer confirm it."""
    return today > on + OPEN_FOR
