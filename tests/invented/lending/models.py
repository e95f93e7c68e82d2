from peewee import CharField, ForeignKeyField

from mori.accounts.models import Person
from mori.core.db import KeyField, Model, UtcDateTimeField
from mori.offices.models import Office

from .rules import LoanState


class Loan(Model):
    """An umbrella that somebody took home."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    person = ForeignKeyField(Person, on_delete="RESTRICT")
    office = ForeignKeyField(Office, on_delete="RESTRICT")
    state = CharField(max_length=10, default=LoanState.LENT)
    at = UtcDateTimeField()
