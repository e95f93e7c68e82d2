from peewee import CharField, DateField, ForeignKeyField, SmallIntegerField

from mori.accounts.models import Person
from mori.core.db import Model, UtcDateTimeField
from mori.notifications.models import Message
from mori.offices.models import Office


class OverdueReminder(Model):
    """That a reviewer was asked by mail to look at what waits too long; once for each day."""

    office = ForeignKeyField(Office, on_delete="RESTRICT")
    reviewer = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
    reviewer_id: int
    day = DateField()  # of the mail: tapped on a Saturday it goes out on Monday
    message = ForeignKeyField(Message, on_delete="RESTRICT")
    actor = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("office", "reviewer", "day"), True),)


class HandOver(Model):
    """All that waited too long with one reviewer, given to another together."""

    token = CharField(max_length=40, unique=True)  # idempotency key of the form
    office = ForeignKeyField(Office, on_delete="RESTRICT")
    reviewer = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
    to = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
    entries = SmallIntegerField()
    actor = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
    at = UtcDateTimeField()
