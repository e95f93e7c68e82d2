from peewee import CharField, ForeignKeyField

from mori.core.db import Model
from mori.safeguarding.alerts.models import Alert

from ..thread.models import PhoneKey


class Outsider(Model):
    """Somebody without an account who wrote: by eight digits they are found, and by twelve more
    their key is made anew each time; nothing else of them is known.
    """

    alert = ForeignKeyField(Alert, unique=True, backref="+", on_delete="RESTRICT")
    alert_id: int
    number = CharField(max_length=8, unique=True)
    salt = CharField(max_length=32)  # hexadecimal
    phone = ForeignKeyField(PhoneKey, backref="+", on_delete="CASCADE")
    phone_id: int
