from peewee import CharField, ForeignKeyField

from mori.accounts.models import Person
from mori.core.db import KeyField, Model, UtcDateTimeField
from mori.offices.models import Office

from ..alerts.models import Alert


class Drill(Model):
    """A call that nobody made, by which an office sees how soon one is read."""

    key = KeyField()
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    month = CharField(max_length=7, null=True)  # of the one that comes by itself
    begun_by = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")
    begun_by_id: int | None
    token = CharField(max_length=40, null=True, unique=True)  # of the form
    asked_at = UtcDateTimeField()
    planned_at = UtcDateTimeField(index=True)  # on no page
    alert = ForeignKeyField(Alert, null=True, unique=True, backref="+", on_delete="RESTRICT")
    alert_id: int | None  # once it has begun
    missed_at = UtcDateTimeField(null=True)

    class Meta:
        indexes = (
            (("office", "month"), True),
            (("office", "alert"), False),
        )
