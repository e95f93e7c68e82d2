from peewee import (
    BooleanField,
    CharField,
    DateField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TextField,
)

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.offices.models import Office

from .rules import LONGEST_SENTENCE, LONGEST_TITLE, ComponentSide, ExerciseState, Said, Side

CODE_MOST = 40


class MaladministrationForm(Model):
    """A form of maladministration, from forms.csv; without a day of checking it is unverified."""

    code = CharField(max_length=CODE_MOST, unique=True)
    name = CharField(max_length=80)
    name_en = CharField(max_length=80)
    gist = CharField(max_length=160)
    gist_en = CharField(max_length=160)
    basis = CharField(max_length=160)
    position = SmallIntegerField()
    checked_on = DateField(null=True)
    retired_on = DateField(null=True)


class StandardComponent(Model):
    """One of the components that UU 25/2009 art. 21 asks of a service standard."""

    code = CharField(max_length=CODE_MOST, unique=True)
    side = EnumField(ComponentSide, max_length=8)
    name = CharField(max_length=80)
    name_en = CharField(max_length=80)
    position = SmallIntegerField()


class Exercise(Model):
    """A case of a few sentences, an office's own or, without one, national; with what its author
    had in mind, which queries give to nobody who has not sealed.
    """

    key = KeyField()
    token = CharField(max_length=40, unique=True)  # idempotency key of the form
    office = ForeignKeyField(Office, null=True, index=False, backref="+", on_delete="RESTRICT")
    office_id: int | None
    title = CharField(max_length=LONGEST_TITLE)
    title_en = CharField(max_length=LONGEST_TITLE, default="")
    state = EnumField(ExerciseState, max_length=8, default=ExerciseState.DRAFT)
    revision = IntegerField(default=1)
    author = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")
    author_id: int | None
    form = ForeignKeyField(
        MaladministrationForm, null=True, index=False, backref="+", on_delete="RESTRICT"
    )
    form_id: int | None
    component = ForeignKeyField(
        StandardComponent, null=True, index=False, backref="+", on_delete="RESTRICT"
    )
    component_id: int | None
    why = TextField(default="")
    why_en = TextField(default="")
    made_at = UtcDateTimeField()

    class Meta:
        indexes = ((("office", "id"), False),)


class ExerciseSentence(Model):
    """A sentence of an exercise, and whether its author meant it to look wrong."""

    exercise = ForeignKeyField(Exercise, index=False, backref="+", on_delete="RESTRICT")
    exercise_id: int
    position = SmallIntegerField()
    text = CharField(max_length=LONGEST_SENTENCE)
    text_en = CharField(max_length=LONGEST_SENTENCE, default="")
    is_suspicious = BooleanField(default=False)
    form = ForeignKeyField(
        MaladministrationForm, null=True, index=False, backref="+", on_delete="RESTRICT"
    )
    form_id: int | None
    why = TextField(default="")
    why_en = TextField(default="")

    class Meta:
        indexes = ((("exercise", "position"), True),)


class ExerciseAnswer(Model):
    """What somebody has sealed: once and for good, the database refuses to change it."""

    key = KeyField()  # the receipt
    exercise = ForeignKeyField(Exercise, index=False, backref="+", on_delete="RESTRICT")
    exercise_id: int
    person = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
    person_id: int
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    side = EnumField(Side, max_length=8)
    marks = CharField(max_length=40)  # positions of sentences, such as "2 5"
    form = ForeignKeyField(
        MaladministrationForm, null=True, index=False, backref="+", on_delete="RESTRICT"
    )
    form_id: int | None
    component = ForeignKeyField(
        StandardComponent, null=True, index=False, backref="+", on_delete="RESTRICT"
    )
    component_id: int | None
    why = TextField(default="")
    sealed_at = UtcDateTimeField()

    class Meta:
        indexes = ((("exercise", "person"), True), (("exercise", "office", "side"), False))

    @property
    def said(self) -> Said:
        marked = frozenset(map(int, self.marks.split()))
        return Said(marked, self.form_id, self.component_id, self.why)


class ExerciseEvent(Model):
    """What happened to an exercise; rows are added, never changed."""

    exercise = ForeignKeyField(Exercise, backref="events", on_delete="RESTRICT")
    exercise_id: int
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    actor_id: int | None
    at = UtcDateTimeField()
    note = CharField(max_length=300, default="")
