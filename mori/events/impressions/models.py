"""That somebody said how an event was, and, apart from it, what was said."""

import secrets

from peewee import BigIntegerField, BooleanField, CharField, ForeignKeyField

from mori.core.db import EnumField, Model

from ..models import Event, Participant
from .rules import WORDS_MOST, Answer


def random_id() -> int:
    """An id that says nothing of the order in which rows were written."""
    return secrets.randbits(62)


class ImpressionGiven(Model):
    """That a participant said how it was; neither what nor when."""

    event = ForeignKeyField(Event, index=False, backref="+", on_delete="RESTRICT")
    event_id: int
    participant = ForeignKeyField(Participant, index=False, backref="+", on_delete="RESTRICT")
    participant_id: int

    class Meta:
        indexes = ((("event", "participant"), True),)


class Impression(Model):
    """What somebody said of an event. Nothing in it leads to whose it is: see decision 67."""

    id = BigIntegerField(primary_key=True, default=random_id)
    event = ForeignKeyField(Event, index=False, backref="+", on_delete="RESTRICT")
    event_id: int
    is_shown = BooleanField(default=False)  # to the office, together with at least four others
    followed = EnumField(Answer, max_length=6)
    useful = EnumField(Answer, max_length=6)
    welcome = EnumField(Answer, max_length=6)
    helped = CharField(max_length=WORDS_MOST, default="")
    otherwise = CharField(max_length=WORDS_MOST, default="")

    class Meta:
        indexes = ((("event", "is_shown"), False),)
