"""The minutes of an event: versions, what was decided, and who was there when they came out."""

from peewee import CharField, DateField, ForeignKeyField, IntegerField, SmallIntegerField, TextField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField

from ..models import Event
from ..presence.rules import Part
from .rules import MinutesState


class Minutes(Model):
    """A version of an event's minutes; one that was published stays as it is."""

    key = KeyField()
    event = ForeignKeyField(Event, index=False, backref="+", on_delete="RESTRICT")
    event_id: int
    version = SmallIntegerField()
    text = TextField()
    state = EnumField(MinutesState, max_length=10, default=MinutesState.DRAFT)
    revision = IntegerField(default=0)  # raised each time that it is written
    writer = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    written_at = UtcDateTimeField()
    published_at = UtcDateTimeField(null=True)

    class Meta:
        indexes = ((("event", "version"), True),)

    @property
    def office_id(self) -> int:
        return self.event.office_id


class MinutesStep(Model):
    """What happened to a version; rows are added, never changed."""

    minutes = ForeignKeyField(Minutes, backref="events", on_delete="RESTRICT")
    minutes_id: int
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = CharField(max_length=300, default="")


class MinutesDecision(Model):
    """Something that was decided, as a version says it."""

    minutes = ForeignKeyField(Minutes, index=False, backref="+", on_delete="RESTRICT")
    minutes_id: int
    position = SmallIntegerField()
    text = CharField(max_length=300)

    class Meta:
        indexes = ((("minutes", "position"), True),)


class MinutesPresence(Model):
    """How many of a community were there in a half-day, as was known when a version came out."""

    minutes = ForeignKeyField(Minutes, index=False, backref="+", on_delete="RESTRICT")
    minutes_id: int
    community = CharField(max_length=120)  # its name then; empty where none is known
    day = DateField()
    part = EnumField(Part, max_length=2)
    people = SmallIntegerField()

    class Meta:
        indexes = ((("minutes", "community", "day", "part"), True),)
