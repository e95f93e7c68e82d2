from peewee import BooleanField, DateField, ForeignKeyField

from mori.accounts.models import Person
from mori.core.db import EnumField, Model, UtcDateTimeField

from .rules import ReminderKind


class Reminder(Model):
    """That a person was reminded on a day: at most one is ever made."""

    person = ForeignKeyField(Person, on_delete="RESTRICT")
    day = DateField()
    kind = EnumField(ReminderKind, max_length=12)
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("person", "day"), True),)


class ReminderSetting(Model):
    """Whether a person is reminded by mail; without a row they are."""

    person = ForeignKeyField(Person, unique=True, on_delete="RESTRICT")
    is_wanted = BooleanField(default=True)
