from peewee import CharField, DateField, ForeignKeyField, TextField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField

from ..models import Placement
from .rules import ResignationState


class Resignation(Model):
    """An intern's own word that their internship ends, and on which day."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    placement = ForeignKeyField(Placement, backref="+", on_delete="RESTRICT")
    placement_id: int
    last_day = DateField()
    words = TextField(default="")
    state = EnumField(ResignationState, max_length=10, default=ResignationState.GIVEN)
    given_at = UtcDateTimeField()

    class Meta:
        indexes = ((("state", "id"), False),)

    @property
    def person_id(self) -> int:
        return int(self.placement.person_id)

    @property
    def office_id(self) -> int:
        return int(self.placement.office_id)


class ResignationEvent(Model):
    """What happened to a resignation; rows are added, never changed."""

    resignation = ForeignKeyField(Resignation, backref="events", on_delete="RESTRICT")
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = TextField(default="")
