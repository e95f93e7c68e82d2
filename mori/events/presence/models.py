"""Who was at an event, half-day by half-day: marks are added, never changed."""

from peewee import CharField, DateField, ForeignKeyField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField

from ..models import Event, Participant
from .rules import How, Part


class DoorPass(Model):
    """Lets whoever holds its link add marks on one day of an event, and see names and letters."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    event = ForeignKeyField(Event, backref="+", on_delete="RESTRICT")
    event_id: int
    label = CharField(max_length=40)
    secret_hash = CharField(max_length=64, unique=True)
    valid_on = DateField()
    made_by = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    made_at = UtcDateTimeField()
    revoked_by = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    revoked_at = UtcDateTimeField(null=True)

    @property
    def office_id(self) -> int:
        return self.event.office_id


class SheetEntry(Model):
    """A line of rows that was typed from a signed sheet; taking it back voids its marks."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    event = ForeignKeyField(Event, backref="+", on_delete="RESTRICT")
    event_id: int
    day = DateField()
    part = EnumField(Part, max_length=2)
    line = CharField(max_length=400)
    actor = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    at = UtcDateTimeField()
    undone_by = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    undone_at = UtcDateTimeField(null=True)

    @property
    def office_id(self) -> int:
        return self.event.office_id


class Scan(Model):
    """One mark of one participant for one half-day; rows are added, never changed."""

    key = KeyField()
    token = CharField(max_length=60, unique=True)
    participant = ForeignKeyField(Participant, index=False, backref="+", on_delete="RESTRICT")
    participant_id: int
    day = DateField()
    part = EnumField(Part, max_length=2)
    how = EnumField(How, max_length=5)
    seen_at = UtcDateTimeField()  # when it was done, as far as that is known
    received_at = UtcDateTimeField()
    door = ForeignKeyField(DoorPass, null=True, index=False, backref="+", on_delete="RESTRICT")
    sheet = ForeignKeyField(SheetEntry, null=True, backref="+", on_delete="RESTRICT")
    actor = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")

    class Meta:
        indexes = ((("participant", "day", "part"), False),)

    @property
    def office_id(self) -> int:
        return self.participant.event.office_id


class ScanVoid(Model):
    """That a mark does not count, and why."""

    scan = ForeignKeyField(Scan, unique=True, backref="+", on_delete="RESTRICT")
    scan_id: int
    reason = CharField(max_length=200)
    actor = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    at = UtcDateTimeField()


class Presence(Model):
    """Somebody's half-day, by the earliest mark that was not voided."""

    participant = ForeignKeyField(Participant, index=False, backref="+", on_delete="RESTRICT")
    participant_id: int
    day = DateField()
    part = EnumField(Part, max_length=2)
    scan = ForeignKeyField(Scan, unique=True, backref="+", on_delete="RESTRICT")
    scan_id: int

    class Meta:
        indexes = ((("participant", "day", "part"), True),)
