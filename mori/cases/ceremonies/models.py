from peewee import ForeignKeyField

from mori.accounts.models import Person
from mori.core.db import EnumField, Model, UtcDateTimeField
from mori.safeguarding.alerts.models import Alert

from .rules import RestoreReason


class Restoration(Model):
    """A case was opened from paper for those who may read it now; the person sees it too."""

    alert = ForeignKeyField(Alert, backref="+", on_delete="RESTRICT")
    alert_id: int
    reason = EnumField(RestoreReason, max_length=12)
    first = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
    first_id: int
    second = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
    second_id: int
    at = UtcDateTimeField()
