from peewee import CharField, IntegerField

from mori.core.db import Model, UtcDateTimeField

THE_ROW = 1  # of AuditKey, and of AuditLook


class AuditRecord(Model):
    """Who did what with a call for help, and when; the database refuses to change or delete one.

    It points at nothing: what it names may be gone, and it still says what it said.
    """

    number = IntegerField(unique=True)  # from one, without a gap
    verb = CharField(max_length=16)
    about = CharField(max_length=24, index=True)  # the key of what it is about
    actor = CharField(max_length=24)  # the key of a person; empty: MORI itself
    at = UtcDateTimeField()
    mac = CharField(max_length=64)  # over all of it, and the record before; hexadecimal


class AuditKey(Model):
    """The one row that says what comes next: the last record, and the key of the next.

    With each record the key is replaced by what it hashes to, so this one signs no earlier record.
    """

    number = IntegerField(default=0)  # of the last record
    mac = CharField(max_length=64)
    key = CharField(max_length=64)


class AuditLook(Model):
    """The one row that says since when the chain is not as it was, as far as the server can see."""

    failing_since = UtcDateTimeField(null=True)
