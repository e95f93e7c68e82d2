"""When interns last had a task."""

import datetime as dt
from typing import Any

from peewee import Alias, fn

from mori.accounts.models import Person
from mori.attendance.models import Attendance
from mori.attendance.rules import AWAY
from mori.core.compiled import Compiled
from mori.core.db import literals
from mori.logbook.models import Entry
from mori.logbook.rules import EntryState
from mori.placements.models import Placement, PlacementEvent, UnitSpan
from mori.placements.rules import RUNNING

from .models import Task, TaskEntry
from .queries import unfinished
from .rows import Supervised
from .rules import TaskState


def _supervised_on(supervisor: Any, office: Any, day: Any) -> Any:
    of_these = Task.placement == Placement.id
    given = Task.select(fn.MAX(Task.given_at)).where(of_these, Task.state != TaskState.WITHDRAWN)
    finished = Task.select(fn.MAX(Task.done_at)).where(of_these)
    initialled = (
        Task.select(fn.MAX(Entry.reviewed_at))
        .join(TaskEntry)
        .join(Entry)
        .where(of_these, Entry.state == EntryState.APPROVED)
    )
    return (
        Placement.select(
            Placement.id.alias("placement_id"),
            Placement.key.alias("placement_key"),
            Person.name,
            Placement.starts_on,
            Alias(_one(Task).where(of_these, unfinished()), "task_id"),
            Alias(_days_away(), "away_id"),
            Alias(_breaks(), "pause_id"),
            Alias(given, "given_at"),
            Alias(finished, "done_at"),
            Alias(initialled, "initialled_at"),
        )
        .join(Person)
        .switch(Placement)
        .join(UnitSpan, on=(UnitSpan.placement == Placement.id))
        .where(
            UnitSpan.supervisor == supervisor,
            UnitSpan.ends_on >= day,
            UnitSpan.starts_on <= day,
            Placement.office == office,
            Placement.ends_on >= day,
            Placement.state.in_(literals(RUNNING)),
        )
        .order_by(Placement.id)
    )


def _one(table: Any) -> Any:
    """The id of one of the rows, if there are any: where EXISTS is among the columns, PostgreSQL
    may read a table from end to end to know it for every row.
    """
    return table.select(fn.MAX(table.id))


def _days_away() -> Any:
    away = Attendance.kind.in_(literals(AWAY))
    return _one(Attendance).where(Attendance.placement == Placement.id, away)


def _breaks() -> Any:
    return _one(PlacementEvent).where(
        PlacementEvent.placement == Placement.id, PlacementEvent.verb == "pause"
    )


_supervised = Compiled(Supervised, _supervised_on)


def supervised_on(supervisor_id: int, office_id: int, day: dt.date) -> list[Supervised]:
    """Whose supervisor someone is on a day themself, and when they last had a task."""
    return _supervised(supervisor=supervisor_id, office=office_id, day=day)


def any_idle(person: Any, office: Any, lately: Any) -> Any:
    """The fact: an intern whom they supervise, now or lately, has no task."""
    busy = Task.select(Task.id).where(Task.placement == Placement.id, unfinished())
    supervised = (
        UnitSpan.select(UnitSpan.id)
        .join(Placement)
        .where(
            UnitSpan.supervisor == person,
            UnitSpan.ends_on >= lately,
            Placement.state.in_(literals(RUNNING)),
            ~fn.EXISTS(busy),
        )
    )
    return fn.EXISTS(supervised)
