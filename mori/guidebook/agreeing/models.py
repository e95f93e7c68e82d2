from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.offices.models import Office

from ..models import Chapter, Edition, EditionChapter, Revision
from .rules import Understanding


class Acknowledgement(Model):
    """What somebody said of paragraphs as they stood before them; rows are added, never changed."""

    token = CharField(max_length=40, unique=True)
    person = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    person_id: int
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    chapter = ForeignKeyField(Chapter, index=False, backref="+", on_delete="RESTRICT")
    chapter_id: int
    shown = ForeignKeyField(EditionChapter, index=False, backref="+", on_delete="RESTRICT")
    shown_id: int
    understanding = EnumField(Understanding, max_length=10)
    marks = TextField()  # of the paragraphs it is about: see editions/asked_rules.py
    # The digest of all that the part asks for, where with this something was said about all of it.
    asks = CharField(max_length=64, default="")
    at = UtcDateTimeField()

    class Meta:
        indexes = (
            (("person", "office", "asks"), False),
            (("office", "id"), False),
        )


class ParagraphQuestion(Model):
    """What somebody does not understand of a paragraph, and what the office answers."""

    key = KeyField()
    acknowledgement = ForeignKeyField(
        Acknowledgement, unique=True, backref="+", on_delete="RESTRICT"
    )
    person = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    person_id: int
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    chapter = ForeignKeyField(Chapter, index=False, backref="+", on_delete="RESTRICT")
    chapter_id: int
    number = IntegerField()  # of the paragraph
    paragraph = TextField()  # as it stood
    text = TextField(default="")
    asked_at = UtcDateTimeField()
    answer = TextField(default="")
    answered_by = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    answered_by_id: int | None
    answered_at = UtcDateTimeField(null=True)
    revision = ForeignKeyField(Revision, null=True, index=False, backref="+", on_delete="RESTRICT")
    revision_id: int | None  # by which the answer is to join the chapter
    is_clear = BooleanField(default=False)  # whoever asked has said so

    class Meta:
        indexes = (
            (("office", "answered_at", "id"), False),
            (("office", "id"), False),
            (("person", "office", "chapter"), False),
        )


class Signature(Model):
    """Somebody's name under a book as it stood; rows are added, never changed."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    person = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    person_id: int
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    edition = ForeignKeyField(Edition, index=False, backref="+", on_delete="RESTRICT")
    edition_id: int
    digest = CharField(max_length=64)  # of the edition, as the paper says it
    typed_name = CharField(max_length=120)  # as it was typed
    name = CharField(max_length=120)  # whose it was
    unclear = TextField(default="")  # JSON: titles of parts that were not clear yet
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("person", "edition"), True),)
