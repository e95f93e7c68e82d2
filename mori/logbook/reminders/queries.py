"""Who may be reminded of what today. Asked by the background work alone."""

import datetime as dt
from typing import Any

from peewee import JOIN, fn

from mori.accounts.models import Person
from mori.attendance.models import Attendance
from mori.attendance.rules import AWAY
from mori.core.db import literals
from mori.core.workdays import monday_of
from mori.offices.models import Office
from mori.placements.models import Placement
from mori.placements.rules import RUNNING

from ..models import Entry
from ..rules import EntryState
from .models import Reminder, ReminderSetting
from .rules import NUDGES_A_WEEK, ReminderKind

AT_ONCE = 500
NEWS = (EntryState.RETURNED, EntryState.APPROVED)


def interns_without_entry(zone: str, today: dt.date) -> list[Any]:
    """Interns of a zone's offices who wrote nothing today and were not nudged too often."""
    written = Entry.select(Entry.id).where(
        Entry.placement == Placement.id, Entry.day == today, Entry.state != EntryState.WITHDRAWN
    )
    nudges = Reminder.select(fn.COUNT(Reminder.id)).where(
        Reminder.person == Person.id,
        Reminder.kind == ReminderKind.NOT_WRITTEN,
        Reminder.day >= monday_of(today),
    )
    found = _reachable(zone, today).where(~fn.EXISTS(written), nudges < NUDGES_A_WEEK)
    return list(found.limit(AT_ONCE).namedtuples())


def interns_with_news(zone: str, today: dt.date, since: dt.datetime) -> list[Any]:
    """Interns of a zone's offices of whose entries some were decided on since they last heard."""
    decided = Entry.select(Entry.id).where(_news(Person.id, since))
    return list(_reachable(zone, today).where(fn.EXISTS(decided)).limit(AT_ONCE).namedtuples())


def news_of(person_id: int, since: dt.datetime) -> dict[str, int]:
    """How many of a person's entries were returned and initialled since they last heard."""
    rows: Any = (
        Entry.select(Entry.state, fn.COUNT(Entry.id))
        .where(_news(person_id, since))
        .group_by(Entry.state)
        .tuples()
    )
    counts: dict[str, int] = dict(rows)
    return {state.value: counts.get(state.value, 0) for state in NEWS}


def _news(person: Any, since: dt.datetime) -> Any:
    heard = Reminder.select(fn.MAX(Reminder.at)).where(Reminder.person == person)
    return (
        (Entry.person == person)
        & Entry.state.in_(NEWS)
        & (Entry.reviewed_at > since)
        & (Entry.reviewed_at > fn.COALESCE(heard, since))
    )


def _reachable(zone: str, today: dt.date) -> Any:
    """Interns at work today who have an address, want to be reminded, and were not yet."""
    day = (Attendance.placement == Placement.id) & (Attendance.day == today)
    heard = Reminder.select(Reminder.id).where(Reminder.person == Person.id, Reminder.day == today)
    unwanted = ReminderSetting.select(ReminderSetting.id).where(
        ReminderSetting.person == Person.id, ~ReminderSetting.is_wanted
    )
    return (
        Placement.select(
            Person.id.alias("person_id"),
            Person.key,
            Person.email,
            Person.locale,
            Office.id.alias("office_id"),
            Office.calendar_version,
        )
        .join(Person)
        .switch(Placement)
        .join(Office)
        .switch(Placement)
        .join(Attendance, JOIN.LEFT_OUTER, on=day)
        .where(
            Office.zone == zone,
            Placement.state.in_(literals(RUNNING)),
            Placement.starts_on <= today,
            Placement.ends_on >= today,
            Person.is_active,
            ~fn.EXISTS(unwanted),
            Person.email.is_null(False),
            Attendance.kind.is_null() | Attendance.kind.not_in(AWAY),
            ~fn.EXISTS(heard),
        )
        .order_by(Placement.id)
    )


def reminders_of(person_id: int) -> tuple[bool, bool]:
    """Whether a person wants to be reminded, and whether there is an address to write to."""
    wanted = fn.COALESCE(ReminderSetting.is_wanted, True)
    rows: Any = (
        Person.select(wanted, Person.email.is_null(False))
        .join(ReminderSetting, JOIN.LEFT_OUTER)
        .where(Person.id == person_id)
    )
    is_wanted, has_address = rows.tuples().get()
    return bool(is_wanted), bool(has_address)
