from peewee import CharField, ForeignKeyField, TextField

from mori.accounts.models import Person
from mori.core.db import KeyField, Model, UtcDateTimeField
from mori.offices.models import Unit

from ..models import Placement


class UnitNote(Model):
    """What one unit tells the next about an intern who goes on; the intern reads it too."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    placement = ForeignKeyField(Placement, backref="+", on_delete="RESTRICT")
    placement_id: int
    unit = ForeignKeyField(Unit, index=False, backref="+", on_delete="RESTRICT")
    author = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    text = TextField()
    written_at = UtcDateTimeField()
