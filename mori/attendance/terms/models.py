from peewee import CharField, DateField, ForeignKeyField, SmallIntegerField

from mori.core.db import EnumField, Model
from mori.offices.models import Office
from mori.placements.rules import InternKind


class ProgrammeTerms(Model):
    """What an office's programme asks of a kind of intern; None where nobody has said."""

    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    kind = EnumField(InternKind, max_length=12)
    programme = CharField(max_length=80, default="")  # empty: all that have no row of their own
    days = SmallIntegerField(null=True)
    excused_days = SmallIntegerField(null=True)
    weekly_hours = SmallIntegerField(null=True)

    class Meta:
        indexes = ((("office", "kind", "programme"), True),)


class LateRule(Model):
    """From a day on, how many minutes after its hours begin an office still calls in time."""

    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    from_on = DateField()
    grace_minutes = SmallIntegerField()

    class Meta:
        indexes = ((("office", "from_on"), True),)
