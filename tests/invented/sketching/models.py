from peewee import CharField, ForeignKeyField

from mori.accounts.models import Person
from mori.core.db import KeyField, Model, UtcDateTimeField
from mori.uploads.models import Upload


class Sketch(Model):
    """A file that somebody handed in."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    person = ForeignKeyField(Person, on_delete="RESTRICT")
    upload = ForeignKeyField(Upload, on_delete="RESTRICT")
    title = CharField(max_length=40)
    at = UtcDateTimeField()
