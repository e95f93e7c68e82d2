from peewee import BooleanField, CharField, ForeignKeyField

from mori.accounts.models import Person
from mori.core.db import Model, UtcDateTimeField
from mori.placements.models import Placement


class TaskTick(Model):
    """That a task of the first days is done, where nothing else in MORI says so."""

    placement = ForeignKeyField(Placement, index=False, backref="+", on_delete="RESTRICT")
    placement_id: int
    code = CharField(max_length=12)
    is_done = BooleanField(default=True)
    person = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    person_id: int  # who said so
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("placement", "code"), True),)
