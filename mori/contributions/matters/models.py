import datetime as dt

from peewee import CharField, DateField, ForeignKeyField, IntegerField, TextField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.offices.models import Office

from .rules import LONGEST_TITLE, Finding, Judgement, Level, MatterKind, MatterState, state_at


class Matter(Model):
    """A case of an office on which interns give an opinion; recalled, it has no text any more."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)  # idempotency key of the form
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    author = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    author_id: int
    kind = EnumField(MatterKind, max_length=12)
    level = EnumField(Level, max_length=8)
    title = CharField(max_length=LONGEST_TITLE)
    body = TextField()
    state = EnumField(MatterState, max_length=9, default=MatterState.DRAFT)
    revision = IntegerField(default=1)
    checker = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    checker_id: int | None
    checked_digest = CharField(max_length=64, default="")  # of the text that was checked
    opened_at = UtcDateTimeField(null=True)
    reveals_at = UtcDateTimeField()
    conclusion_due_on = DateField(null=True)
    made_at = UtcDateTimeField()

    class Meta:
        indexes = ((("office", "id"), False), (("state", "reveals_at"), False))

    def is_late(self, today: dt.date) -> bool:
        """Whether its conclusion was promised for a day that is over."""
        return self.conclusion_due_on is not None and self.conclusion_due_on < today

    def state_at(self, at: dt.datetime) -> MatterState:
        return state_at(self.state, self.reveals_at, at)


class MatterEvent(Model):
    """What happened to a matter; rows are added, never changed."""

    matter = ForeignKeyField(Matter, backref="events", on_delete="RESTRICT")
    matter_id: int
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    actor_id: int | None
    at = UtcDateTimeField()
    note = CharField(max_length=300, default="")


class Conclusion(Model):
    """What the office concludes of a matter, sealed: the database refuses to change it."""

    matter = ForeignKeyField(Matter, unique=True, backref="+", on_delete="RESTRICT")
    matter_id: int
    author = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    author_id: int
    finding = EnumField(Finding, max_length=8)
    forms = TextField(default="")  # codes, such as "berpihak diskriminasi"
    components = TextField(default="")
    reasons = TextField()
    digest = CharField(max_length=64)
    sealed_at = UtcDateTimeField()
    erased_at = UtcDateTimeField(null=True)  # of a matter that was recalled

    @property
    def judgement(self) -> Judgement:
        codes = (tuple(self.forms.split()), tuple(self.components.split()))
        return Judgement(self.finding, *codes, self.reasons)
