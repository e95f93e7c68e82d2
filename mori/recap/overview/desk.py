"""An office at a glance, as somebody of it may see it."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple

from mori.access.grants import allowed
from mori.access.roles import Actor
from mori.background.rules import STUCK_AFTER
from mori.core.counts.overview import (
    AGO,
    BADGE,
    MOST,
    PAST,
    WEEK,
    Attention,
    Figure,
    Found,
    Value,
)
from mori.core.workdays import DAY, monday_of
from mori.logbook.review.waiting import FAR_ENOUGH, Waiting
from mori.offices.queries import workdays_between

from . import queries
from .rules import WEEKS, Drawing, Reviewing, Trend, Week, drawing_of, trend_of, weeks_of

SOON = 14 * DAY
HALF_YEAR = 180 * DAY


class Wanting(NamedTuple):
    """Something that wants attention, with what its slice says of it."""

    attention: Attention
    row: Found
    action: Any


class Shown(NamedTuple):
    """A figure with its number; None where the office is not counted yet."""

    figure: Figure
    value: Value | None

    @property
    def is_known(self) -> bool:
        return self.value is not None and self.value.n is not None


class Overview(NamedTuple):
    today: dt.date
    monday: dt.date
    interns: int
    figures: list[Shown]
    badges: dict[str, int]
    wanting: list[Wanting]
    is_more: bool  # than were read, of some attention
    is_counted: bool
    weeks: list[Week]
    trend: Trend
    drawing: Drawing
    reviewing: list[Reviewing]

    @property
    def interns_wanting(self) -> int:
        return len({each.row.intern_key for each in self.wanting} - {None})

    @property
    def staff_wanting(self) -> int:
        return len({each.row.who for each in self.wanting if each.attention.is_staff})

    @property
    def others_wanting(self) -> int:
        """What is neither about an intern of now nor a colleague: papers, alumni."""
        return sum(
            not each.attention.is_staff and each.row.intern_key is None for each in self.wanting
        )


def overview_for(actor: Actor, at: dt.datetime) -> Overview:
    """What the actor is granted of their office, and nothing of another."""
    slots = slots_of(actor, at)
    values = _values(actor, slots)
    wanting, is_more = _wanting(actor, slots)
    days, reviewing = _lines(slots)
    weeks = weeks_of(days, slots["monday"])
    shown = [Shown(each, values.get(each.name)) for each in _granted(actor, queries.figures())]
    interns = values.get("interns")
    return Overview(
        slots["today"],
        slots["monday"],
        interns.n or 0 if interns else 0,
        [each for each in shown if each.figure.rank < BADGE],
        _badges(shown),
        wanting,
        is_more,
        "sent" in values,
        weeks,
        trend_of(weeks),
        drawing_of(weeks),
        reviewing,
    )


def badges_of(actor: Actor, at: dt.datetime) -> dict[str, int]:
    """What all badges of the menu count, in one statement, for pages that ask much else."""
    counting = [each for each in _granted(actor, queries.figures()) if each.badge]
    found = queries.values_of(tuple(each.name for each in counting), slots_of(actor, at))
    values = {each.name: each for each in found}
    return _badges(Shown(each, values.get(each.name)) for each in counting)


def _badges(shown: Iterable[Shown]) -> dict[str, int]:
    return {
        each.figure.badge: each.value.n or 0 for each in shown if each.figure.badge and each.value
    }


def slots_of(actor: Actor, at: dt.datetime) -> dict[str, Any]:
    """What the queries of attentions and figures may ask for: see core/counts/overview.py."""
    clock = Waiting(actor.office_id or 0, actor.calendar_version, actor.zone, at)
    today, monday = clock.today, monday_of(clock.today)
    past = _workdays(actor, today - FAR_ENOUGH, today - DAY)
    here = _workdays(actor, monday, today)
    return {
        "office": actor.office_id,
        "person": actor.person_id,
        "now": at,
        "tomorrow": at + DAY,
        "stale": at - STUCK_AFTER,
        "today": today,
        "soon": today + SOON,
        "half_year": today + HALF_YEAR,
        "monday": monday,
        "lately": monday - 3 * 7 * DAY,
        "past": today - PAST,
        "before": [clock.before(days) for days in range(AGO)],
        "workdays": [today, *(_nth_last(past, n, today) for n in range(1, AGO))],
        "week": [*here, *[dt.date.min] * (WEEK - len(here))],
    }


def _workdays(actor: Actor, first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    return workdays_between(actor.office_id or 0, actor.calendar_version, first, last)


def _nth_last(days: tuple[dt.date, ...], n: int, today: dt.date) -> dt.date:
    """Where an office hardly works, what is that long ago is out of sight."""
    return days[-n] if len(days) >= n else today - FAR_ENOUGH


def _granted(actor: Actor, declared: Iterable[Any]) -> list[Any]:
    return [each for each in declared if allowed(actor, each.grant)]


def _values(actor: Actor, slots: dict[str, Any]) -> dict[str, Value]:
    names = tuple(each.name for each in _granted(actor, queries.figures()))
    return {each.name: each for each in queries.values_of(names, slots)}


def _wanting(actor: Actor, slots: dict[str, Any]) -> tuple[list[Wanting], bool]:
    granted = {
        each.name: (each, action)
        for each in queries.attentions()
        if (action := _action_of(actor, each))
    }
    rows = queries.found_of(tuple(granted), slots)
    counts = {name: sum(row.name == name for row in rows) for name in granted}
    found = [
        Wanting(attention, _counted(attention, row, actor, slots["today"]), action)
        for row in rows
        for attention, action in [granted[row.name]]
        if row.key is not None or row.n
    ]
    return sorted(found, key=_place), max(counts.values(), default=0) > MOST


def _action_of(actor: Actor, attention: Attention) -> Any:
    """What its link is called for the actor; None for whoever it is not shown."""
    if allowed(actor, attention.grant):
        return attention.action
    wider = attention.otherwise
    return wider[1] if wider and allowed(actor, wider[0]) else None


def _place(each: Wanting) -> tuple[Any, ...]:
    return each.attention.rank, each.row.rank, each.row.day or dt.date.max, each.row.who or ""


def _counted(attention: Attention, row: Found, actor: Actor, today: dt.date) -> Found:
    if not attention.counts_workdays or row.day is None:
        return row
    return row._replace(n=len(_workdays(actor, row.day + DAY, today - DAY)))


def _lines(slots: dict[str, Any]) -> tuple[list[tuple[dt.date, int, int]], list[Reviewing]]:
    lines = queries.lines(
        office=slots["office"],
        first=slots["monday"] - (WEEKS - 1) * 7 * DAY,
        lately=slots["lately"],
        today=slots["today"],
    )
    days = [
        (line.day, line.n or 0, line.m or 0) for line in lines if line.what == "day" and line.day
    ]
    return days, _reviewing([line for line in lines if line.what != "day"])


def _reviewing(lines: list[queries.Line]) -> list[Reviewing]:
    """Each supervisor once: who holds the oldest entry first, then the slowest."""
    found: dict[str | None, Reviewing] = {}
    for line in lines:
        name, unit = line.who or "", line.unit or ""
        row = found.get(line.key, Reviewing(name, unit, None, 0, None))
        if line.what == "median":
            found[line.key] = row._replace(median=line.n)
        else:
            found[line.key] = row._replace(waiting=line.n or 0, oldest=line.day)
    return sorted(found.values(), key=lambda row: (row.oldest or dt.date.max, -(row.median or 0)))
