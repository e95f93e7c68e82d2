import json

from peewee import (
    BooleanField,
    CharField,
    DateField,
    ForeignKeyField,
    SmallIntegerField,
    TextField,
)

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.offices.models import Office, Unit
from mori.placements.models import Placement

from .rules import EntryState


class Activity(Model):
    """A kind of work to choose from; without an office it is offered everywhere."""

    key = KeyField()
    office = ForeignKeyField(Office, null=True, on_delete="RESTRICT")
    code = CharField(max_length=24)
    unit_code = CharField(max_length=20, default="")  # empty: in every unit
    label = CharField(max_length=60)
    label_en = CharField(max_length=60)
    position = SmallIntegerField(default=0)
    is_offered = BooleanField(default=True)

    class Meta:
        indexes = ((("office", "code"), True),)


class Entry(Model):
    """One intern's account of one working day."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)  # idempotency key of the form
    placement = ForeignKeyField(Placement, backref="entries", on_delete="RESTRICT")
    placement_id: int
    person = ForeignKeyField(Person, backref="entries", on_delete="RESTRICT")
    person_id: int
    office = ForeignKeyField(Office, on_delete="RESTRICT")
    office_id: int
    unit = ForeignKeyField(Unit, on_delete="RESTRICT")
    supervisor = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
    supervisor_id: int
    stand_in = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")
    stand_in_id: int | None
    day = DateField()
    activity = ForeignKeyField(Activity, null=True, on_delete="RESTRICT")
    text = TextField()
    learnt = TextField(default="")
    obstacles = TextField(default="")
    minutes = SmallIntegerField(null=True)
    state = EnumField(EntryState, max_length=10, default=EntryState.SUBMITTED)
    revision = SmallIntegerField(default=1)
    is_late = BooleanField(default=False)
    submitted_at = UtcDateTimeField()
    phone_at = UtcDateTimeField(null=True)  # by the phone's clock, where it waited there
    held_since = UtcDateTimeField()  # by whoever has to act now
    seen_at = UtcDateTimeField(null=True)  # opened by a reviewer since it was submitted
    reviewer = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")
    reviewer_id: int | None
    reviewed_at = UtcDateTimeField(null=True)
    note = TextField(default="")  # the reviewer's last words on returning it
    hints = CharField(max_length=20, default="")  # what the text seems to give away
    has_mentions = BooleanField(default=False)  # it names something of a later slice, or has

    class Meta:
        indexes = (
            (("placement", "day"), True),
            (("person", "day", "id"), False),
            (("supervisor", "state", "day", "id"), False),
            (("stand_in", "state", "day", "id"), False),
            (("office", "state", "day", "id"), False),
        )

    @property
    def supervisor_ids(self) -> set[int | None]:
        return {self.supervisor_id, self.stand_in_id}

    def is_hidden_from(self, person_id: int) -> bool:
        """What was taken back is its writer's alone."""
        return self.state.is_withdrawn and self.person_id != person_id


class EarlierText(Model):
    """What an entry said before it was changed; rows are added, never changed."""

    entry = ForeignKeyField(Entry, backref="earlier", on_delete="RESTRICT")
    revision = SmallIntegerField()
    text = TextField()
    learnt = TextField()
    obstacles = TextField()
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("entry", "revision"), True),)


class OtherText(Model):
    """What another device sent for a day that has an entry: both texts are kept."""

    key = KeyField()
    token = CharField(max_length=64, unique=True)
    entry = ForeignKeyField(Entry, backref="others", on_delete="RESTRICT")
    entry_id: int
    activity = ForeignKeyField(Activity, null=True, on_delete="RESTRICT")
    activity_id: int | None
    text = TextField()
    learnt = TextField(default="")
    obstacles = TextField(default="")
    minutes = SmallIntegerField(null=True)
    mentions = TextField(default="")  # JSON: keys by the names of the form's fields
    at = UtcDateTimeField()
    settled_at = UtcDateTimeField(null=True)  # the writer has chosen between the two

    @property
    def named(self) -> dict[str, str]:
        return dict(json.loads(self.mentions or "{}"))

    @property
    def person_id(self) -> int:
        return self.entry.person_id

    @property
    def office_id(self) -> int:
        return self.entry.office_id


class EntryEvent(Model):
    """What happened to an entry; rows are added, never changed."""

    entry = ForeignKeyField(Entry, backref="events", on_delete="RESTRICT")
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = TextField(default="")


class Comment(Model):
    """A remark in the thread under an entry."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    entry = ForeignKeyField(Entry, backref="comments", on_delete="RESTRICT")
    entry_id: int
    author = ForeignKeyField(Person, on_delete="RESTRICT")
    author_id: int
    text = TextField()
    at = UtcDateTimeField()
