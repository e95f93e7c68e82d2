from peewee import (
    BooleanField,
    CharField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TextField,
)

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField, new_key
from mori.offices.models import Office

from ..models import Entry
from .rules import VerdictState


class Verdict(Model):
    """A reviewer's decision, which reaches the intern some seconds after it was taken."""

    key = KeyField()
    entry = ForeignKeyField(Entry, backref="verdicts", on_delete="RESTRICT")
    entry_id: int
    office = ForeignKeyField(Office, on_delete="RESTRICT")
    reviewer = ForeignKeyField(Person, on_delete="RESTRICT")
    reviewer_id: int
    batch = CharField(max_length=14, index=True, default=new_key)  # undone together
    verb = CharField(max_length=10)
    revision = SmallIntegerField()  # of the text it is for
    note = TextField(default="")
    state = EnumField(VerdictState, max_length=10, default=VerdictState.PENDING)
    holds = IntegerField(null=True, unique=True)  # the entry's id while pending: one at a time
    at = UtcDateTimeField()
    effective_at = UtcDateTimeField()

    class Meta:
        indexes = (
            (("state", "effective_at"), False),
            (("reviewer", "at"), False),
        )

    @property
    def supervisor_ids(self) -> set[int]:
        """Only whoever decided may undo."""
        return {self.reviewer_id}


class ReviewSetting(Model):
    """How a reviewer likes the queue; without a row as it is by default."""

    person = ForeignKeyField(Person, unique=True, on_delete="RESTRICT")
    has_shortcuts = BooleanField(default=True)  # single keys
