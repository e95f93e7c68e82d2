from peewee import BooleanField, CharField, ForeignKeyField

from mori.accounts.models import Person
from mori.core.db import Model


class KeptOut(Model):
    """Somebody who must not learn of one alert, whatever they are to the person who called.

    Either it is about them, or they are of an office whose circle is closed because it is about
    one who leads, looks after or administers it.
    """

    about = CharField(max_length=14)  # the alert's key
    person = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    person_id: int
    is_subject = BooleanField()

    class Meta:
        indexes = (
            (("person", "about"), True),
            (("about",), False),
        )
