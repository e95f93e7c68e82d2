import datetime as dt

from peewee import CharField, DateField, ForeignKeyField, TextField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.offices.models import Office
from mori.placements.models import Placement

from .rules import AgreementState


class CoachingNote(Model):
    """What a supervisor and an intern talked about on a day, and what they agreed."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)  # idempotency key of the form
    placement = ForeignKeyField(Placement, index=False, on_delete="RESTRICT")
    placement_id: int
    person = ForeignKeyField(Person, on_delete="RESTRICT")
    person_id: int
    office = ForeignKeyField(Office, on_delete="RESTRICT")
    office_id: int
    author = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
    author_id: int
    day = DateField()
    text = TextField()
    agreed = TextField(default="")
    due_on = DateField(null=True)
    state = EnumField(AgreementState, max_length=4, default=AgreementState.NONE)
    written_at = UtcDateTimeField()
    read_at = UtcDateTimeField(null=True)  # the intern said so
    done_by = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")
    done_at = UtcDateTimeField(null=True)

    in_charge: set[int]  # who supervises its placement, once loaded: see coaching/queries.py

    class Meta:
        indexes = ((("placement", "day", "id"), False),)

    @property
    def supervisor_ids(self) -> set[int]:
        return self.in_charge

    def is_overdue(self, today: dt.date) -> bool:
        return self.state.is_open and self.due_on is not None and self.due_on < today


class CoachingEvent(Model):
    """What happened to a coaching note; rows are added, never changed."""

    coaching = ForeignKeyField(CoachingNote, backref="events", on_delete="RESTRICT")
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = TextField(default="")
