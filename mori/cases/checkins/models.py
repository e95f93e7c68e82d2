from peewee import DateField, ForeignKeyField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.safeguarding.alerts.models import Alert

from .rules import CheckInMoment


class CheckIn(Model):
    """One time that the person of a case is asked how they are; what they say is sealed."""

    key = KeyField()
    alert = ForeignKeyField(Alert, index=False, backref="+", on_delete="RESTRICT")
    alert_id: int
    moment = EnumField(CheckInMoment, max_length=8)
    contacted_on = DateField()  # from which its day was counted
    due_on = DateField()
    closes_on = DateField()
    answered_at = UtcDateTimeField(null=True)
    asked_by = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    asked_by_id: int | None  # the officer who asked; nobody where the person answered themself

    class Meta:
        indexes = ((("alert", "contacted_on", "moment"), True),)
