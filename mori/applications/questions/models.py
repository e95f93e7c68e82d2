from peewee import BooleanField, CharField, ForeignKeyField, TextField

from mori.accounts.models import Person
from mori.core.db import KeyField, Model, UtcDateTimeField
from mori.offices.models import Office


class ApplicationQuestion(Model):
    """What somebody asked an office before applying, and its answer, which all may read."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    locale = CharField(max_length=2, default="id")
    email = CharField(max_length=200, default="")  # where the answer goes; nobody sees it
    text = TextField()
    asked_at = UtcDateTimeField()
    answer = TextField(default="")
    answered_at = UtcDateTimeField(null=True)
    answered_by = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    is_public = BooleanField(default=False)

    class Meta:
        indexes = ((("office", "answered_at", "id"), False),)
