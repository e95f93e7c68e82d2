from peewee import (
    BooleanField,
    CharField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TextField,
)

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.offices.models import Office

from ..models import Chapter
from .rules import WordingState


class QuizQuestion(Model):
    """A question of a chapter, however it is worded: of all offices, or an office's own."""

    key = KeyField()
    token = CharField(max_length=60, unique=True)
    chapter = ForeignKeyField(Chapter, index=False, backref="+", on_delete="RESTRICT")
    chapter_id: int
    office = ForeignKeyField(Office, null=True, index=False, backref="+", on_delete="RESTRICT")
    office_id: int | None
    position = SmallIntegerField()

    class Meta:
        indexes = ((("chapter", "office"), False),)

    @property
    def is_guarded(self) -> bool:
        return self.chapter.is_guarded


class QuizWording(Model):
    """How an office words a question: nothing in it changes once it is proposed."""

    key = KeyField()
    token = CharField(max_length=60, unique=True)
    question = ForeignKeyField(QuizQuestion, index=False, backref="+", on_delete="RESTRICT")
    question_id: int
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    parent = ForeignKeyField("self", null=True, index=False, backref="+", on_delete="RESTRICT")
    parent_id: int | None  # the wording in force that it takes the place of
    author = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    author_id: int | None  # none: it came with MORI
    officer = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    officer_id: int | None  # who agreed to it in a guarded chapter
    text = CharField(max_length=300)
    text_en = CharField(max_length=300, default="")
    is_retired = BooleanField(default=False)  # the question is asked no more
    shipped = CharField(max_length=64, default="")  # digest of it as it came with MORI
    state = EnumField(WordingState, max_length=10, default=WordingState.PROPOSED)
    made_at = UtcDateTimeField()

    class Meta:
        indexes = (
            (("office", "question", "state", "id"), False),
            (("office", "state", "id"), False),
        )

    @property
    def person_id(self) -> int | None:
        return self.author_id


class QuizWordingEvent(Model):
    """What happened to a wording; rows are added, never changed."""

    wording = ForeignKeyField(QuizWording, backref="events", on_delete="RESTRICT")
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = TextField(default="")


class QuizOption(Model):
    """One of a wording's answers; how many chose it is counted, never who."""

    wording = ForeignKeyField(QuizWording, index=False, backref="+", on_delete="RESTRICT")
    wording_id: int
    letter = CharField(max_length=1)
    is_right = BooleanField(default=False)
    text = CharField(max_length=200)
    text_en = CharField(max_length=200, default="")
    why = CharField(max_length=300)
    why_en = CharField(max_length=300, default="")
    counted = IntegerField(default=0)  # of readers who are shown, five by five
    waiting = SmallIntegerField(default=0)  # of those who wait until they are five

    class Meta:
        indexes = ((("wording", "letter"), True),)


class QuizTick(Model):
    """That somebody has tried a question, however it was worded; not what they chose."""

    person = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    person_id: int
    question = ForeignKeyField(QuizQuestion, index=False, backref="+", on_delete="RESTRICT")
    question_id: int
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("person", "question"), True),)
