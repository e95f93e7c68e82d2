from peewee import CharField, DateField, ForeignKeyField

from mori.accounts.models import Person
from mori.core.db import Model


class PastedPerson(Model):
    """Somebody added from a pasted table, and what it said of their internship."""

    person = ForeignKeyField(Person, unique=True, backref="+", on_delete="RESTRICT")
    token = CharField(max_length=40)  # idempotency key of the form: all of one table have it
    actor = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    institution = CharField(max_length=120, default="")
    starts_on = DateField(null=True)
    ends_on = DateField(null=True)

    class Meta:
        indexes = ((("token", "id"), False),)
