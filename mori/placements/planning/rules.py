"""Who is in which unit in each week, and what speaks against it. No database, no request."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from mori.core.words import Labelled, marked
from mori.core.workdays import DAY

from ..capacity.rules import Capacities
from ..rules import SpanPlan, days_between

WEEK = 7 * DAY
LONGEST = 30  # weeks of a plan


class PlanState(Labelled):
    DRAFT = "draft", marked("Draft")
    PUBLISHED = "published", marked("Published")
    REPLACED = "replaced", marked("Replaced by a later version")
    DROPPED = "dropped", marked("Dropped")


MOVES = {
    "publish": ({PlanState.DRAFT}, PlanState.PUBLISHED),
    "take_back": ({PlanState.PUBLISHED}, PlanState.DRAFT),
    "replace": ({PlanState.PUBLISHED}, PlanState.REPLACED),
    "restore": ({PlanState.REPLACED}, PlanState.PUBLISHED),
    "drop": ({PlanState.DRAFT}, PlanState.DROPPED),
}


class Clash(Labelled):
    """What speaks against an intern's week in a unit; some of it nobody can decide otherwise."""

    must_go: bool

    OVER_CAPACITY = "over_capacity", marked("more interns than places")
    SUPERVISOR_AWAY = "supervisor_away", marked("supervisor away")
    INTEREST = "interest", marked("conflict of interest"), True
    NO_SUPERVISOR = "no_supervisor", marked("no supervisor"), True
    HOLIDAYS = "holidays", marked("holiday week")
    TWO_UNITS = "two_units", marked("two units in one week")
    INTERN_AWAY = "intern_away", marked("intern away")
    NO_UNIT = "no_unit", marked("no unit")

    def __init__(self, _value: str, _label: str = "", must_go: bool = False) -> None:
        self.must_go = must_go


@dataclass(frozen=True)
class Week:
    """A week of a plan: its Monday, the days worked, and those that a holiday closes."""

    first: dt.date
    workdays: tuple[dt.date, ...]
    closed: tuple[dt.date, ...] = ()

    @property
    def last(self) -> dt.date:
        return self.first + WEEK - DAY

    @property
    def is_holiday_week(self) -> bool:
        """Whether holidays take at least half of it."""
        return bool(self.closed) and len(self.closed) >= len(self.workdays)


class Post(NamedTuple):
    """Who supervises in a unit, and who stands in."""

    supervisor_id: int | None
    stand_in_id: int | None = None


@dataclass(frozen=True)
class Planned:
    """An intern of a plan: the period, the units by week, the days away, who never supervises.

    ``kept`` are the units of days that the plan leaves as they are, by the number of their week.
    """

    placement_id: int
    starts_on: dt.date
    ends_on: dt.date
    units: Mapping[int, int] = field(default_factory=dict)
    away: frozenset[dt.date] = frozenset()
    barred: frozenset[int] = frozenset()
    kept: Mapping[int, frozenset[int]] = field(default_factory=dict)

    def days_in(self, week: Week) -> list[dt.date]:
        """The working days of a week that belong to the internship."""
        return [day for day in week.workdays if self.starts_on <= day <= self.ends_on]

    def is_in(self, week: Week) -> bool:
        return self.starts_on <= week.last and week.first <= self.ends_on

    def post_in(self, post: Post) -> Post | None:
        """Who of a unit's people supervises this intern; None where nobody may."""
        free = [each for each in post if each and each not in self.barred]
        return Post(*free) if free else None


@dataclass(frozen=True)
class Frame:
    """What a plan stands in: its weeks, who supervises where, places, and who is there besides."""

    weeks: Sequence[Week]
    posts: Mapping[int, Post]
    capacities: Capacities = Capacities()
    others: Mapping[tuple[int, int], int] = field(default_factory=dict)  # (unit, week) → interns
    away: Mapping[int, frozenset[dt.date]] = field(default_factory=dict)  # of supervisors

    def places(self, unit_id: int, number: int) -> int | None:
        return self.capacities.places(unit_id, self.weeks[number].first)


def taken(frame: Frame, rows: Iterable[Planned]) -> Counter[tuple[int, int]]:
    """How many interns are in each unit in each week, those of no plan too: (unit, week) → n."""
    found = Counter(dict(frame.others))
    for row in rows:
        found.update(
            (unit, number)
            for number, unit in row.units.items()
            if number < len(frame.weeks) and row.is_in(frame.weeks[number])
        )
    return found


def clashes(frame: Frame, rows: Sequence[Planned]) -> dict[tuple[int, int], list[Clash]]:
    """What speaks against each week of each intern: (placement, week) → clashes, if any."""
    full = {
        place
        for place, number in taken(frame, rows).items()
        if (places := frame.places(*place)) is not None and number > places
    }
    found = {
        (row.placement_id, number): list(_clashes_of(frame, row, number, full))
        for row in rows
        for number, week in enumerate(frame.weeks)
        if row.is_in(week)
    }
    return {cell: each for cell, each in found.items() if each}


def _clashes_of(
    frame: Frame, row: Planned, number: int, full: Collection[tuple[int, int]]
) -> Iterator[Clash]:
    week, unit = frame.weeks[number], row.units.get(number)
    days = row.days_in(week)
    if week.is_holiday_week:
        yield Clash.HOLIDAYS
    if unit is None:
        if days:
            yield Clash.NO_UNIT
        return
    if (unit, number) in full:
        yield Clash.OVER_CAPACITY
    if row.kept.get(number, frozenset()) - {unit}:
        yield Clash.TWO_UNITS
    if days and 2 * len(row.away.intersection(days)) >= len(days):
        yield Clash.INTERN_AWAY
    yield from _clashes_of_post(frame, row, frame.posts.get(unit, Post(None)), days)


def _clashes_of_post(
    frame: Frame, row: Planned, post: Post, days: Sequence[dt.date]
) -> Iterator[Clash]:
    people = row.post_in(post)
    if people is None:
        yield Clash.INTEREST if any(post) else Clash.NO_SUPERVISOR
    elif frame.away.get(people.supervisor_id or 0, frozenset()).intersection(days):
        yield Clash.SUPERVISOR_AWAY


def blocks(weeks: int, units: int) -> list[range]:
    """The weeks of a plan cut into one block for each unit, the earlier ones longer by one."""
    length, longer = divmod(weeks, units)
    starts = [number * length + min(number, longer) for number in range(units + 1)]
    return [range(first, end) for first, end in zip(starts, starts[1:], strict=False)]


def proposal(
    frame: Frame, rows: Sequence[Planned], turn: Sequence[int], since: int = 0
) -> dict[int, dict[int, int]]:
    """Units in turn within capacity, from a week on: placement → week → unit.

    The first intern begins in the first unit, the second in the second and so on; who finds a
    unit full goes to the next one not yet visited. A week for which there is no place is left out.
    """
    found = {row.placement_id: _until(row, since) for row in rows}
    used = Counter(dict(frame.others))
    used.update((unit, week) for each in found.values() for week, unit in each.items())
    for block_number, block in enumerate(blocks(len(frame.weeks), len(turn))):
        for row_number, row in enumerate(rows):
            weeks = [each for each in block if each >= since and row.is_in(frame.weeks[each])]
            mine = found[row.placement_id]
            first = (row_number + block_number) % len(turn)
            wanted = [*turn[first:], *turn[:first]]
            wanted.sort(key=set(mine.values()).__contains__)  # those not yet visited come first
            unit = next((each for each in wanted if _fits(frame, row, each, weeks, used)), None)
            if unit is not None:
                mine.update(dict.fromkeys(weeks, unit))
                used.update((unit, week) for week in weeks)
    return found


def _until(row: Planned, since: int) -> dict[int, int]:
    return {week: unit for week, unit in row.units.items() if week < since}


def _fits(
    frame: Frame,
    row: Planned,
    unit: int,
    weeks: Sequence[int],
    used: Mapping[tuple[int, int], int],
) -> bool:
    if row.post_in(frame.posts.get(unit, Post(None))) is None:
        return False
    return all(
        (places := frame.places(unit, week)) is None or used.get((unit, week), 0) < places
        for week in weeks
    )


def spans_planned(
    frame: Frame, row: Planned, before: Sequence[SpanPlan], since: dt.date
) -> list[SpanPlan]:
    """An intern's spans once the plan is published: from ``since`` on as planned, else as before.

    Days outside the plan's weeks, and those before ``since``, stay what they were.
    """
    by_day: dict[dt.date, SpanPlan] = {}
    for span in before:
        by_day.update(dict.fromkeys(days_between(span.starts_on, span.ends_on), span))
    for number, week in enumerate(frame.weeks):
        for day in days_between(max(week.first, since), week.last):
            by_day.pop(day, None)
            if row.starts_on <= day <= row.ends_on and number in row.units:
                by_day[day] = _span_for(frame, row, row.units[number], day)
    return joined(by_day)


def _span_for(frame: Frame, row: Planned, unit: int, day: dt.date) -> SpanPlan:
    post = row.post_in(frame.posts[unit])
    if post is None or post.supervisor_id is None:
        raise ValueError("a plan with a clash that must go is not published")
    return SpanPlan(unit, day, day, post.supervisor_id, post.stand_in_id)


def joined(by_day: Mapping[dt.date, SpanPlan]) -> list[SpanPlan]:
    """Days in a row with the same unit and people, as one span."""
    found: list[SpanPlan] = []
    for day, span in sorted(by_day.items()):
        last = found[-1] if found else None
        if last and last.ends_on + DAY == day and _same(last, span):
            found[-1] = _lasting(last, last.starts_on, day)
        else:
            found.append(_lasting(span, day, day))
    return found


def _same(one: SpanPlan, other: SpanPlan) -> bool:
    return _lasting(one, dt.date.min, dt.date.min) == _lasting(other, dt.date.min, dt.date.min)


def _lasting(span: SpanPlan, first: dt.date, last: dt.date) -> SpanPlan:
    return SpanPlan(span.unit_id, first, last, span.supervisor_id, span.stand_in_id)


def first_difference(
    before: Sequence[SpanPlan], after: Sequence[SpanPlan], among: Collection[dt.date] = ()
) -> dt.date | None:
    """The first day, or of some days the first, that two rotations of one placement disagree on."""
    days: dict[dt.date, list[SpanPlan | None]] = {}
    for side, spans in enumerate((before, after)):
        for span in spans:
            for day in days_between(span.starts_on, span.ends_on):
                days.setdefault(day, [None, None])[side] = _lasting(span, day, day)
    differing = (day for day, (one, other) in days.items() if one != other)
    return min((day for day in differing if not among or day in among), default=None)
