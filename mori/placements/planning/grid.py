"""A plan as a whole: weeks, interns, units, and what speaks against each week. No request."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from mori.core.clock import local_date
from mori.core.workdays import DAY, Calendar
from mori.offices.models import Unit
from mori.offices.queries import calendar_of, office_by_id

from ..away.models import PlannedAway
from ..away.queries import away_between
from ..barred.queries import barred_pairs
from ..capacity.queries import capacities_of
from ..models import Placement
from ..queries import spans_of
from ..rules import SpanPlan, days_between
from . import queries
from .models import PlannedUnit, RotationPlan
from .rules import WEEK, Clash, Frame, Planned, PlanState, Post, Week, clashes, taken

Spans = Mapping[int, Sequence[SpanPlan]]


@dataclass(frozen=True)
class Grid:
    """A plan with all it is held against; days before ``since`` stay as they are."""

    plan: RotationPlan
    since: dt.date
    frame: Frame
    units: Sequence[PlannedUnit]
    placements: Sequence[Placement]
    rows: Sequence[Planned]
    before: Spans  # each placement's rotation as it is now
    holidays: Mapping[int, list[str]]  # by the number of the week
    notes: Sequence[PlannedAway]

    @cached_property
    def clashes(self) -> dict[tuple[int, int], list[Clash]]:
        """What speaks against the weeks that can still be changed."""
        found = clashes(self.frame, self.rows)
        return {cell: each for cell, each in found.items() if cell[1] >= self.first_open}

    @cached_property
    def taken(self) -> dict[tuple[int, int], int]:
        return dict(taken(self.frame, self.rows))

    @property
    def first_open(self) -> int:
        """The first week that is not over: those before it stay what they are."""
        weeks = self.frame.weeks
        return next((n for n, each in enumerate(weeks) if each.last >= self.since), len(weeks))

    @property
    def must_go(self) -> bool:
        """Whether something speaks against the plan that nobody can decide otherwise."""
        return any(each.must_go for found in self.clashes.values() for each in found)

    def row_of(self, placement_id: int) -> Planned:
        return next(row for row in self.rows if row.placement_id == placement_id)

    def unit_named(self, unit_id: int | None) -> Unit | None:
        return next((each.unit for each in self.units if each.unit_id == unit_id), None)

    def with_units(self, placement_id: int, units: Mapping[int, int]) -> "Grid":
        """The same with other units for one intern: to see what would speak against them."""
        rows = [_with(row, units) if row.placement_id == placement_id else row for row in self.rows]
        return Grid(
            **{name: getattr(self, name) for name in self.__dataclass_fields__ if name != "rows"},
            rows=rows,
        )


def _with(row: Planned, units: Mapping[int, int]) -> Planned:
    return Planned(
        row.placement_id, row.starts_on, row.ends_on, units, row.away, row.barred, row.kept
    )


def grid_of(plan: RotationPlan, at: dt.datetime) -> Grid:
    """A plan as it stands; what it changes begins tomorrow at the earliest."""
    office = office_by_id(plan.office_id)
    since = local_date(at, office.zone) + DAY
    calendar = calendar_of(office.id, office.calendar_version)
    weeks = weeks_of(calendar, plan.starts_on, plan.weeks)
    last = weeks[-1].last
    placements = queries.placements_in(plan.id)
    before = spans_now([each.id for each in placements])
    units = queries.units_in(plan.id)
    notes = away_between(office.id, plan.starts_on, last)
    elsewhere = queries.stays_besides(office.id, list(before), plan.starts_on, last)
    frame = Frame(
        weeks,
        {each.unit_id: Post(each.supervisor_id, each.stand_in_id) for each in units},
        capacities_of(office.id),
        _others(elsewhere, weeks),
        _days_by_person(notes),
    )
    rows = _rows(plan, placements, before, weeks, frame.away, since)
    named = {n: _holidays_in(calendar, each) for n, each in enumerate(weeks)}
    return Grid(plan, since, frame, units, placements, rows, before, named, notes)


def weeks_of(calendar: Calendar, first: dt.date, number: int) -> list[Week]:
    found = []
    for each in range(number):
        monday = first + each * WEEK
        days = list(days_between(monday, monday + WEEK - DAY))
        found.append(
            Week(
                monday,
                tuple(day for day in days if calendar.is_workday(day)),
                tuple(day for day in days if calendar.holiday_on(day)),
            )
        )
    return found


def _holidays_in(calendar: Calendar, week: Week) -> list[str]:
    return list(dict.fromkeys(calendar.holiday_on(day) for day in week.closed))


def spans_now(placement_ids: Sequence[int]) -> dict[int, list[SpanPlan]]:
    """The rotations of placements as they are."""
    found: dict[int, list[SpanPlan]] = {each: [] for each in placement_ids}
    for span in spans_of(placement_ids):
        found[span.placement_id].append(
            SpanPlan(
                span.unit_id, span.starts_on, span.ends_on, span.supervisor_id, span.stand_in_id
            )
        )
    return found


def units_by_week(spans: Sequence[SpanPlan], weeks: Sequence[Week]) -> dict[int, int]:
    """In which unit somebody is on the first working day of each week that any unit covers."""
    found = {}
    for number, week in enumerate(weeks):
        for day in week.workdays or (week.first,):
            unit = next((s.unit_id for s in spans if s.starts_on <= day <= s.ends_on), None)
            if unit is not None:
                found[number] = unit
                break
    return found


def _others(
    elsewhere: Iterable[queries.Elsewhere], weeks: Sequence[Week]
) -> dict[tuple[int, int], int]:
    found: dict[tuple[int, int], int] = {}
    for stay in elsewhere:
        for number, week in enumerate(weeks):
            if stay.starts_on <= week.last and week.first <= stay.ends_on:
                cell = stay.unit_id, number
                found[cell] = found.get(cell, 0) + 1
    return found


def _days_by_person(notes: Iterable[PlannedAway]) -> dict[int, frozenset[dt.date]]:
    found: dict[int, set[dt.date]] = {}
    for note in notes:
        found.setdefault(note.person_id, set()).update(days_between(note.starts_on, note.ends_on))
    return {person: frozenset(days) for person, days in found.items()}


def _rows(
    plan: RotationPlan,
    placements: Sequence[Placement],
    before: Spans,
    weeks: Sequence[Week],
    away: Mapping[int, frozenset[dt.date]],
    since: dt.date,
) -> list[Planned]:
    stays = _stays_of(plan, before, weeks, since)
    pairs = barred_pairs([each.person_id for each in placements])
    return [
        Planned(
            each.id,
            each.starts_on,
            each.ends_on,
            stays.get(each.id, {}),
            away.get(each.person_id, frozenset()),
            # Nobody supervises themself, whatever their roles.
            frozenset({each.person_id, *(b for a, b in pairs if a == each.person_id)}),
            _kept(before[each.id], weeks, since),
        )
        for each in placements
    ]


def _stays_of(
    plan: RotationPlan, before: Spans, weeks: Sequence[Week], since: dt.date
) -> dict[int, dict[int, int]]:
    """What is planned; in a draft, weeks that are over are what they were."""
    planned = queries.stays_in(plan.id)
    if plan.state is not PlanState.DRAFT:
        return planned
    over = sum(week.last < since for week in weeks)
    return {
        each: {
            **units_by_week(spans, weeks[:over]),
            **{n: unit for n, unit in planned.get(each, {}).items() if n >= over},
        }
        for each, spans in before.items()
    }


def _kept(
    spans: Sequence[SpanPlan], weeks: Sequence[Week], since: dt.date
) -> dict[int, frozenset[int]]:
    """The units of the days before ``since``, in the week that it lies in."""
    return {
        number: frozenset(
            span.unit_id
            for day in week.workdays
            if day < since
            for span in spans
            if span.starts_on <= day <= span.ends_on
        )
        for number, week in enumerate(weeks)
        if week.first < since <= week.last
    }
