"""Who taught others what they had learnt, from whom they had it, and what shows it."""

from peewee import (
    CharField,
    DateField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
)

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField, new_key
from mori.events.followups.models import FollowUp
from mori.events.models import Event
from mori.institutions.models import Region
from mori.network.models import Member
from mori.offices.models import Office

from .rules import (
    DEEPEST,
    WIDTH,
    AudienceKind,
    EvidenceKind,
    EvidenceLevel,
    PlaceKind,
    TeachingState,
    new_code,
)


class Teaching(Model):
    """Somebody taught others what they had learnt at a training, or at an earlier teaching.

    Exactly one of both sources is there; level and path follow from it and are never typed.
    """

    key = KeyField()
    token = CharField(max_length=40, unique=True, default=new_key)
    code = CharField(max_length=6, unique=True, default=new_code)  # by which participants find it
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    lead = ForeignKeyField(Member, backref="+", on_delete="RESTRICT")
    lead_id: int
    training = ForeignKeyField(Event, index=False, backref="+", on_delete="RESTRICT")
    training_id: int  # at the root of the tree
    source_event = ForeignKeyField(Event, null=True, index=False, backref="+", on_delete="RESTRICT")
    source_event_id: int | None
    source_teaching = ForeignKeyField("self", null=True, backref="+", on_delete="RESTRICT")
    source_teaching_id: int | None
    level = SmallIntegerField()
    path = CharField(max_length=DEEPEST * WIDTH, default="")  # ids of the ancestors, and its own
    on = DateField()
    minutes = SmallIntegerField()
    region = ForeignKeyField(Region, backref="+", on_delete="RESTRICT")
    region_id: int
    place_kind = EnumField(PlaceKind, max_length=10)
    audience = EnumField(AudienceKind, max_length=10)
    same_crowd_as = ForeignKeyField("self", null=True, backref="+", on_delete="RESTRICT")
    same_crowd_as_id: int | None
    headcount = SmallIntegerField(null=True)  # not counted yet; never in one that was sent
    state = EnumField(TeachingState, max_length=10, default=TeachingState.DRAFT)
    evidence = SmallIntegerField(default=EvidenceLevel.SAID)  # an EvidenceLevel, kept up to date
    # The one it is shown as, itself never merged; what points to this row stays where it is.
    merged_into = ForeignKeyField("self", null=True, backref="+", on_delete="RESTRICT")
    merged_into_id: int | None
    revision = IntegerField(default=0)
    made_at = UtcDateTimeField()

    class Meta:
        indexes = (
            (("training", "path"), False),
            (("office", "state", "id"), False),
        )

    @property
    def is_standing(self) -> bool:
        """Whether it is shown as itself, and was not taken back."""
        return self.merged_into_id is None and self.state != TeachingState.WITHDRAWN

    @property
    def evidence_level(self) -> EvidenceLevel:
        return EvidenceLevel(self.evidence)


class TeachingEvent(Model):
    """What happened to a report of a teaching; rows are added, never changed."""

    teaching = ForeignKeyField(Teaching, backref="events", on_delete="RESTRICT")
    teaching_id: int
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, on_delete="RESTRICT")  # none: its reporter
    at = UtcDateTimeField()
    note = CharField(max_length=300, default="")


class KeptPromise(Model):
    """Which promise of a participant a teaching keeps, as its reporter said."""

    teaching = ForeignKeyField(Teaching, unique=True, backref="+", on_delete="RESTRICT")
    teaching_id: int
    follow_up = ForeignKeyField(FollowUp, backref="+", on_delete="RESTRICT")
    follow_up_id: int


class TeachingTopic(Model):
    """A chapter of the guidebook that was taught."""

    teaching = ForeignKeyField(Teaching, index=False, backref="topics", on_delete="RESTRICT")
    teaching_id: int
    chapter = CharField(max_length=70)  # its slug

    class Meta:
        indexes = ((("teaching", "chapter"), True),)


class CoTeacher(Model):
    """Who taught beside the lead; the tree goes by the lead alone."""

    teaching = ForeignKeyField(Teaching, index=False, backref="co_teachers", on_delete="RESTRICT")
    teaching_id: int
    member = ForeignKeyField(Member, backref="+", on_delete="RESTRICT")
    member_id: int

    class Meta:
        indexes = ((("teaching", "member"), True),)


class Learner(Model):
    """Somebody who is known to have been taught: by a name alone, or a member of the network."""

    key = KeyField()
    teaching = ForeignKeyField(Teaching, index=False, backref="learners", on_delete="RESTRICT")
    teaching_id: int
    member = ForeignKeyField(Member, null=True, backref="+", on_delete="RESTRICT")
    member_id: int | None
    name = CharField(max_length=120, default="")  # as whoever taught wrote it
    name_folded = CharField(max_length=120, default="")

    class Meta:
        indexes = ((("teaching", "name_folded", "id"), False),)

    @property
    def office_id(self) -> int:
        return self.teaching.office_id


Learner.add_index(
    Learner.index(
        Learner.teaching, Learner.member, unique=True, where=Learner.member.is_null(False)
    )
)


class Confirmation(Model):
    """That somebody nameless was at a teaching, and what they noted; one of each phone."""

    teaching = ForeignKeyField(Teaching, index=False, backref="confirmations", on_delete="RESTRICT")
    teaching_id: int
    phone_hash = CharField(max_length=64)  # of a secret that only the phone has
    day = DateField()
    answers = CharField(max_length=60, default="")  # codes of questions.csv, in order; or none

    class Meta:
        indexes = ((("teaching", "phone_hash"), True),)


class EvidenceFile(Model):
    """A photographed attendance sheet or a photo, for the office alone; it lies in the store."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)  # idempotency key of place and content
    teaching = ForeignKeyField(Teaching, backref="files", on_delete="RESTRICT")
    teaching_id: int
    kind = EnumField(EvidenceKind, max_length=5)
    bytes = IntegerField()
    width = SmallIntegerField()
    height = SmallIntegerField()
    at = UtcDateTimeField()

    @property
    def office_id(self) -> int:
        return self.teaching.office_id


class CascadeFigure(Model):
    """The figures of one part of a tree; made anew for the tree that is touched."""

    training = ForeignKeyField(Event, index=False, backref="+", on_delete="RESTRICT")
    training_id: int
    evidence = SmallIntegerField()  # this or better
    level = SmallIntegerField(default=0)  # 0: of all
    region = ForeignKeyField(Region, null=True, index=False, backref="+", on_delete="RESTRICT")
    region_id: int | None  # none: of all
    sessions = IntegerField()
    attendances = IntegerField()
    known = IntegerField()
    largest = IntegerField()
    unnamed_most = IntegerField()

    class Meta:
        indexes = ((("training", "evidence", "level", "region"), False),)


class AnswerShare(Model):
    """How many at a level knew what they were asked, as it is shown: anew once five more say."""

    training = ForeignKeyField(Event, index=False, backref="+", on_delete="RESTRICT")
    training_id: int
    level = SmallIntegerField()
    answers = IntegerField()
    right = CharField(max_length=60)  # how many to each question, in their order

    class Meta:
        indexes = ((("training", "level"), True),)


class TeachingMerge(Model):
    """Two reports were of one teaching; it can be undone."""

    key = KeyField()
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    kept = ForeignKeyField(Teaching, backref="+", on_delete="RESTRICT")
    kept_id: int
    merged = ForeignKeyField(Teaching, backref="+", on_delete="RESTRICT")
    merged_id: int
    co_teacher = ForeignKeyField(Member, null=True, index=False, backref="+", on_delete="RESTRICT")
    co_teacher_id: int | None  # who joined by it
    actor = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    at = UtcDateTimeField()
    undone_at = UtcDateTimeField(null=True)
    undone_by = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")

    class Meta:
        indexes = ((("office", "id"), False),)
