from peewee import CharField, ForeignKeyField

from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField

from ..models import Person
from .rules import AccountChange


class AccountEvent(Model):
    """What was changed of an account, and by whom; rows are added, never changed."""

    key = KeyField()
    person = ForeignKeyField(Person, index=False, backref="account_events", on_delete="RESTRICT")
    person_id: int
    change = EnumField(AccountChange, max_length=12)
    before = CharField(max_length=200, default="")
    after = CharField(max_length=200, default="")
    actor = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")
    actor_id: int | None
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("person", "id"), False),)
