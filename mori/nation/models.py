from peewee import CharField, ForeignKeyField

from mori.accounts.models import Person
from mori.core.db import Model, UtcDateTimeField
from mori.offices.models import Office


class OfficeEvent(Model):
    """An office was opened, closed or opened again; rows are added, never changed."""

    office = ForeignKeyField(Office, backref="events", on_delete="RESTRICT")
    office_id: int
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = CharField(max_length=300, default="")
