from peewee import ForeignKeyField

from mori.accounts.models import Person
from mori.core.db import Model, UtcDateTimeField

from ..models import Entry


class ThreadReading(Model):
    """When a person last opened an entry with comments, and since when it has one they
    have not read.
    """

    entry = ForeignKeyField(Entry, on_delete="RESTRICT")
    person = ForeignKeyField(Person, on_delete="RESTRICT")
    read_at = UtcDateTimeField(null=True)
    unread_since = UtcDateTimeField(null=True)

    class Meta:
        indexes = (
            (("entry", "person"), True),
            (("person", "unread_since"), False),
        )
