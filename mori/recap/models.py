"""What reports are read from. All of it is derived, in the transaction that changes its source;
``flask recap rebuild`` makes it anew.
"""

from peewee import CharField, DateField, ForeignKeyField, IntegerField

from mori.accounts.models import Person
from mori.core.db import EnumField, Model, UtcDateTimeField
from mori.institutions.models import Institution
from mori.logbook.models import Activity
from mori.offices.models import Office, Unit
from mori.placements.models import Placement
from mori.placements.rules import InternKind

from .rules import MEASURES, Dimension


class DayFact(Model):
    """What one placement's day comes to, and where it counts."""

    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    day = DateField()
    placement = ForeignKeyField(Placement, index=False, backref="+", on_delete="RESTRICT")
    placement_id: int
    unit = ForeignKeyField(Unit, null=True, index=False, backref="+", on_delete="RESTRICT")
    unit_id: int | None
    supervisor = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    supervisor_id: int | None
    institution = ForeignKeyField(
        Institution, null=True, index=False, backref="+", on_delete="RESTRICT"
    )
    institution_id: int | None
    kind = EnumField(InternKind, max_length=12)
    programme = CharField(max_length=80)
    activity = ForeignKeyField(Activity, null=True, index=False, backref="+", on_delete="RESTRICT")
    activity_id: int | None
    review_minutes = IntegerField(null=True)  # from sending to the first decision, if there is one

    class Meta:
        indexes = (
            (("office", "day", "placement"), False),
            (("placement", "day"), True),
        )


class DayTally(Model):
    """The sum of an office's day by one value of one dimension."""

    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    dimension = EnumField(Dimension, max_length=12)
    day = DateField()
    of = CharField(max_length=80)  # an id, a kind's name, a programme; of the office empty
    reviewed = IntegerField(default=0)  # days that have review_minutes

    class Meta:
        indexes = ((("office", "dimension", "day", "of"), True),)


class OfficeRollup(Model):
    """An office whose days are counted: since when, and whether a sample was right."""

    office = ForeignKeyField(Office, unique=True, backref="+", on_delete="RESTRICT")
    office_id: int
    built_at = UtcDateTimeField()
    compared_at = UtcDateTimeField(null=True)
    differing = IntegerField(default=0)  # counts of the last sample that were not as counted anew
    calendar_version = IntegerField(default=0)  # of the office's calendar by which they are counted


for _model in (DayFact, DayTally):  # each measure is a column of both
    for _name in MEASURES:
        _model._meta.add_field(_name, IntegerField(default=0))
