from peewee import CharField, ForeignKeyField, IntegerField

from mori.core.db import Model, UtcDateTimeField
from mori.offices.models import Office


class YearFigures(Model):
    """What is published of a year's calls, once and for good; what may not be said is empty."""

    token = CharField(max_length=24, unique=True)  # the year and the office
    year = IntegerField()
    office = ForeignKeyField(Office, null=True, backref="+", on_delete="RESTRICT")
    office_id: int | None  # empty: of the nation
    calls = IntegerField(null=True)
    # when the figures were made, whether or not anybody looked after them
    not_closed = IntegerField(null=True, column_name="looked_after")
    closed = IntegerField(null=True)
    published_at = UtcDateTimeField()
