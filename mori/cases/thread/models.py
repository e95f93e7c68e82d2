from peewee import CharField, ForeignKeyField, TextField

from mori.core.db import KeyField, Model, UtcDateTimeField
from mori.safeguarding.alerts.models import Alert

from ..entries.models import CaseEntry


class PhoneKey(Model):
    """A pair of the person's own for one call; its secret half is with them, and nowhere here."""

    key = KeyField()
    alert = ForeignKeyField(Alert, backref="+", on_delete="RESTRICT")
    alert_id: int
    public = CharField(max_length=64)  # hexadecimal
    made_at = UtcDateTimeField()

    class Meta:
        indexes = ((("alert", "public"), True),)


class PhoneCopy(Model):
    """A message once more, sealed to a pair of the person's."""

    entry = ForeignKeyField(CaseEntry, backref="copies", on_delete="CASCADE")
    entry_id: int
    phone = ForeignKeyField(PhoneKey, index=False, backref="+", on_delete="CASCADE")
    phone_id: int
    sealed = TextField()  # hexadecimal

    class Meta:
        indexes = ((("phone", "entry"), True),)


class MessageReading(Model):
    """When a message first stood, in clear, before whoever it is for."""

    entry = ForeignKeyField(CaseEntry, unique=True, backref="+", on_delete="CASCADE")
    entry_id: int
    at = UtcDateTimeField()
