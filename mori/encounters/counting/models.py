from peewee import CharField, DateField, ForeignKeyField, IntegerField

from mori.core.db import EnumField, Model
from mori.institutions.models import Region

from .rules import Sort


class NoteCount(Model):
    """How many notes of a month and a regency their writers let count, by one thing at a time."""

    month = DateField()  # the first day of the month in which they were counted
    region = ForeignKeyField(Region, on_delete="RESTRICT")
    region_id: int
    sort = EnumField(Sort, max_length=8)
    value = CharField(max_length=32, default="")
    notes = IntegerField()

    class Meta:
        indexes = ((("month", "region", "sort", "value"), True),)


class CountedForm(Model):
    """That a form was sent, so that a second tap counts nothing; forgotten after a day."""

    token = CharField(max_length=40, unique=True)
    day = DateField()
