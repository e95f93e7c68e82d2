from peewee import CharField, DateField, ForeignKeyField, TextField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.logbook.models import Entry
from mori.offices.models import Office
from mori.placements.models import Placement

from .rules import TaskState


class Task(Model):
    """Something a supervisor asks of one intern, for the days to come."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)  # idempotency key of the form, for this intern
    batch = CharField(max_length=40, index=True)  # the same for all who were given it together
    placement = ForeignKeyField(Placement, index=False, on_delete="RESTRICT")
    placement_id: int
    person = ForeignKeyField(Person, on_delete="RESTRICT")
    person_id: int
    office = ForeignKeyField(Office, on_delete="RESTRICT")
    office_id: int
    given_by = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
    given_by_id: int
    title = CharField(max_length=120)
    words = TextField(default="")
    due_on = DateField(null=True)
    state = EnumField(TaskState, max_length=10, default=TaskState.OPEN)
    given_at = UtcDateTimeField()
    done_by = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")  # said so
    done_at = UtcDateTimeField(null=True)

    in_charge: set[int]  # who may act on it, once loaded: see tasks/queries.py

    class Meta:
        indexes = ((("placement", "state", "id"), False),)

    @property
    def supervisor_ids(self) -> set[int]:
        return self.in_charge


class TaskEntry(Model):
    """The task that an entry is about."""

    entry = ForeignKeyField(Entry, unique=True, on_delete="RESTRICT")
    entry_id: int
    task = ForeignKeyField(Task, on_delete="RESTRICT")
    task_id: int
    at = UtcDateTimeField()


class TaskEvent(Model):
    """What happened to a task; rows are added, never changed."""

    task = ForeignKeyField(Task, backref="events", on_delete="RESTRICT")
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = TextField(default="")
