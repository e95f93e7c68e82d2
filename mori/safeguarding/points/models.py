from peewee import CharField, ForeignKeyField, SmallIntegerField, TextField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField

from .rules import Way


class ContactPoint(Model):
    """One way to call one person: a mailbox, a number, a topic or a device.

    It counts once a code that went that very way has come back.
    """

    key = KeyField()
    person = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
    person_id: int
    way = EnumField(Way, max_length=12)
    address = CharField(max_length=200)  # of a device its name; empty once it is gone
    sealed = TextField(default="")  # of a device what its browser gave to reach it by
    claim = CharField(max_length=220, null=True, unique=True)  # proven: nobody else's
    added_at = UtcDateTimeField()
    code_digest = CharField(max_length=64, default="")
    code_until = UtcDateTimeField(null=True)
    tries = SmallIntegerField(default=0)  # of the last code
    proven_at = UtcDateTimeField(null=True)
    gone_at = UtcDateTimeField(null=True)  # removed, or its device takes nothing any more

    @property
    def recipient(self) -> str:
        """Whom a message to it names."""
        return self.key if self.way.is_push else self.address
