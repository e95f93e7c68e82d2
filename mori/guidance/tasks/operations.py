"""Giving tasks, taking them back, and saying that they are done."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.db import token_for, writing
from mori.core.errors import Refused
from mori.core.states import advance
from mori.placements.models import Placement

from . import queries
from .models import Task, TaskEntry, TaskEvent
from .rules import MOVES


class TaskSaid(NamedTuple):
    """What is asked of an intern, and by when."""

    title: str
    words: str = ""
    due_on: dt.date | None = None


@writing()
def give_task(
    placements: Sequence[Placement], said: TaskSaid, token: str, giver_id: int, at: dt.datetime
) -> list[Task]:
    """Give the interns of these placements one task, each their own row of it.

    The same with the same ``token`` changes nothing; whoever was not ticked before is added.
    """
    batch = token_for(token, giver_id, *said)
    return [_give(each, said, batch, giver_id, at) for each in placements]


def _give(placement: Placement, said: TaskSaid, batch: str, giver_id: int, at: dt.datetime) -> Task:
    task, is_new = Task.get_or_create(
        token=token_for(batch, placement.key),
        defaults={
            "batch": batch,
            "placement": placement.id,
            "person": placement.person_id,
            "office": placement.office_id,
            "given_by": giver_id,
            "given_at": at,
            **said._asdict(),
        },
    )
    if is_new:
        TaskEvent.create(task=task.id, verb="give", actor=giver_id, at=at)
    return task


@writing()
def finish_task(task: Task, actor_id: int, at: dt.datetime) -> None:
    """Say that a task is done, with or without an entry."""
    advance(task, MOVES, "finish", actor_id, at, done_by=actor_id, done_at=at)


@writing()
def reopen_task(task: Task, actor_id: int, at: dt.datetime) -> None:
    """Say that a task is still to do after all."""
    advance(task, MOVES, "reopen", actor_id, at, done_by=None, done_at=None)


@writing()
def withdraw_task(task: Task, actor_id: int, at: dt.datetime) -> None:
    """Take a task back, unless its entry is initialled: then it was done."""
    if queries.has_initial(task.id):
        raise Refused(_("The entry about it is initialled, so the task is done."))
    advance(task, MOVES, "withdraw", actor_id, at)


@writing()
def withdraw_tasks(tasks: Sequence[Task], actor_id: int, at: dt.datetime) -> None:
    """Take back those of several tasks that nobody has done yet."""
    for row in queries.rows_of(tasks):
        if row.standing.is_unfinished:
            withdraw_task(row.task, actor_id, at)


@writing()
def name_task(entry_id: int, key: str, at: dt.datetime) -> None:
    """Let an entry be about a task of its intern's, or with another key about none."""
    task = queries.task_of_entry(entry_id, key)
    TaskEntry.delete().where(TaskEntry.entry == entry_id).execute()
    if task:
        TaskEntry.create(entry=entry_id, task=task.id, at=at)
