"""An intern's own days and what they learnt; a supervisor's own interns, and how they keep up."""

import datetime as dt
from typing import Any, NamedTuple

from peewee import SQL, Alias, Select, fn

from mori.accounts.models import Person
from mori.attendance.models import Attendance
from mori.attendance.rules import AttendanceKind
from mori.core.compiled import Compiled
from mori.core.db import db, literals
from mori.logbook.models import Activity, Entry
from mori.logbook.rules import EntryState
from mori.offices.models import Unit
from mori.placements.models import Placement, UnitSpan
from mori.placements.rules import ONGOING, PlacementState

from ..models import DayFact, OfficeRollup
from ..overview.queries import around_the_middle, decided_days, middle_of

LEARNT = 8  # of the last entries that say what was learnt
CHARACTERS = 240
MOST = 100  # interns of one supervisor


class OwnDay(NamedTuple):
    """What a day of an internship comes to."""

    day: dt.date
    sent: int
    initialled: int
    minutes: int
    activity: str | None
    activity_en: str | None


def _days(placement: Any) -> Any:
    """None while the office is not counted yet, of whose days only some are."""
    sent, initialled, minutes = (
        getattr(DayFact, name) for name in ("entries", "initialled", "entry_minutes")
    )
    return (
        DayFact.select(
            DayFact.day,
            sent.alias("sent"),
            initialled,
            minutes.alias("minutes"),
            Activity.label.alias("activity"),
            Activity.label_en.alias("activity_en"),
        )
        .join(OfficeRollup, on=(OfficeRollup.office == DayFact.office))
        .switch(DayFact)
        .left_outer_join(Activity)
        .where(DayFact.placement == placement)
        .order_by(DayFact.day)
    )


own_days = Compiled(OwnDay, _days)


class Learnt(NamedTuple):
    key: str
    day: dt.date
    learnt: str


def _learnt(person: Any) -> Any:
    words = fn.SUBSTR(Entry.learnt, 1, CHARACTERS).alias("learnt")
    return (
        Entry.select(Entry.key, Entry.day, words)
        .where(Entry.person == person, Entry.learnt != "")
        .order_by(Entry.day.desc(), Entry.id.desc())
        .limit(LEARNT)
    )


learnt_by = Compiled(Learnt, _learnt)


class Intern(NamedTuple):
    """An intern as their supervisor sees them today."""

    placement_key: str
    name: str
    unit: str
    state: PlacementState
    kind: AttendanceKind | None
    last: dt.date | None  # day of the last entry
    waiting: int


def _interns(person: Any, office: Any, today: Any) -> Any:
    of_placement = Entry.placement == Placement.id
    waiting = Entry.select(fn.COALESCE(fn.SUM(SQL("1")), 0)).where(
        of_placement, Entry.state.in_(literals([EntryState.SUBMITTED])), Entry.supervisor == person
    )
    last = Entry.select(fn.MAX(Entry.day)).where(of_placement)
    of_today = (Attendance.placement == Placement.id) & (Attendance.day == today)
    return (
        UnitSpan.select(
            Placement.key.alias("placement_key"),
            Person.name,
            Unit.short.alias("unit"),
            Placement.state,
            Attendance.kind,
            Alias(last, "last"),
            Alias(waiting, "waiting"),
        )
        .join(Placement)
        .join(Person)
        .switch(UnitSpan)
        .join(Unit)
        .switch(Placement)
        .left_outer_join(Attendance, on=of_today)
        .where(
            UnitSpan.supervisor == person,
            UnitSpan.ends_on >= today,
            UnitSpan.starts_on <= today,
            Placement.office == office,
            Placement.state.in_(literals(ONGOING)),
        )
        .order_by(UnitSpan.ends_on, UnitSpan.id)
        .limit(MOST)
    )


interns_with = Compiled(Intern, _interns)


class Median(NamedTuple):
    minutes: int | None


def _median(person: Any, office: Any, lately: Any) -> Any:
    days = decided_days(DayFact.office == office, lately, DayFact.supervisor == person)
    minutes = middle_of(days).alias("minutes")
    return Select([days], [minutes]).where(around_the_middle(days)).bind(db)


median_of = Compiled(Median, _median)
