from peewee import BooleanField, ForeignKeyField, SmallIntegerField

from mori.core.db import Model, UtcDateTimeField
from mori.offices.models import Office


class Hole(Model):
    """A staffed hour in which fewer than two officers could be called; it names no intern."""

    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    hour = UtcDateTimeField()  # when it begins
    is_for_all = BooleanField()  # else for some interns
    officers = SmallIntegerField()  # how many can be reached at all
    found_at = UtcDateTimeField()

    class Meta:
        indexes = ((("office", "hour"), True),)
