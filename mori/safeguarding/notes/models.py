from peewee import CharField, ForeignKeyField, TextField

from mori.accounts.models import Person
from mori.core.db import Model, UtcDateTimeField

from ..alerts.models import Alert


class AlertNote(Model):
    """What was agreed with the person; rows are added, never changed, and sealed at rest."""

    token = CharField(max_length=40, unique=True)
    alert = ForeignKeyField(Alert, backref="notes", on_delete="RESTRICT")
    author = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
    sealed = TextField()
    at = UtcDateTimeField()
