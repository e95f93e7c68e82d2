"""What has waited too long in an office, and with whom."""

import datetime as dt
from typing import Any

from peewee import Case, fn

from mori.accounts.models import Person
from mori.offices.models import Unit

from ..models import Entry
from ..rules import EntryState

Supervisor = Person.alias("supervisor")
StandIn = Person.alias("stand_in")

PAGE = 15


def overdue_entries(
    office_id: int, before: dt.datetime, after: tuple[dt.date, int] | None = None
) -> list[Entry]:
    """An office's entries sent before a moment that still wait, one page and one more."""
    rows = (
        Entry.select(Entry, Person, Unit, Supervisor, StandIn)
        .join(Person, on=Entry.person)
        .switch(Entry)
        .join(Unit)
        .switch(Entry)
        .join(Supervisor, on=(Entry.supervisor == Supervisor.id), attr="supervisor")
        .switch(Entry)
        .left_outer_join(StandIn, on=(Entry.stand_in == StandIn.id), attr="stand_in")
        .where(*_overdue(office_id, before))
        .order_by(Entry.day, Entry.id)
        .limit(PAGE + 1)
    )
    if after:
        day, last_id = after
        rows = rows.where(
            Entry.day >= day,  # where an index begins to read
            (Entry.day > day) | (Entry.id > last_id),
        )
    return list(rows)


def overdue_count(office_id: int, before: dt.datetime) -> int:
    """How many of an office's entries were sent before a moment and still wait."""
    return int(Entry.select().where(*_overdue(office_id, before)).count())


def _overdue(office_id: int, before: dt.datetime) -> tuple[Any, ...]:
    waits = Entry.state == EntryState.SUBMITTED
    return Entry.office == office_id, waits, Entry.submitted_at < before


def backlog_of(office_id: int, again: dt.datetime) -> dict[int, tuple[int, dt.datetime, int]]:
    """By supervisor: how many wait, since when the oldest, how many since before ``again``."""
    is_old = Case(None, [(Entry.submitted_at < again, 1)], 0)
    rows: Any = (
        Entry.select(
            Entry.supervisor, fn.COUNT(Entry.id), fn.MIN(Entry.submitted_at), fn.SUM(is_old)
        )
        .where(Entry.office == office_id, Entry.state == EntryState.SUBMITTED)
        .group_by(Entry.supervisor)
    )
    return {person_id: tuple(found) for person_id, *found in rows.tuples()}


def passed_to_stand_ins(office_id: int, again: dt.datetime) -> dict[int, int]:
    """By stand-in: how many entries somebody else has held since before ``again``."""
    rows: Any = (
        Entry.select(Entry.stand_in, fn.COUNT(Entry.id))
        .where(
            Entry.office == office_id,
            Entry.state == EntryState.SUBMITTED,
            Entry.stand_in.is_null(False),
            Entry.held_since < again,
        )
        .group_by(Entry.stand_in)
    )
    return dict(rows.tuples())
