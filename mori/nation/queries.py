"""The offices of the country in counts and clocks: no column of a person is read here."""

import datetime as dt
from functools import reduce
from operator import add
from typing import Any, NamedTuple

from peewee import SQL, Alias, Case, Select, fn

from mori.access.roles import Role
from mori.accounts.queries import people_in_role
from mori.core.compiled import Compiled
from mori.core.db import db, literals
from mori.logbook.models import Entry
from mori.logbook.rules import EntryState
from mori.offices.models import Office
from mori.offices.rules import OfficeState
from mori.placements.models import Placement
from mori.placements.overview.queries import here_on
from mori.placements.rules import RUNNING
from mori.recap.models import DayFact, DayTally, OfficeRollup
from mori.recap.overview.queries import around_the_middle, decided_days, middle_of
from mori.recap.rules import Dimension

from .models import OfficeEvent
from .rules import DAYS, Lead, Side, Sums

ONE, NONE = SQL("1"), SQL("0")  # as values PostgreSQL would not know of what kind they are


class _Standing(NamedTuple):
    """An office, how many it has, and how long what waits there has waited."""

    id: int
    key: str
    code: str
    name: str
    state: OfficeState
    built_at: dt.datetime | None
    running: int
    steady: int
    oldest: dt.date | None
    last: dt.date | None


def _offices(today: Any, first: Any) -> Any:
    here = (
        (Placement.office == Office.id)
        & Placement.state.in_(literals(RUNNING))
        & (Placement.starts_on <= today)
        & (Placement.ends_on >= today)
    )
    waiting = Entry.select(fn.MIN(Entry.day)).where(
        Entry.office == Office.id, Entry.state.in_(literals([EntryState.SUBMITTED]))
    )
    recorded = DayTally.select(fn.MAX(DayTally.day)).where(
        DayTally.office == Office.id, _of_offices(), DayTally.day <= today, _recorded() > NONE
    )
    return (
        Office.select(
            Office.id,
            Office.key,
            Office.code,
            Office.name,
            Office.state,
            OfficeRollup.built_at,
            _sum(Placement.id.is_null(False)).alias("running"),
            _sum(Placement.starts_on <= first).alias("steady"),
            Alias(waiting, "oldest"),
            Alias(recorded, "last"),
        )
        .left_outer_join(OfficeRollup)
        .switch(Office)
        .left_outer_join(Placement, on=here)
        .group_by(Office.id, OfficeRollup.built_at)
        .order_by(Office.id)
    )


def _sum(is_so: Any, *measures: str) -> Any:
    """Of the rows of which something is so: how many, or these measures together."""
    columns = [getattr(DayTally, each) for each in measures] or [ONE]
    return fn.COALESCE(fn.SUM(Case(None, [(is_so, reduce(add, columns))], NONE)), NONE)


def _recorded() -> Any:
    """A day may have come to nothing since, or to no more than a paper or an answer."""
    names = ("present", "field_duty", "excused", "sick", "off", "entries")
    return reduce(add, [getattr(DayTally, each) for each in names])


def _of_offices() -> Any:
    return DayTally.dimension.in_(literals([Dimension.OFFICE]))


_standing = Compiled(_Standing, _offices)


class _Summed(NamedTuple):
    """What the days of an office come to."""

    office_id: int
    attended: int
    away: int
    entries: int
    initialled: int
    certificates: int
    answers: int


def _tallies(today: Any, first: Any, year: Any, since: Any) -> Any:
    """``since`` is the earlier of the first day and the year's."""
    lately, this_year = DayTally.day >= first, DayTally.day >= year
    return (
        Office.select(
            Office.id.alias("office_id"),
            _sum(lately, "present", "field_duty").alias("attended"),
            _sum(lately, "excused", "sick").alias("away"),
            _sum(lately, "entries").alias("entries"),
            _sum(lately, "initialled").alias("initialled"),
            _sum(this_year, "certificates").alias("certificates"),
            _sum(this_year, "answers").alias("answers"),
        )
        .join(DayTally, on=DayTally.office)
        .where(_of_offices(), DayTally.day.between(since, today))
        .group_by(Office.id)
    )


_summed = Compiled(_Summed, _tallies)


class _Median(NamedTuple):
    """How long an office let what it decided on lately wait, in the middle."""

    office_id: int
    minutes: int


def _medians(today: Any, first: Any) -> Any:
    everywhere = DayFact.office.in_(Office.select(Office.id))  # else SQLite reads all of all years
    days = decided_days(everywhere, first, DayFact.day <= today, by=DayFact.office)
    return (
        Select([days], [days.c.office_id.alias("office_id"), middle_of(days).alias("minutes")])
        .where(around_the_middle(days))
        .group_by(days.c.office_id)
        .bind(db)
    )


_median = Compiled(_Median, _medians)


def sides_of(today: dt.date) -> list[Side]:
    """Every office there is: they are a few dozen, and each figure can be what they are sorted by.

    Three statements, whatever their number; each office costs what it counted in a week, and of
    a year one row a day.
    """
    first, year = today - DAYS + dt.timedelta(days=1), today.replace(month=1, day=1)
    sums = {
        row.office_id: Sums(*row[1:])
        for row in _summed(today=today, first=first, year=year, since=min(first, year))
    }
    medians = {row.office_id: row.minutes for row in _median(today=today, first=first)}
    return [
        Side(
            row.key,
            row.code,
            row.name,
            row.state.is_closed,
            row.built_at is not None,
            row.running,
            row.steady,
            sums.get(row.id, Sums()),
            medians.get(row.id),
            row.oldest,
            row.last,
        )
        for row in _standing(today=today, first=first)
    ]


def running_here(office_id: int, today: dt.date) -> int:
    """How many interns an office has today."""
    return int(here_on(office_id, today).count())


def ahead_of(office_id: int, today: dt.date) -> int:
    """How many are to begin later."""
    return (
        Placement.select()
        .where(
            Placement.office == office_id,
            Placement.state.in_(literals(RUNNING)),
            Placement.starts_on > today,
        )
        .count()
    )


def lead_of(office_id: int) -> Lead:
    """How far an office has somebody who leads it; not who."""
    heads = people_in_role(office_id, Role.HEAD)
    if not heads:
        return Lead.NOBODY
    return Lead.PRESENT if any(each.password_hash for each in heads) else Lead.INVITED


def events_of(office_id: int) -> list[OfficeEvent]:
    """When an office was opened and closed, the earliest first; by whom is not read."""
    return list(
        OfficeEvent.select(OfficeEvent.id, OfficeEvent.verb, OfficeEvent.at, OfficeEvent.note)
        .where(OfficeEvent.office == office_id)
        .order_by(OfficeEvent.id)
    )
