from peewee import CharField, DateField, ForeignKeyField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.offices.models import Office

from .rules import AwayKind


class PlannedAway(Model):
    """Days on which somebody will not be there, noted beforehand for planning; no attendance."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    person = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
    person_id: int
    kind = EnumField(AwayKind, max_length=8)
    starts_on = DateField()
    ends_on = DateField()
    noted_by = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    noted_at = UtcDateTimeField()

    class Meta:
        indexes = ((("office", "ends_on", "id"), False),)
