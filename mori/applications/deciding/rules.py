"""What a coordinator decides, and for how long it can be taken back. No database, no request."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mori.core.words import Labelled, marked
from mori.core.workdays import DAY, monday_of

UNDO_WITHIN = dt.timedelta(seconds=8)
AT_ONCE = 60  # applicants in one decision
WEEKS = 26  # that a table of places shows at most
VERBS = ("verify", "wait", "accept", "refuse")
NEEDS_REASON = frozenset({"refuse"})


class DecisionState(Labelled):
    PENDING = "pending", marked("Taken, not yet in effect")
    EFFECTIVE = "effective", marked("In effect")
    UNDONE = "undone", marked("Taken back")
    FAILED = "failed", marked("Could not take effect")


DECISION_MOVES = {
    "settle": ({DecisionState.PENDING}, DecisionState.EFFECTIVE),
    "undo": ({DecisionState.PENDING}, DecisionState.UNDONE),
    "fail": ({DecisionState.PENDING}, DecisionState.FAILED),
}


@dataclass(frozen=True)
class Stay:
    """Somebody's days in a unit, taken or promised."""

    unit_id: int
    starts_on: dt.date
    ends_on: dt.date


@dataclass(frozen=True)
class Week:
    """A unit's places in a week: how many are taken, of how many; None where nobody has said."""

    monday: dt.date
    taken: int
    places: int | None

    @property
    def free(self) -> int | None:
        return None if self.places is None else max(0, self.places - self.taken)

    def is_over(self, more: int) -> bool:
        """Whether so many more would be too many."""
        return self.places is not None and self.taken + more > self.places


def mondays_between(first: dt.date, last: dt.date) -> list[dt.date]:
    monday = monday_of(first)
    found: list[dt.date] = []
    while monday <= last and len(found) < WEEKS:
        found.append(monday)
        monday += 7 * DAY
    return found


def weeks_of(
    unit_id: int,
    first: dt.date,
    last: dt.date,
    stays: Iterable[Stay],
    quotas: Iterable[tuple[Stay, int]],
) -> list[Week]:
    """How full a unit is, week by week, counting whoever is there on any day of one."""
    taken = [stay for stay in stays if stay.unit_id == unit_id]
    offered = [(stay, quota) for stay, quota in quotas if stay.unit_id == unit_id]
    return [
        Week(
            monday,
            sum(_is_in(stay, monday) for stay in taken),
            max((quota for stay, quota in offered if _is_in(stay, monday)), default=None),
        )
        for monday in mondays_between(first, last)
    ]


def _is_in(stay: Stay, monday: dt.date) -> bool:
    return stay.starts_on < monday + 7 * DAY and monday <= stay.ends_on


def wanted_in(weeks: Mapping[int, list[Week]], wanted: Iterable[Stay]) -> list[tuple[int, Week]]:
    """The weeks, by unit, that would be over what they hold if all of these came."""
    asked = list(wanted)
    return [
        (unit_id, week)
        for unit_id, rows in weeks.items()
        for week in rows
        if (more := sum(each.unit_id == unit_id and _is_in(each, week.monday) for each in asked))
        and week.is_over(more)
    ]
