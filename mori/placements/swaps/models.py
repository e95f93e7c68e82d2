from peewee import CharField, DateField, ForeignKeyField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.offices.models import Office

from ..models import Placement
from .rules import SwapState


class RotationSwap(Model):
    """That two interns are to change places on some days, once both units agree."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    one = ForeignKeyField(Placement, index=False, backref="+", on_delete="RESTRICT")
    one_id: int
    other = ForeignKeyField(Placement, index=False, backref="+", on_delete="RESTRICT")
    other_id: int
    starts_on = DateField()
    ends_on = DateField()
    # Whose yes it needs: who supervises each of them on those days.
    one_supervisor = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
    one_supervisor_id: int
    other_supervisor = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
    other_supervisor_id: int
    one_agreed_at = UtcDateTimeField(null=True)
    other_agreed_at = UtcDateTimeField(null=True)
    state = EnumField(SwapState, max_length=12, default=SwapState.ASKED)
    asked_at = UtcDateTimeField()

    class Meta:
        indexes = ((("office", "state", "id"), False),)

    @property
    def supervisor_ids(self) -> set[int]:
        return {self.one_supervisor_id, self.other_supervisor_id}

    def is_asked_of(self, person_id: int) -> bool:
        """Whether somebody's answer is still waited for."""
        sides = (
            (self.one_supervisor_id, self.one_agreed_at),
            (self.other_supervisor_id, self.other_agreed_at),
        )
        is_open = any(who == person_id and said is None for who, said in sides)
        return is_open and self.state is SwapState.ASKED


class RotationSwapEvent(Model):
    """What happened to a swap; rows are added, never changed."""

    swap = ForeignKeyField(RotationSwap, backref="events", on_delete="RESTRICT")
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = CharField(max_length=300, default="")
