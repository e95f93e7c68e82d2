"""What a campus supervisor sees, and for how long. No database, no request."""

import datetime as dt

SHOWN_AFTER_END = dt.timedelta(days=90)  # while marks are given there


def week_of(first: dt.date, last: dt.date, today: dt.date) -> tuple[int, int]:
    """In which week of a stay a day lies, 0 before the first, and of how many.

    Weeks begin on Mondays, as people at a campus count them.
    """
    weeks = _weeks(first, last)
    return (min(_weeks(first, today), weeks) if today >= first else 0), weeks


def _weeks(first: dt.date, last: dt.date) -> int:
    return (_monday(last) - _monday(first)).days // 7 + 1


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())
