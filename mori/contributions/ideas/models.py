import datetime as dt
from typing import Any

from peewee import (
    BooleanField,
    CharField,
    DateField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TextField,
)

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.offices.models import Office

from .rules import FOLDER, About, AnswerState, AnswerVerb, FirstReader, IdeaState, Shown


class Idea(Model):
    """What somebody of an office would do better, and how it went on."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    person = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    person_id: int
    about = EnumField(About, max_length=9)
    title = CharField(max_length=120)
    problem = TextField()
    proposal = TextField()
    shown = EnumField(Shown, max_length=6)
    first = EnumField(FirstReader, max_length=11)
    state = EnumField(IdeaState, max_length=9, default=IdeaState.DRAFT)
    is_shared = BooleanField(default=False)  # the office lets everybody of it read it
    sent_on = DateField(null=True)
    answer_by = DateField(null=True)  # the day that its author was promised
    owner = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")
    owner_id: int | None
    due_on = DateField(null=True)
    merged_into = ForeignKeyField("self", null=True, backref="+", on_delete="RESTRICT")
    merged_into_id: int | None
    before = TextField(default="")
    after = TextField(default="")
    evidence = TextField(default="")
    photo = CharField(max_length=14, default="")  # a picture's key in the store
    bytes = IntegerField(default=0)
    width = SmallIntegerField(default=0)
    height = SmallIntegerField(default=0)
    done_on = DateField(null=True)
    review_on = DateField(null=True)  # whether it still runs is looked at then
    made_at = UtcDateTimeField()

    assignee_ids: frozenset[int] = frozenset()  # of its steps, once loaded: see queries.py

    class Meta:
        indexes = (
            (("office", "state", "answer_by", "id"), False),
            (("office", "state", "review_on"), False),
            (("office", "is_shared", "sent_on", "id"), False),
            (("office", "sent_on", "id"), False),
            (("person", "id"), False),
        )

    @property
    def carrier_ids(self) -> set[int]:
        """Who may say how it goes on: whoever took it over, and those with a step of it."""
        return {*self.assignee_ids, *([self.owner_id] if self.owner_id else [])}

    @property
    def is_read_by_all(self) -> bool:
        return self.is_shared and self.state not in (IdeaState.DRAFT, IdeaState.WITHDRAWN)

    def is_read_as(self, role: str) -> bool:
        """Whether a coordinator or a head reads it: one of them first, where the author said so."""
        if self.state in (IdeaState.DRAFT, IdeaState.WITHDRAWN):
            return False
        return self.is_shared or self.state.is_with_office or self.first == role

    @property
    def file(self) -> str:
        """Where its picture lies in the store."""
        return f"{FOLDER}/{self.photo}"


class IdeaEvent(Model):
    """What happened to an idea; rows are added, never changed."""

    idea = ForeignKeyField(Idea, backref="events", on_delete="RESTRICT")
    idea_id: int
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = TextField(default="")


class IdeaAnswer(Model):
    """What the office said to an idea, and whether it was in time."""

    key = KeyField()
    idea = ForeignKeyField(Idea, backref="+", on_delete="RESTRICT")
    idea_id: int
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    person = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    person_id: int  # who answered
    verb = EnumField(AnswerVerb, max_length=7)
    reason = TextField(default="")
    state = EnumField(AnswerState, max_length=7)
    holds = IntegerField(null=True, unique=True)  # the idea's id while it is on its way
    is_late = BooleanField()
    said_on = DateField()
    at = UtcDateTimeField()
    effective_at = UtcDateTimeField()

    class Meta:
        indexes = ((("state", "effective_at"), False), (("office", "state", "said_on"), False))

    def is_on_its_way(self, at: dt.datetime) -> bool:
        return self.state is AnswerState.PENDING and self.effective_at > at


class IdeaSupport(Model):
    """Somebody met the same, in a sentence; it counts for nothing."""

    idea = ForeignKeyField(Idea, index=False, backref="+", on_delete="RESTRICT")
    idea_id: int
    person = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
    person_id: int
    text = CharField(max_length=300)
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("idea", "person"), True),)


class IdeaStep(Model):
    """A piece of the work on an adopted idea."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    idea = ForeignKeyField(Idea, backref="+", on_delete="RESTRICT")
    idea_id: int
    title = CharField(max_length=120)
    assignee = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")
    assignee_id: int | None
    due_on = DateField(null=True)
    done_at = UtcDateTimeField(null=True)

    @property
    def office_id(self) -> int:
        return int(self.idea.office_id)

    @property
    def carrier_ids(self) -> set[int]:
        own: Any = [self.assignee_id] if self.assignee_id else []
        return {*own, *self.idea.carrier_ids}
