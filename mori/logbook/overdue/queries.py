"""What has waited too long in an office, and with whom."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from peewee import Case, fn

from mori.accounts.models import Membership, Person
from mori.core.compiled import COUNTED, Compiled, Counted
from mori.core.db import literals
from mori.notifications.models import Message
from mori.offices.models import Unit

from ..models import Entry
from ..rules import EntryState
from .models import HandOver, OverdueReminder
from .rules import MOST, OverdueEntry

StandIn = Person.alias("stand_in")
WAITS = Entry.state.in_(literals([EntryState.SUBMITTED]))


def _overdue_rows(office: Any, before: Any) -> Any:
    return (
        Entry.select(
            Entry.id, Entry.day, Entry.supervisor.alias("supervisor_id"), Entry.submitted_at
        )
        .where(Entry.office == office, WAITS, Entry.submitted_at < before)
        .order_by(Entry.day, Entry.id)
        .limit(MOST)
    )


def _counted_rows(office: Any, before: Any) -> Any:
    return (
        Entry.select(Entry.id)
        .where(Entry.office == office, WAITS, Entry.submitted_at < before)
        .limit(COUNTED + 1)
    )


_overdue = Compiled(OverdueEntry, _overdue_rows)
_counted = Compiled(Counted, _counted_rows)


def overdue_rows(office_id: int, before: dt.datetime) -> list[OverdueEntry]:
    """What an office's interns sent before a moment and still waits, the oldest day first."""
    return _overdue(office=office_id, before=before)


def overdue_with(office_id: int, reviewer_id: int, before: dt.datetime) -> list[OverdueEntry]:
    """The same, of one reviewer."""
    return [row for row in overdue_rows(office_id, before) if row.supervisor_id == reviewer_id]


def overdue_counted(office_id: int, before: dt.datetime) -> int:
    """How many there are; one more than ``COUNTED`` at most."""
    return len(_counted(office=office_id, before=before))


def entries_shown(ids: Collection[int]) -> dict[int, Entry]:
    """Entries as the list shows them, by id."""
    rows = (
        Entry.select(Entry, Person, Unit, StandIn)
        .join(Person, on=Entry.person)
        .switch(Entry)
        .join(Unit)
        .switch(Entry)
        .left_outer_join(StandIn, on=(Entry.stand_in == StandIn.id), attr="stand_in")
        .where(Entry.id.in_(list(ids)))
    )
    return {row.id: row for row in rows}


def writers_of(ids: Collection[int]) -> set[int]:
    """Whose entries they are."""
    rows = Entry.select(Entry.person).where(Entry.id.in_(list(ids)))
    return {row.person_id for row in rows}


def interns_of(ids: Collection[int]) -> list[str]:
    """The names of those who wrote the entries."""
    wrote = Entry.select(Entry.person).where(Entry.id.in_(list(ids)))
    rows = Person.select(Person.name).where(Person.id.in_(wrote)).order_by(Person.name_folded)
    return [row.name for row in rows]


def reviewers(office_id: int, ids: Collection[int]) -> dict[int, Membership]:
    """People by id, each with a role of theirs in an office, one held now if there is any."""
    rows = (
        Membership.select(Membership, Person)
        .join(Person)
        .where(Membership.office == office_id, Membership.person.in_(list(ids)))
        .order_by(
            Membership.ended_at.is_null(), Membership.id
        )  # those held now come last, and stay
    )
    return {row.person_id: row for row in rows}


def last_reminders(
    office_id: int, ids: Collection[int], since: dt.date
) -> dict[int, OverdueReminder]:
    """The last reminder of each reviewer since a day, with its mail."""
    rows = (
        OverdueReminder.select(OverdueReminder, Message)
        .join(Message)
        .where(
            OverdueReminder.office == office_id,
            OverdueReminder.reviewer.in_(list(ids)),
            OverdueReminder.day >= since,
        )
        .order_by(OverdueReminder.day)
    )
    return {row.reviewer_id: row for row in rows}


def hand_over_by_token(token: str) -> HandOver | None:
    return HandOver.get_or_none(HandOver.token == token)


def overdue_count(office_id: int, before: dt.datetime) -> int:
    """How many of an office's entries were sent before a moment and still wait."""
    return int(
        Entry.select().where(Entry.office == office_id, WAITS, Entry.submitted_at < before).count()
    )


def backlog_of(office_id: int, again: dt.datetime) -> dict[int, tuple[int, dt.datetime, int]]:
    """By supervisor: how many wait, since when the oldest, how many since before ``again``."""
    is_old = Case(None, [(Entry.submitted_at < again, 1)], 0)
    rows: Any = (
        Entry.select(
            Entry.supervisor, fn.COUNT(Entry.id), fn.MIN(Entry.submitted_at), fn.SUM(is_old)
        )
        .where(Entry.office == office_id, WAITS)
        .group_by(Entry.supervisor)
    )
    return {person_id: tuple(found) for person_id, *found in rows.tuples()}


def passed_to_stand_ins(office_id: int, again: dt.datetime) -> dict[int, int]:
    """By stand-in: how many entries somebody else has held since before ``again``."""
    rows: Any = (
        Entry.select(Entry.stand_in, fn.COUNT(Entry.id))
        .where(
            Entry.office == office_id,
            WAITS,
            Entry.stand_in.is_null(False),
            Entry.held_since < again,
        )
        .group_by(Entry.stand_in)
    )
    return dict(rows.tuples())
