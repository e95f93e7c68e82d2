"""Tasks, and the entries that name them."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from peewee import fn

from mori.accounts.models import Person
from mori.core.compiled import Compiled
from mori.core.db import literals
from mori.logbook.models import Entry
from mori.logbook.rules import AT_ONCE, EntryState
from mori.placements.models import Placement, UnitSpan
from mori.placements.rules import ONGOING

from .models import Task, TaskEntry, TaskEvent
from .rows import NamedTask, TaskToday
from .rules import SHOWN_TODAY, Standing, TaskState, standing

PAGE = 20
Giver, DoneBy = Person.alias("giver"), Person.alias("done_by")
Reviewer = Person.alias("reviewer")


@dataclass(frozen=True)
class TaskRow:
    """A task as lists and its page show it."""

    task: Task
    entries: Sequence[Entry]  # that name it, the earliest first, without those taken back

    @property
    def initialled(self) -> Entry | None:
        """The entry whose paraf made the task done."""
        return next((each for each in self.entries if each.state is EntryState.APPROVED), None)

    @property
    def written(self) -> Entry | None:
        return self.entries[-1] if self.entries else None

    @property
    def standing(self) -> Standing:
        return standing(
            TaskState(self.task.state),
            is_written=bool(self.entries),
            is_initialled=self.initialled is not None,
        )

    @property
    def done_by(self) -> str:
        """Who said so, or initialled its entry."""
        if self.initialled:
            return str(getattr(self.initialled.reviewer, "name", ""))
        return str(self.task.done_by.name) if self.task.done_by else ""

    @property
    def done_at(self) -> dt.datetime | None:
        return self.initialled.reviewed_at if self.initialled else self.task.done_at

    def is_overdue(self, today: dt.date) -> bool:
        due_on = self.task.due_on
        return self.standing.is_to_do and due_on is not None and due_on < today


def _naming(*states: EntryState) -> Any:
    """Whether an entry in one of these states names the task."""
    entries = (
        TaskEntry.select(TaskEntry.id)
        .join(Entry)
        .where(TaskEntry.task == Task.id, Entry.state.in_(literals(states)))
    )
    return fn.EXISTS(entries)


def unfinished() -> Any:
    """That a task is to do: nobody said that it is done, and no entry about it is initialled."""
    return Task.state.in_(literals([TaskState.OPEN])) & ~_naming(EntryState.APPROVED)


def _tasks_today(placement: Any) -> Any:
    is_written = _naming(EntryState.SUBMITTED, EntryState.RETURNED)
    return (
        Task.select(Task.key, Task.title, Task.due_on, is_written.alias("is_written"))
        .where(Task.placement == placement, unfinished())
        .order_by(Task.due_on.is_null(), Task.due_on, Task.id)
        .limit(SHOWN_TODAY + 1)
    )


_today = Compiled(TaskToday, _tasks_today)


def tasks_today(placement_id: int) -> list[TaskToday]:
    """What an intern has to do, what is due first before all else; one more than is shown."""
    return _today(placement=placement_id)


def any_task(person: Any, office: Any, lately: Any) -> Any:
    """The fact, for whoever is signed in: they have a task that is not done."""
    return fn.EXISTS(Task.select(Task.id).where(Task.person == person, unfinished()))


def tasks_to_name(placement_id: int) -> list[Task]:
    """What an entry may be about."""
    found = Task.select().where(Task.placement == placement_id, unfinished())
    return list(found.order_by(Task.id).limit(PAGE))


def _tasks_named(entries: Any) -> Any:
    return (
        TaskEntry.select(TaskEntry.entry.alias("entry_id"), Task.key, Task.title)
        .join(Task)
        .where(TaskEntry.entry.in_(entries))
    )


_named = Compiled(NamedTask, _tasks_named, entries=AT_ONCE)


def tasks_named(entry_ids: Collection[int]) -> list[NamedTask]:
    """The tasks that these entries are about, each with its entry's id."""
    ids = list(entry_ids)
    parts = (ids[first : first + AT_ONCE] for first in range(0, len(ids), AT_ONCE))
    return [row for part in parts for row in _named(entries=part)]


def _with_people() -> Any:
    return (
        Task.select(Task, Person, Giver, DoneBy, Placement)
        .join(Person, on=Task.person)
        .switch(Task)
        .join(Giver, on=(Task.given_by == Giver.id), attr="given_by")
        .switch(Task)
        .left_outer_join(DoneBy, on=(Task.done_by == DoneBy.id), attr="done_by")
        .switch(Task)
        .join(Placement, on=Task.placement)
    )


def task_by_key(key: str) -> Task | None:
    """A task with its people and placement, and who supervises that."""
    return next(iter(_in_charge(_with_people().where(Task.key == key))), None)


def _in_charge(found: Any) -> list[Task]:
    tasks = list(found)
    supervisors: dict[int, set[int]] = {each.placement_id: set() for each in tasks}
    spans = UnitSpan.select().where(UnitSpan.placement.in_(list(supervisors)))
    for span in spans if tasks else ():
        both = (span.supervisor_id, span.stand_in_id)
        supervisors[span.placement_id] |= {each for each in both if each}
    for each in tasks:
        each.in_charge = supervisors[each.placement_id]
    return tasks


def task_to_withdraw(key: str) -> Task | None:
    """A task, in the charge of nobody but whoever gave it and still supervises the intern."""
    found = task_by_key(key)
    if found:
        found.in_charge &= {found.given_by_id}
    return found


def task_of_entry(entry_id: int, key: str) -> Task | None:
    """The task of this key, if it is of the placement that an entry belongs to."""
    return (
        Task.select()
        .join(Entry, on=(Entry.placement == Task.placement))
        .where(Entry.id == entry_id, Task.key == key)
        .get_or_none()
    )


def has_initial(task_id: int) -> bool:
    """Whether an entry about the task is initialled."""
    return Task.select().where(Task.id == task_id, _naming(EntryState.APPROVED)).exists()


def given_together(task: Task) -> list[Task]:
    """The tasks that were given with this one, itself not among them, with their interns."""
    found = _with_people().where(
        Task.batch == task.batch, Task.given_by == task.given_by_id, Task.id != task.id
    )
    return _in_charge(found.order_by(Person.name_folded, Task.id))


def tasks_of(placement_id: int, before: int | None = None) -> list[TaskRow]:
    """A placement's tasks, the latest first: one page and one more."""
    return _a_page(_with_people().where(Task.placement == placement_id), before)


def tasks_under(
    person_id: int, office_id: int, before: int | None = None, *, is_over: bool
) -> list[TaskRow]:
    """The tasks of those someone supervises or stands in for, as long as their stay goes on."""
    spans = UnitSpan.select(UnitSpan.id).where(
        UnitSpan.placement == Placement.id,
        (UnitSpan.supervisor == person_id) | (UnitSpan.stand_in == person_id),
    )
    found = _with_people().where(
        Placement.office == office_id,
        Placement.state.in_(literals(ONGOING)),
        fn.EXISTS(spans),
    )
    return _a_page(found.where(~unfinished() if is_over else unfinished()), before)


def _a_page(found: Any, before: int | None) -> list[TaskRow]:
    if before:
        found = found.where(Task.id < before)
    return rows_of(list(found.order_by(Task.id.desc()).limit(PAGE + 1)))


def row_of(task: Task) -> TaskRow:
    return rows_of([task])[0]


def rows_of(tasks: Sequence[Task]) -> list[TaskRow]:
    """Tasks with the entries that name them."""
    entries = entries_naming([each.id for each in tasks])
    return [TaskRow(each, entries.get(each.id, [])) for each in tasks]


def entries_naming(task_ids: Collection[int]) -> Mapping[int, list[Entry]]:
    """The entries that name tasks, by the task's id, the earliest day first.

    What was taken back is its writer's alone, and is not among them.
    """
    rows = (
        TaskEntry.select(TaskEntry, Entry, Reviewer)
        .join(Entry)
        .left_outer_join(Reviewer, on=(Entry.reviewer == Reviewer.id), attr="reviewer")
        .where(TaskEntry.task.in_(task_ids), Entry.state != EntryState.WITHDRAWN)
        .order_by(Entry.day)
    )
    found: dict[int, list[Entry]] = {}
    for row in rows if task_ids else ():
        found.setdefault(row.task_id, []).append(row.entry)
    return found


def events_of(task_id: int) -> list[TaskEvent]:
    return list(
        TaskEvent.select(TaskEvent, Person)
        .join(Person)
        .where(TaskEvent.task == task_id)
        .order_by(TaskEvent.id)
        .limit(100)
    )
