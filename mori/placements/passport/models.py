from peewee import BooleanField, CharField, ForeignKeyField, SmallIntegerField

from mori.accounts.models import Person
from mori.core.db import KeyField, Model, UtcDateTimeField
from mori.offices.models import Unit

from ..models import Placement


class Competence(Model):
    """Something that an intern can do after a stay in a unit."""

    key = KeyField()
    unit = ForeignKeyField(Unit, backref="+", on_delete="RESTRICT")
    unit_id: int
    text = CharField(max_length=160)
    position = SmallIntegerField()
    is_open = BooleanField(default=True)


class CompetenceMet(Model):
    """That a supervisor has seen an intern do it."""

    competence = ForeignKeyField(Competence, index=False, backref="+", on_delete="RESTRICT")
    competence_id: int
    placement = ForeignKeyField(Placement, index=False, backref="+", on_delete="RESTRICT")
    placement_id: int
    ticked_by = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    ticked_at = UtcDateTimeField()

    class Meta:
        indexes = ((("placement", "competence"), True),)
