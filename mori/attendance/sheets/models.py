from peewee import CharField, DateField, ForeignKeyField

from mori.accounts.models import Person
from mori.core.db import Model, UtcDateTimeField
from mori.offices.models import Office


class SignInSheet(Model):
    """A paper sheet that was typed in; its token is the form's idempotency key."""

    token = CharField(max_length=40, unique=True)
    office = ForeignKeyField(Office, on_delete="RESTRICT")
    day = DateField()
    actor = ForeignKeyField(Person, on_delete="RESTRICT")
    at = UtcDateTimeField()
