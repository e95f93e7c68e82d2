"""How alumni know each other, what they offer, and what they do together."""

from peewee import CharField, DateField, ForeignKeyField

from mori.accounts.models import Person
from mori.core.db import KeyField, Model, UtcDateTimeField, new_key
from mori.offices.models import Office

from ..models import Alumnus


class Introduction(Model):
    """Who brought whom to the office, as it was told there."""

    key = KeyField()
    token = CharField(max_length=40, unique=True, default=new_key)
    alumnus = ForeignKeyField(Alumnus, index=False, backref="introduced_by", on_delete="RESTRICT")
    alumnus_id: int
    introducer = ForeignKeyField(Alumnus, backref="introduced", on_delete="RESTRICT")
    introducer_id: int
    note = CharField(max_length=200, default="")
    noted_by = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")
    made_at = UtcDateTimeField()

    class Meta:
        indexes = ((("alumnus", "introducer"), True),)

    @property
    def office_id(self) -> int:
        return self.alumnus.office_id


class Offer(Model):
    """What an alumnus offers the office, until they no longer do."""

    key = KeyField()
    token = CharField(max_length=40, unique=True, default=new_key)
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    alumnus = ForeignKeyField(Alumnus, backref="offers", on_delete="RESTRICT")
    alumnus_id: int
    kind = CharField(max_length=16)  # a code of kinds.csv
    note = CharField(max_length=200, default="")
    made_at = UtcDateTimeField()
    ended_at = UtcDateTimeField(null=True)


Offer.add_index(Offer.office, Offer.kind, Offer.id, where=Offer.ended_at.is_null())


class AlumniSetting(Model):
    """What an office calls its network of alumni."""

    office = ForeignKeyField(Office, unique=True, backref="+", on_delete="RESTRICT")
    office_id: int
    network_name = CharField(max_length=60, default="")


class NetworkActivity(Model):
    """Something that the network did, on a day."""

    key = KeyField()
    token = CharField(max_length=40, unique=True, default=new_key)
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    held_on = DateField()
    kind = CharField(max_length=16)  # a code of kinds.csv
    title = CharField(max_length=120)
    note = CharField(max_length=300, default="")
    made_at = UtcDateTimeField()

    class Meta:
        indexes = ((("office", "held_on", "id"), False),)


class Participation(Model):
    """That an alumnus took part in an activity, being one of the network then."""

    key = KeyField()
    activity = ForeignKeyField(NetworkActivity, index=False, backref="+", on_delete="RESTRICT")
    activity_id: int
    alumnus = ForeignKeyField(Alumnus, backref="participations", on_delete="RESTRICT")
    alumnus_id: int
    noted_at = UtcDateTimeField()

    class Meta:
        indexes = ((("activity", "alumnus"), True),)

    @property
    def office_id(self) -> int:
        return self.activity.office_id
