from peewee import BooleanField, CharField, DateField, ForeignKeyField, SmallIntegerField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.offices.models import Office

from ..models import Placement
from ..rules import InternKind
from .rules import StepMoment


class StepItem(Model):
    """A step of an office's briefing or farewell for a kind of intern."""

    key = KeyField()
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    kind = EnumField(InternKind, max_length=12)
    moment = EnumField(StepMoment, max_length=12)
    text = CharField(max_length=160)
    position = SmallIntegerField()
    is_open = BooleanField(default=True)

    class Meta:
        indexes = ((("office", "kind", "moment"), False),)


class StepDone(Model):
    """That a step was done for an intern."""

    item = ForeignKeyField(StepItem, index=False, backref="+", on_delete="RESTRICT")
    item_id: int
    placement = ForeignKeyField(Placement, index=False, backref="+", on_delete="RESTRICT")
    done_by = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    done_at = UtcDateTimeField()

    class Meta:
        indexes = ((("placement", "item"), True),)


class StepDay(Model):
    """On which day an intern's briefing or farewell is, where somebody has said so."""

    placement = ForeignKeyField(Placement, index=False, backref="+", on_delete="RESTRICT")
    moment = EnumField(StepMoment, max_length=12)
    day = DateField()

    class Meta:
        indexes = ((("placement", "moment"), True),)
