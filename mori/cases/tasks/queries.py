"""What is due in cases, and who was tried to be reached how."""

import datetime as dt
from collections.abc import Collection
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from peewee import ModelSelect, fn

from mori.accounts.models import Person
from mori.core.db import literals
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.queries import due_from_tasks
from mori.safeguarding.alerts.rules import OVER

from ..entries.models import CaseEntry
from ..holders.queries import numbers_of_holders
from ..holders.rules import NEEDED
from ..queries import cases_of, today_of, zone_of
from .models import CaseTask, ContactTry
from .rules import CaseTaskKind, is_overdue

DONE_SHOWN, TRIES_SHOWN = 20, 50
BEGINS_AT = dt.time(7, 30)  # when whoever holds a case is reminded of a day


def open_tasks_of(alert_id: int) -> list[CaseTask]:
    """What is to be done in a case, what is due first before the others."""
    found = _with_entry().where(CaseTask.alert == alert_id, CaseTask.done_at.is_null())
    return list(found.order_by(CaseTask.due_on, CaseTask.id))


def done_tasks_of(alert_id: int) -> list[CaseTask]:
    """What was done, the latest first."""
    found = _with_entry().where(CaseTask.alert == alert_id, CaseTask.done_at.is_null(False))
    return list(found.order_by(CaseTask.done_at.desc(), CaseTask.id.desc()).limit(DONE_SHOWN))


def _with_entry() -> "ModelSelect[CaseTask]":
    return (
        CaseTask.select(CaseTask, CaseEntry, Alert, Person)
        .join(Alert)
        .switch(CaseTask)
        .left_outer_join(CaseEntry)
        .switch(CaseTask)
        .left_outer_join(Person)
    )


def task_by_key(key: str, alert_id: int) -> CaseTask | None:
    return CaseTask.get_or_none(CaseTask.key == key, CaseTask.alert == alert_id)


def is_task(token: str) -> bool:
    return CaseTask.select().where(CaseTask.token == token).exists()


def has_open(alert_id: int, kind: CaseTaskKind) -> bool:
    waiting = CaseTask.kind == kind, CaseTask.done_at.is_null()
    return CaseTask.select().where(CaseTask.alert == alert_id, *waiting).exists()


def tries_of(alert_id: int) -> list[ContactTry]:
    """Tries to reach the person, the latest first, with who tried and what was written of it."""
    return list(
        ContactTry.select(ContactTry, Person, CaseEntry, Alert)
        .join(Person)
        .switch(ContactTry)
        .join(CaseEntry)
        .join(Alert)
        .where(ContactTry.alert == alert_id)
        .order_by(ContactTry.id.desc())
        .limit(TRIES_SHOWN)
    )


def is_logged(entry_id: int) -> bool:
    return ContactTry.select().where(ContactTry.entry == entry_id).exists()


def next_due(alert_ids: Collection[int]) -> dict[int, dt.date]:
    """By case, the day on which its next step is due."""
    rows: Any = (
        CaseTask.select(CaseTask.alert, fn.MIN(CaseTask.due_on).alias("first"))
        .where(CaseTask.alert.in_(list(alert_ids)), CaseTask.done_at.is_null())
        .group_by(CaseTask.alert)
    )
    return {row.alert_id: row.first for row in rows}


def due_before(day: dt.date) -> list[Alert]:
    """Cases that go on, of which a step may be overdue on a day, wherever their office is."""
    late = CaseTask.select(CaseTask.alert).where(CaseTask.done_at.is_null(), CaseTask.due_on < day)
    going_on = Alert.id.in_(late), Alert.state.not_in(literals(OVER))
    return list(Alert.select().where(*going_on).order_by(Alert.id))


def next_due_at(alert: Alert, _at: dt.datetime) -> dt.datetime | None:
    """When the next step of a case is due: at the start of its day, by the clock of its office."""
    day = next_due([alert.id]).get(alert.id)
    return dt.datetime.combine(day, BEGINS_AT, ZoneInfo(zone_of(alert))) if day else None


due_from_tasks["next step"] = next_due_at


class Standing(NamedTuple):
    """What the duty board says of a case: nothing of whose it is."""

    key: str
    due_on: dt.date | None
    is_overdue: bool
    is_short: bool  # of a second holder


def standings_of(officer_id: int, at: dt.datetime) -> list[Standing]:
    """How an officer's cases stand, what is due first before the others."""
    if not (cases := cases_of(officer_id, at)):
        return []
    ids = [alert.id for alert in cases]
    due, holders = next_due(ids), numbers_of_holders(ids)
    found = []
    for alert in cases:
        first = due.get(alert.id)
        is_late = first is not None and is_overdue(first, today_of(alert, at))
        is_short = holders.get(alert.id, 0) < NEEDED
        found.append(Standing(alert.key, first, is_late, is_short))
    return sorted(found, key=lambda each: each.due_on or dt.date.min)
