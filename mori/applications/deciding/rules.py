"""What a coordinator decides, and for how long it can be taken back. No database, no request."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from mori.core.words import Labelled, marked
from mori.core.workdays import DAY, monday_of
from mori.placements.capacity.rules import Capacities

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


class Bound(Enum):
    """What says how many places a unit has in a week."""

    OFFERED = "offered"
    CAPACITY = "capacity"

    @property
    def is_of_openings(self) -> bool:
        return self is Bound.OFFERED


@dataclass(frozen=True)
class Week:
    """A unit's week: how many are there, how many places its openings offer, and how many interns
    the unit takes; None where nobody has said.
    """

    monday: dt.date
    taken: int
    places: int | None
    capacity: int | None = None

    @property
    def least(self) -> int | None:
        return min((each for each in self._bounds.values() if each is not None), default=None)

    @property
    def _bounds(self) -> dict[Bound, int | None]:
        return {Bound.OFFERED: self.places, Bound.CAPACITY: self.capacity}

    def over(self, more: int) -> list[Bound]:
        """For what so many more would be too many."""
        return [
            bound
            for bound, places in self._bounds.items()
            if places is not None and self.taken + more > places
        ]


class Over(NamedTuple):
    """A week in which too many would be in a unit, and for what."""

    unit_id: int
    monday: dt.date
    bounds: list[Bound]


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
    capacities: Capacities,
) -> list[Week]:
    """How full a unit is, week by week, counting whoever is there on any day of one."""
    taken = [stay for stay in stays if stay.unit_id == unit_id]
    offered = [(stay, quota) for stay, quota in quotas if stay.unit_id == unit_id]
    return [
        Week(
            monday,
            sum(_is_in(stay, monday) for stay in taken),
            max((quota for stay, quota in offered if _is_in(stay, monday)), default=None),
            capacities.places(unit_id, monday),
        )
        for monday in mondays_between(first, last)
    ]


def _is_in(stay: Stay, monday: dt.date) -> bool:
    return stay.starts_on < monday + 7 * DAY and monday <= stay.ends_on


def wanted_in(weeks: Mapping[int, list[Week]], wanted: Iterable[Stay]) -> list[Over]:
    """The weeks, by unit, that would be over what they hold if all of these came."""
    asked = list(wanted)
    return [
        Over(unit_id, week.monday, bounds)
        for unit_id, rows in weeks.items()
        for week in rows
        if (more := sum(each.unit_id == unit_id and _is_in(each, week.monday) for each in asked))
        and (bounds := week.over(more))
    ]


def over_by_bound(over: Iterable[Over]) -> dict[tuple[int, Bound], list[dt.date]]:
    """Unit and what says how many → the Mondays of the weeks that are too full for it."""
    found: dict[tuple[int, Bound], list[dt.date]] = {}
    for each in over:
        for bound in each.bounds:
            found.setdefault((each.unit_id, bound), []).append(each.monday)
    return found
