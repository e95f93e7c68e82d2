from peewee import DateField, ForeignKeyField, SmallIntegerField

from mori.core.db import KeyField, Model
from mori.offices.models import Unit


class UnitCapacity(Model):
    """How many interns a unit takes: in a week (its Monday), or without one in any other."""

    key = KeyField()
    unit = ForeignKeyField(Unit, index=False, backref="+", on_delete="RESTRICT")
    unit_id: int
    week = DateField(null=True)
    places = SmallIntegerField()

    @property
    def office_id(self) -> int:
        return self.unit.office_id

    class Meta:
        indexes = ((("unit", "week"), True),)
