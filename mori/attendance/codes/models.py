from peewee import BooleanField, ForeignKeyField, IntegerField

from mori.core.db import Model
from mori.offices.models import Office


class CodeSetting(Model):
    """Whether an office asks for its code; without a row it does not."""

    office = ForeignKeyField(Office, unique=True, on_delete="RESTRICT")
    is_asked = BooleanField(default=False)
    screen_epoch = IntegerField(default=1)  # raised to make earlier links of screens void
