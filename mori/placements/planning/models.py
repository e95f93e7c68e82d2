from peewee import BooleanField, CharField, DateField, ForeignKeyField, SmallIntegerField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.offices.models import Office, Unit

from ..models import Placement
from .rules import PlanState


class RotationPlan(Model):
    """One version of who is in which unit in each week of a stretch, for many interns at once."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    title = CharField(max_length=80)
    starts_on = DateField()  # a Monday
    weeks = SmallIntegerField()
    version = SmallIntegerField(default=1)
    replaces = ForeignKeyField("self", null=True, backref="+", on_delete="RESTRICT")
    replaces_id: int | None
    state = EnumField(PlanState, max_length=12, default=PlanState.DRAFT)
    step = SmallIntegerField(default=0)  # optimistic lock: raised with every change of a draft
    made_at = UtcDateTimeField()

    class Meta:
        indexes = ((("office", "starts_on", "id"), False),)


class PlannedUnit(Model):
    """A unit of a plan, in its turn, with who supervises there."""

    plan = ForeignKeyField(RotationPlan, index=False, backref="units", on_delete="RESTRICT")
    unit = ForeignKeyField(Unit, index=False, backref="+", on_delete="RESTRICT")
    unit_id: int
    position = SmallIntegerField()
    supervisor = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    supervisor_id: int | None
    stand_in = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    stand_in_id: int | None

    class Meta:
        indexes = ((("plan", "unit"), True),)


class PlannedIntern(Model):
    """That a plan is for a placement, too."""

    plan = ForeignKeyField(RotationPlan, index=False, backref="interns", on_delete="RESTRICT")
    placement = ForeignKeyField(Placement, backref="+", on_delete="RESTRICT")
    placement_id: int

    class Meta:
        indexes = ((("plan", "placement"), True),)


class PlannedStay(Model):
    """Which unit an intern of a plan is in, in a week."""

    plan = ForeignKeyField(RotationPlan, index=False, backref="stays", on_delete="RESTRICT")
    placement = ForeignKeyField(Placement, index=False, backref="+", on_delete="RESTRICT")
    placement_id: int
    week = SmallIntegerField()  # 0 is the plan's first
    unit = ForeignKeyField(Unit, index=False, backref="+", on_delete="RESTRICT")
    unit_id: int

    class Meta:
        indexes = ((("plan", "placement", "week"), True),)


class StayEdit(Model):
    """A week of a draft as it was before a step, so that the step can be undone."""

    plan = ForeignKeyField(RotationPlan, index=False, backref="+", on_delete="RESTRICT")
    step = SmallIntegerField()
    placement = ForeignKeyField(Placement, index=False, backref="+", on_delete="RESTRICT")
    placement_id: int
    week = SmallIntegerField()
    before = ForeignKeyField(Unit, null=True, index=False, backref="+", on_delete="RESTRICT")
    before_id: int | None

    class Meta:
        indexes = ((("plan", "step"), False),)


class KeptSpan(Model):
    """A stay in a unit as it was before a plan was published, or as that made it."""

    plan = ForeignKeyField(RotationPlan, index=False, backref="+", on_delete="RESTRICT")
    placement = ForeignKeyField(Placement, index=False, backref="+", on_delete="RESTRICT")
    placement_id: int
    is_after = BooleanField()
    position = SmallIntegerField()
    unit = ForeignKeyField(Unit, index=False, backref="+", on_delete="RESTRICT")
    unit_id: int
    starts_on = DateField()
    ends_on = DateField()
    supervisor = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    supervisor_id: int
    stand_in = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    stand_in_id: int | None

    class Meta:
        indexes = ((("plan", "placement", "is_after", "position"), True),)


class RotationPlanEvent(Model):
    """What happened to a plan; rows are added, never changed."""

    plan = ForeignKeyField(RotationPlan, backref="events", on_delete="RESTRICT")
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = CharField(max_length=300, default="")
