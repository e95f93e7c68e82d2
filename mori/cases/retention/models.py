from peewee import CharField, ForeignKeyField, IntegerField

from mori.accounts.models import Person
from mori.core.db import EnumField, Model, UtcDateTimeField
from mori.offices.models import Office
from mori.safeguarding.alerts.models import Alert

from .rules import Answer


class Retention(Model):
    """What the person answered who was asked whether their case is to be erased."""

    token = CharField(max_length=40, unique=True)  # of the form
    alert = ForeignKeyField(Alert, backref="+", on_delete="RESTRICT")
    alert_id: int
    answer = EnumField(Answer, max_length=8)
    noted_by = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    noted_by_id: int
    noted_at = UtcDateTimeField()


class ErasedCase(Model):
    """That there was a case, and nothing of it: what is left once it is erased."""

    key = CharField(max_length=14, unique=True)  # as the chain of records names it
    office = ForeignKeyField(Office, null=True, backref="+", on_delete="RESTRICT")
    year = IntegerField()  # in which it began
    erased_at = UtcDateTimeField()
