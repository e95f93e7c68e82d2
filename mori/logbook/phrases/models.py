from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, SmallIntegerField

from mori.core.db import KeyField, Model
from mori.offices.models import Office


class ReadyPhrase(Model):
    """What an office's reviewers often ask for when they return an entry."""

    key = KeyField()
    office = ForeignKeyField(Office, backref="phrases", on_delete="RESTRICT")
    office_id: int
    text = CharField(max_length=200)
    position = SmallIntegerField(default=0)
    is_offered = BooleanField(default=True)
    revision = IntegerField(default=1)
