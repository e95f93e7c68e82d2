"""Which questions an event asks; that somebody answered, and, apart from it, how it went."""

from peewee import BigIntegerField, BooleanField, ForeignKeyField, SmallIntegerField

from mori.core.db import EnumField, Model
from mori.guidebook.quizzes.models import QuizWording

from ..impressions.models import random_id
from ..models import Event, Participant
from .rules import When


class EventQuestion(Model):
    """A question of the guidebook that an event asks; its wording never changes."""

    event = ForeignKeyField(Event, index=False, backref="+", on_delete="RESTRICT")
    event_id: int
    position = SmallIntegerField()
    wording = ForeignKeyField(QuizWording, index=False, backref="+", on_delete="RESTRICT")
    wording_id: int

    class Meta:
        indexes = ((("event", "position"), True), (("event", "wording"), True))


class AnswersGiven(Model):
    """That a participant answered before or after; neither what nor at what moment."""

    event = ForeignKeyField(Event, index=False, backref="+", on_delete="RESTRICT")
    participant = ForeignKeyField(Participant, index=False, backref="+", on_delete="RESTRICT")
    participant_id: int
    asked = EnumField(When, max_length=6)

    class Meta:
        indexes = ((("event", "participant", "asked"), True),)


class EventAnswers(Model):
    """Which of an event's questions somebody answered right. Nothing leads to who: decision 67."""

    id = BigIntegerField(primary_key=True, default=random_id)
    event = ForeignKeyField(Event, index=False, backref="+", on_delete="RESTRICT")
    event_id: int
    asked = EnumField(When, max_length=6)
    is_shown = BooleanField(default=False)  # to the office, together with at least four others
    first = BooleanField()
    second = BooleanField(null=True)  # None: no such question is asked
    third = BooleanField(null=True)

    class Meta:
        indexes = ((("event", "asked", "is_shown"), False),)

    @property
    def right(self) -> list[bool]:
        """By question, in their order."""
        return [each for each in (self.first, self.second, self.third) if each is not None]
