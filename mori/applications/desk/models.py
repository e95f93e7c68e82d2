from peewee import ForeignKeyField, IntegerField, SmallIntegerField

from mori.core.db import Model
from mori.offices.models import Office

from ..rules import REPLY_WITHIN


class ApplicationSetting(Model):
    """Within how many working days an office replies; without a row as by default."""

    office = ForeignKeyField(Office, unique=True, backref="+", on_delete="RESTRICT")
    office_id: int
    reply_within = SmallIntegerField(default=REPLY_WITHIN)
    revision = IntegerField(default=1)
