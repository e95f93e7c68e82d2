"""What of a note may be counted, and which counts may be shown. No database, no request."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping

from mori.core.words import Labelled, marked

from ..clocks.rules import Reading, Standing
from ..rules import Happened, Note

FEWEST = 5  # a smaller count is nobody's to know, and what adds up to one is left out with it
OTHER = "other"  # a service of no card


class Sort(Labelled):
    """By what notes are counted, one at a time: what somebody noted in all stands nowhere."""

    ALL = "all", marked("Regency or city")
    SERVICE = "service", marked("Service")
    HAPPENED = "happened", marked("What happened there")
    OVER = "over", marked("Days over the promise")


class Band(Labelled):
    """How long a service took beyond what was promised."""

    UNKNOWN = "unknown", marked("no promise noted")
    NONE = "none", marked("within the promise")
    WEEK = "week", marked("1–7 days over")
    MONTH = "month", marked("8–30 days over")
    LONGER = "longer", marked("more than 30 days over")


def band_of(promise: Reading) -> Band:
    if promise.standing is Standing.UNKNOWN:
        return Band.UNKNOWN
    if promise.standing not in (Standing.LATE, Standing.OVER):
        return Band.NONE
    if promise.days <= 7:
        return Band.WEEK
    return Band.MONTH if promise.days <= 30 else Band.LONGER


def counted_as(note: Note, service: str, band: Band) -> list[tuple[Sort, str]]:
    """What one note adds one to."""
    happened = [(Sort.HAPPENED, each) for each in dict.fromkeys(note.happened)]
    return [(Sort.ALL, ""), (Sort.SERVICE, service), *happened, (Sort.OVER, band.value)]


def is_countable(note: Note) -> bool:
    """At the end of a story, once; what was violence is not put into a table."""
    return bool(note.happened) and not note.counted_on and Happened.HARM.value not in note.happened


def month_of(day: dt.date) -> dt.date:
    return day.replace(day=1)


def shown_counts(counts: Mapping[str, int]) -> dict[str, int]:
    """Those that may be shown; what is left out adds up to five at least, or to nothing.

    Whoever takes the shown ones from the sum then learns of no smaller number, nor of a single one,
    which would be small.
    """
    hidden = {each for each, count in counts.items() if 0 < count < FEWEST}
    others = sorted((each for each in counts if counts[each] >= FEWEST), key=counts.__getitem__)
    while hidden and others and _sum(counts, hidden) < FEWEST:
        hidden.add(others.pop(0))
    if hidden and _sum(counts, hidden) < FEWEST:
        return {}
    return {each: counts[each] for each in others}


def _sum(counts: Mapping[str, int], among: Collection[str]) -> int:
    return sum(counts[each] for each in among)


def months_over(months: Iterable[dt.date], today: dt.date) -> list[dt.date]:
    """A month is shown once it is over: whoever looks every day would see single notes come."""
    return [each for each in months if each < month_of(today)]
