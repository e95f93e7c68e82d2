"""Which days an address asks for, and what is said of those that cannot be."""

import datetime as dt

from flask_babel import lazy_gettext as _

from mori.core.errors import Refused

from .rules import LONGEST, YEARS, Length, Period, stretch_on, stretch_written


def period_asked(written: str, since: str, until: str, today: dt.date) -> Period:
    """What an address asks for: two days, or a stretch; this month where it says nothing."""
    if since or until:
        return _between(since, until)
    if not written:
        return stretch_on(today, Length.MONTH)
    found = stretch_written(written)
    if found is None:
        raise Refused(_("That period is not one of the calendar. Choose one below, or two days."))
    return found


def _between(since: str, until: str) -> Period:
    if not (since and until):
        raise Refused(_("The period has only one end. Choose its first and its last day."))
    first, last = _day(since), _day(until)
    if first is None or last is None:
        raise Refused(_("One of these days is not in the calendar. Choose both once more."))
    if last < first:
        raise Refused(_("The last day is before the first. Choose them the other way round."))
    if last - first > LONGEST:
        raise Refused(_("A report is of five years at most. Choose days closer together."))
    return Period(first, last)


def _day(text: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in YEARS else None
