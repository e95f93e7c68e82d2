from peewee import CharField, ForeignKeyField

from mori.accounts.models import Person
from mori.core.db import KeyField, Model, UtcDateTimeField
from mori.offices.models import Office


class Barred(Model):
    """That a person never supervises or reviews an intern; only coordinators know."""

    key = KeyField()
    office = ForeignKeyField(Office, backref="+", on_delete="RESTRICT")
    office_id: int
    intern = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
    intern_id: int
    other = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    other_id: int
    why = CharField(max_length=200, default="")
    noted_by = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    noted_at = UtcDateTimeField()
    ended_at = UtcDateTimeField(null=True)
    ended_by = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
