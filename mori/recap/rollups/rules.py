"""What a day comes to, where it counts, and how sums change with it. No database, no request."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any, NamedTuple

from mori.placements.rules import InternKind, span_on

from ..rules import MEASURED_BY, MEASURES, Dimension


class Fact(NamedTuple):
    """A row of DayFact."""

    placement_id: int
    day: dt.date
    office_id: int
    unit_id: int | None
    supervisor_id: int | None
    institution_id: int | None
    kind: InternKind
    programme: str
    activity_id: int | None = None
    review_minutes: int | None = None
    present: int = 0
    field_duty: int = 0
    excused: int = 0
    sick: int = 0
    part_away: int = 0
    late: int = 0
    off: int = 0
    minutes: int = 0
    entries: int = 0
    entries_late: int = 0
    entry_minutes: int = 0
    initialled: int = 0
    lapsed: int = 0
    begun: int = 0
    ended: int = 0
    assessments: int = 0
    certificates: int = 0
    answers: int = 0

    @property
    def amounts(self) -> tuple[int, ...]:
        """The measures in their order, and whether it took a decision to know how long it took."""
        measures: tuple[Any, ...] = self[FIRST_MEASURE:]
        return (*measures, int(self.review_minutes is not None))


class Tally(NamedTuple):
    """Days of an office summed by one value of a dimension."""

    of: str
    present: int
    field_duty: int
    excused: int
    sick: int
    part_away: int
    late: int
    off: int
    minutes: int
    entries: int
    entries_late: int
    entry_minutes: int
    initialled: int
    lapsed: int
    begun: int
    ended: int
    assessments: int
    certificates: int
    answers: int
    reviewed: int  # entries of which it is known how long the first decision took


PLACED = Fact._fields.index("activity_id")  # so many columns say where a day counts
FIRST_MEASURE = Fact._fields.index(MEASURES[0])
SUMMED = (*MEASURES, "reviewed")  # columns of DayTally, in the order of ``amounts``
NOUGHT = (0,) * len(SUMMED)
# What else of a fact a slice says: the entry knows best where its day counts.
ALSO_BY = {"logbook": ("unit_id", "supervisor_id", "activity_id", "review_minutes")}


class Place(NamedTuple):
    """A row of DayTally but for its sums; in the order in which everybody locks them."""

    office_id: int
    day: dt.date
    rank: int  # of the dimension: the office's own row is locked before all others of the day
    of: str

    @property
    def dimension(self) -> Dimension:
        return DIMENSIONS[self.rank]


DIMENSIONS = tuple(Dimension)
Sums = Mapping[Place, Sequence[int]]


def fact_on(day: dt.date, stays: Sequence[Any]) -> Fact | None:
    """A day of a placement on which nothing was counted yet; None if it has no span."""
    stay = span_on(stays, day)
    if stay is None:
        return None
    return Fact(
        stay.placement_id,
        day,
        stay.office_id,
        stay.unit_id,
        stay.supervisor_id,
        stay.institution_id,
        stay.kind,
        stay.programme,
    )


def bare(fact: Fact) -> Fact:
    """The day where it is, with nothing counted."""
    place: tuple[Any, ...] = fact[:PLACED]
    return Fact(*place)


def counted(blank: Fact, before: Fact | None, names: Set[str], found: Mapping[str, Any]) -> Fact:
    """A day with what some slices count of it by now; what others do is as it was ``before``."""
    kept = {
        column: getattr(before, column)
        for name in MEASURED_BY.keys() - names
        for column in (*MEASURED_BY[name], *ALSO_BY.get(name, ()))
        if before is not None
    }
    return blank._replace(**kept)._replace(**found)


def says_something(fact: Fact) -> bool:
    return fact.amounts != NOUGHT


def places_of(fact: Fact) -> list[Place]:
    """The sums that a day is part of; an empty value is a day of which there is none."""
    values = (
        "",
        fact.unit_id,
        fact.supervisor_id,
        fact.institution_id,
        fact.kind.value,
        fact.programme,
        fact.activity_id,
    )
    return [
        Place(fact.office_id, fact.day, rank, "" if value is None else str(value))
        for rank, value in enumerate(values)
    ]


def sums_of(facts: Iterable[Fact]) -> dict[Place, list[int]]:
    """What days come to, by all dimensions."""
    sums: dict[Place, list[int]] = defaultdict(lambda: list(NOUGHT))
    for fact in facts:
        amounts = [(number, amount) for number, amount in enumerate(fact.amounts) if amount]
        for place in places_of(fact):
            row = sums[place]
            for number, amount in amounts:
                row[number] += amount
    return sums


def difference(before: Sums, after: Sums) -> dict[Place, tuple[int, ...]]:
    """By how much sums change; the office's own row is there wherever another of its day is."""
    changes = {
        place: tuple(
            new - old
            for new, old in zip(after.get(place, NOUGHT), before.get(place, NOUGHT), strict=True)
        )
        for place in {*before, *after}
    }
    moved = {place: change for place, change in changes.items() if any(change)}
    for office_id, day in {(place.office_id, place.day) for place in moved}:
        moved.setdefault(Place(office_id, day, 0, ""), NOUGHT)
    return dict(sorted(moved.items()))
