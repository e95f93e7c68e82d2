from peewee import (
    SQL,
    BooleanField,
    CharField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TextField,
)

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.evaluation.rules import Moment
from mori.evaluation.schemes.models import Scheme, SchemeAspect
from mori.offices.models import Office, Unit
from mori.placements.models import Placement

from .rules import MOST_REASON, AssessmentState


class Assessment(Model):
    """One moment of an internship, from the first word written about it until it is locked.

    It holds no day: its unit, and how often the intern was there, say which span it is of.
    """

    placement = ForeignKeyField(Placement, backref="+", on_delete="RESTRICT")
    placement_id: int
    office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
    office_id: int
    moment = EnumField(Moment, max_length=10)
    unit = ForeignKeyField(Unit, null=True, index=False, on_delete="RESTRICT")
    unit_id: int | None
    turn = SmallIntegerField(default=0)
    scheme = ForeignKeyField(Scheme, index=False, on_delete="RESTRICT")  # the version
    scheme_id: int
    state = EnumField(AssessmentState, max_length=10, default=AssessmentState.DRAFT)
    made_at = UtcDateTimeField()
    locked_at = UtcDateTimeField(null=True)
    sealed_at = UtcDateTimeField(null=True)  # a paper shows it: it is not reopened

    class Meta:
        indexes = ((("placement", "moment", "unit", "turn"), True),)


Assessment.add_index(  # of nothing, two are not the same
    Assessment.index(
        Assessment.placement,
        Assessment.moment,
        unique=True,
        where=SQL('"unit_id" IS NULL'),
        name="assessment_one_of_whole",
    )
)


class Marking(Model):
    """What one person gives: a reviewer, or the intern for themself."""

    assessment = ForeignKeyField(Assessment, index=False, backref="markings", on_delete="RESTRICT")
    assessment_id: int
    author = ForeignKeyField(Person, index=False, on_delete="RESTRICT")
    author_id: int
    is_self = BooleanField(default=False)
    words = TextField(default="")
    revision = IntegerField(default=0)  # optimistic lock
    token = CharField(max_length=40, default="")  # idempotency key of what was sent
    sent_at = UtcDateTimeField(null=True)
    void_at = UtcDateTimeField(null=True)  # somebody else was appointed in the author's place

    class Meta:
        indexes = ((("assessment", "author"), True),)


class AspectMark(Model):
    """A mark for one aspect: a value, or that it could not be judged; in a draft neither yet."""

    marking = ForeignKeyField(Marking, index=False, backref="marks", on_delete="RESTRICT")
    marking_id: int
    aspect = ForeignKeyField(SchemeAspect, index=False, backref="+", on_delete="RESTRICT")
    aspect_id: int
    value = IntegerField(null=True)
    is_unjudged = BooleanField(default=False)
    reason = CharField(max_length=MOST_REASON, default="")

    class Meta:
        indexes = ((("marking", "aspect"), True),)


class AgreedMark(Model):
    """The value of an aspect that one reviewer proposed and the other confirmed."""

    key = KeyField()  # of this proposal: another has another
    assessment = ForeignKeyField(Assessment, index=False, backref="agreed", on_delete="RESTRICT")
    assessment_id: int
    aspect = ForeignKeyField(SchemeAspect, index=False, backref="+", on_delete="RESTRICT")
    aspect_id: int
    value = IntegerField()
    sentence = CharField(max_length=MOST_REASON)
    proposer = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    proposer_id: int
    proposed_at = UtcDateTimeField()
    confirmer = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    confirmer_id: int | None
    confirmed_at = UtcDateTimeField(null=True)

    class Meta:
        indexes = ((("assessment", "aspect"), True),)


class Appointment(Model):
    """A reviewer whom the coordinator named, and in whose place; rows are added, never changed."""

    assessment = ForeignKeyField(
        Assessment, index=False, backref="appointments", on_delete="RESTRICT"
    )
    assessment_id: int
    person = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
    person_id: int
    instead_of = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    instead_of_id: int | None
    at = UtcDateTimeField()

    class Meta:
        indexes = (
            (("assessment", "person"), True),
            (("assessment", "instead_of"), True),
        )


class AssessmentEvent(Model):
    """What happened to an assessment; rows are added, never changed."""

    assessment = ForeignKeyField(Assessment, backref="events", on_delete="RESTRICT")
    assessment_id: int
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, index=False, on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = CharField(max_length=MOST_REASON, default="")
