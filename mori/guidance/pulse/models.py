from peewee import CharField, ForeignKeyField, TextField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.placements.models import Placement

from .rules import Facts, PulseState, Question, Said, Side


class PulseAnswer(Model):
    """What one side says on the tenth working day of a placement; said once."""

    key = KeyField()
    placement = ForeignKeyField(Placement, on_delete="RESTRICT")
    placement_id: int
    side = EnumField(Side, max_length=10)
    person = ForeignKeyField(Person, on_delete="RESTRICT")
    person_id: int
    work = EnumField(Said, max_length=8)
    instructions = EnumField(Said, max_length=8)
    hours = EnumField(Said, max_length=8)
    paid = EnumField(Said, max_length=8)
    place = EnumField(Said, max_length=8)
    words = TextField(default="")
    state = EnumField(PulseState, max_length=8)
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("placement", "side"), True), (("state", "id"), False))

    @property
    def facts(self) -> Facts:
        return Facts(*(getattr(self, each) for each in Facts._fields))

    @property
    def said(self) -> list[tuple[Question, Said, bool]]:
        """Each question with its answer, and whether that has to be seen to."""
        alarming = self.facts.alarming
        return [(each, getattr(self, each.value), each in alarming) for each in Question]


class PulseEvent(Model):
    """What happened to an answer; rows are added, never changed."""

    answer = ForeignKeyField(PulseAnswer, backref="events", on_delete="RESTRICT")
    answer_id: int
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, on_delete="RESTRICT")
    actor_id: int
    at = UtcDateTimeField()
    note = CharField(max_length=300, default="")
