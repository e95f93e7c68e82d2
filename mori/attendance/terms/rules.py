"""What programmes ask, and when coming is late. No database, no request."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from mori.placements.rules import InternKind

MOST_DAYS, MOST_HOURS, MOST_GRACE = 366, 60, 120
GRACE_BACK = dt.timedelta(days=366)  # so far back a rule may begin


class Terms(NamedTuple):
    """What a programme asks: days in all, days one may be excused, hours a week at most."""

    days: int | None = None
    excused_days: int | None = None
    weekly_hours: int | None = None

    @property
    def is_complete(self) -> bool:
        return None not in self

    @property
    def is_empty(self) -> bool:
        return set(self) == {None}


TermsOf = Mapping[tuple[InternKind, str], Terms]


def programme_folded(programme: str) -> str:
    """By what two spellings of a programme are one."""
    return " ".join(programme.split()).casefold()


def terms_for(known: TermsOf, kind: InternKind, programme: str) -> Terms:
    """Those of the programme itself, else those of the kind; each as far as somebody said."""
    own = known.get((kind, programme_folded(programme)), Terms())
    general = known.get((kind, ""), Terms())
    return Terms(*(general[n] if each is None else each for n, each in enumerate(own)))


def grace_on(day: dt.date, known: Iterable[tuple[dt.date, int]]) -> int:
    """The minutes of grace on a day, out of rules in the order of their days; none by default."""
    return next((minutes for from_on, minutes in reversed([*known]) if from_on <= day), 0)
