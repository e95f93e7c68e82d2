from peewee import CharField, ForeignKeyField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.offices.models import Office

from .rules import LoanState


class Loan(Model):
    """An umbrella that somebody took home; the nation's has no office."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    person = ForeignKeyField(Person, on_delete="RESTRICT")
    office = ForeignKeyField(Office, null=True, on_delete="RESTRICT")
    colour = CharField(max_length=20)
    state = EnumField(LoanState, max_length=10, default=LoanState.LENT)
    at = UtcDateTimeField()


class LoanEvent(Model):
    """What happened to a loan."""

    loan = ForeignKeyField(Loan, backref="events", on_delete="RESTRICT")
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = CharField(max_length=80, default="")
