from peewee import CharField, DateField, ForeignKeyField, IntegerField, TextField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField, new_key
from mori.offices.models import Office, Unit

from ..models import Applicant
from .rules import DecisionState


class Decision(Model):
    """What a coordinator decided about an applicant; in effect some seconds after it was taken."""

    key = KeyField()
    applicant = ForeignKeyField(Applicant, backref="decisions", on_delete="RESTRICT")
    applicant_id: int
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    actor = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    actor_id: int | None  # none: the waiting list moved up
    batch = CharField(max_length=14, index=True, default=new_key)  # in effect and undone together
    verb = CharField(max_length=12)
    note = TextField(default="")  # the reason, where one has to be given
    unit = ForeignKeyField(Unit, null=True, index=False, backref="+", on_delete="RESTRICT")
    unit_id: int | None
    supervisor = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    supervisor_id: int | None
    starts_on = DateField(null=True)
    ends_on = DateField(null=True)
    over_why = TextField(default="")  # why more are taken than there are places
    state = EnumField(DecisionState, max_length=10, default=DecisionState.PENDING)
    trouble = TextField(default="")  # why it could not take effect
    holds = IntegerField(null=True, unique=True)  # the applicant's id while pending
    at = UtcDateTimeField()
    effective_at = UtcDateTimeField()

    class Meta:
        indexes = ((("state", "effective_at"), False), (("office", "actor", "at"), False))
