import datetime as dt
from collections.abc import Sequence

from peewee import (
    BooleanField,
    CharField,
    DateField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.offices.models import Office, Unit
from mori.placements.models import Placement, UnitSpan

from .rules import (
    METHOD_MOST,
    NAME_MOST,
    TITLE_MOST,
    WORDS_MOST,
    EthicsDecision,
    Opening,
    StudyState,
    is_listed,
    opening,
)


class Study(Model):
    """A thesis or other research that an intern registers with the unit they work in."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    placement = ForeignKeyField(Placement, backref="+", on_delete="RESTRICT")
    placement_id: int
    person = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
    person_id: int
    unit = ForeignKeyField(Unit, index=False, backref="+", on_delete="RESTRICT")
    unit_id: int
    title = CharField(max_length=TITLE_MOST)
    abstract = TextField(default="")
    method = CharField(max_length=METHOD_MOST, default="")
    state = EnumField(StudyState, max_length=10, default=StudyState.PROPOSED)
    revision = IntegerField(default=1)
    planned_end_on = DateField(null=True)
    public_on = DateField(null=True)  # on which its file opens
    wants_list = BooleanField(default=False)  # its author agrees that the title is listed
    wants_name = BooleanField(default=False)  # and with their name
    is_minor = BooleanField(default=False)
    guardian_on = DateField(null=True)  # when a guardian agreed as well
    made_at = UtcDateTimeField()
    spans: Sequence[UnitSpan] = ()  # of its placement in its unit, once loaded with it

    class Meta:
        indexes = ((("office", "state", "id"), False), (("wants_list", "id"), False))

    @property
    def supervisor_ids(self) -> set[int | None]:
        """Who answers for the unit towards this intern."""
        return {each for span in self.spans for each in (span.supervisor_id, span.stand_in_id)}

    @property
    def is_listed(self) -> bool:
        return is_listed(
            self.state,
            wants_list=self.wants_list,
            is_minor=self.is_minor,
            guardian_on=self.guardian_on,
        )

    def opening_on(self, today: dt.date) -> Opening:
        """Whether its file is open on a day of its office."""
        return opening(self.state, self.public_on, today, listed=self.is_listed)


class StudyTitle(Model):
    """What a study was called, since when; rows are added, never changed."""

    study = ForeignKeyField(Study, backref="titles", on_delete="RESTRICT")
    study_id: int
    text = CharField(max_length=TITLE_MOST)
    at = UtcDateTimeField()


class TitleWord(Model):
    """A stem of the title that a study has now, by which alike ones are found."""

    word = CharField(max_length=40)
    study = ForeignKeyField(Study, backref="+", on_delete="CASCADE")
    study_id: int

    class Meta:
        indexes = ((("word", "study"), True),)


class StudyEthics(Model):
    """Whom a study touches, how what they say is kept and until when, and what the office says."""

    study = ForeignKeyField(Study, unique=True, backref="+", on_delete="RESTRICT")
    study_id: int
    people = CharField(max_length=WORDS_MOST)
    has_complainants = BooleanField(default=False)
    has_minors = BooleanField(default=False)
    is_recorded = BooleanField(default=False)
    storage = CharField(max_length=WORDS_MOST)
    delete_on = DateField()
    decision = EnumField(EthicsDecision, max_length=8, default=EthicsDecision.WAITING)
    reviewer = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    reviewer_id: int | None
    words = CharField(max_length=WORDS_MOST, default="")
    revision = IntegerField(default=1)
    at = UtcDateTimeField()  # of the note, or of the word about it


class Milestone(Model):
    """A stage of a study, when it is due and when it was done."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    study = ForeignKeyField(Study, backref="+", on_delete="RESTRICT")
    study_id: int
    name = CharField(max_length=NAME_MOST)
    due_on = DateField()
    done_on = DateField(null=True)


class StudyEvent(Model):
    """What happened to a study; rows are added, never changed."""

    study = ForeignKeyField(Study, backref="events", on_delete="RESTRICT")
    study_id: int
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    actor_id: int | None
    at = UtcDateTimeField()
    note = CharField(max_length=WORDS_MOST, default="")
