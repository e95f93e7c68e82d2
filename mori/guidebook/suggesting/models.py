from peewee import CharField, ForeignKeyField, TextField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.offices.models import Office

from ..models import Chapter, Revision
from .rules import SuggestionState


class Suggestion(Model):
    """What an intern would change in a chapter, for those who decide on the office's texts."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    chapter = ForeignKeyField(Chapter, index=False, backref="+", on_delete="RESTRICT")
    chapter_id: int
    person = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    person_id: int
    text = TextField()
    state = EnumField(SuggestionState, max_length=8, default=SuggestionState.WAITING)
    revision = ForeignKeyField(Revision, null=True, backref="+", on_delete="RESTRICT")
    revision_id: int | None  # the text in which it is written down
    reply = TextField(default="")
    made_at = UtcDateTimeField()

    class Meta:
        indexes = ((("office", "state", "id"), False), (("person", "id"), False))


class SuggestionEvent(Model):
    """What happened to a suggestion; rows are added, never changed."""

    suggestion = ForeignKeyField(Suggestion, backref="events", on_delete="RESTRICT")
    suggestion_id: int
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = TextField(default="")
