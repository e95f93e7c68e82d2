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
from mori.institutions.models import Institution
from mori.offices.models import Office, Unit
from mori.placements.models import Placement
from mori.placements.rules import InternKind

from .rules import REPLY_WITHIN, ApplicantState, Channel, OpeningState, Reach


class Opening(Model):
    """Places that an office offers for a period, and to whom."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    unit = ForeignKeyField(Unit, null=True, index=False, backref="+", on_delete="RESTRICT")
    unit_id: int | None
    title = CharField(max_length=120)
    kinds = CharField(max_length=60, default="")  # of InternKind, by commas; empty: whoever likes
    quota = SmallIntegerField()
    starts_on = DateField()
    ends_on = DateField()
    open_until = DateField()
    needs = TextField(default="")  # what is asked of whoever applies, in the office's own words
    state = EnumField(OpeningState, max_length=8, default=OpeningState.DRAFT)
    made_at = UtcDateTimeField()

    class Meta:
        indexes = ((("office", "id"), False), (("state", "open_until", "id"), False))


class OpeningEvent(Model):
    """What happened to an opening; rows are added, never changed."""

    opening = ForeignKeyField(Opening, backref="events", on_delete="RESTRICT")
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = CharField(max_length=300, default="")


class Application(Model):
    """One letter, or one form, that asks for places, for one person or for many."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    opening = ForeignKeyField(Opening, null=True, backref="applications", on_delete="RESTRICT")
    opening_id: int | None
    channel = EnumField(Channel, max_length=8, default=Channel.WEB)
    locale = CharField(max_length=2, default="id")
    is_group = BooleanField(default=False)
    contact = CharField(max_length=120, default="")  # who answers for it
    email = CharField(max_length=200, default="")
    phone = CharField(max_length=40, default="")
    reach = EnumField(Reach, max_length=8, default=Reach.MAIL)
    institution_typed = CharField(max_length=120, default="")
    institution = ForeignKeyField(
        Institution, null=True, index=False, backref="+", on_delete="RESTRICT"
    )
    institution_id: int | None
    kind = EnumField(InternKind, max_length=12, default=InternKind.STUDENT)
    programme = CharField(max_length=80, default="")
    starts_on = DateField(null=True)
    ends_on = DateField(null=True)
    about = TextField(default="")  # what they would like to do and learn
    letter_number = CharField(max_length=80, default="")  # of the letter they wrote to the office
    letter_on = DateField(null=True)
    letter_by = CharField(max_length=120, default="")  # the post of whoever signed it
    letter_to = CharField(max_length=120, default="")  # whom it addresses
    received_on = DateField(null=True)  # from which the office's time to reply runs
    reply_by = DateField(null=True)
    sent_at = UtcDateTimeField(null=True)  # none: still a draft
    entered_by = ForeignKeyField(
        Person, null=True, index=False, backref="+", on_delete="RESTRICT"
    )  # a coordinator, for what came on paper
    revision = IntegerField(default=1)
    made_at = UtcDateTimeField()
    changed_at = UtcDateTimeField()
    erased_at = UtcDateTimeField(null=True)

    class Meta:
        indexes = ((("office", "sent_at", "id"), False), (("office", "reply_by", "id"), False))


class Applicant(Model):
    """A place that an application asks for: somebody's, or nobody's yet."""

    key = KeyField()
    application = ForeignKeyField(Application, backref="applicants", on_delete="RESTRICT")
    application_id: int
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int  # of the application, for its lists
    position = SmallIntegerField()
    name = CharField(max_length=120, default="")  # empty: a place without a name
    number = CharField(max_length=30, default="")  # at their campus or school
    email = CharField(max_length=200, default="")
    phone = CharField(max_length=40, default="")
    programme = CharField(max_length=80, default="")
    is_minor = BooleanField(default=False)
    is_foreign = BooleanField(default=False)
    needs = TextField(default="")  # for access, sealed with the server's key
    conflict = TextField(
        default=""
    )  # whom they are tied to at the office, sealed; for coordinators
    unit = ForeignKeyField(Unit, null=True, index=False, backref="+", on_delete="RESTRICT")
    unit_id: int | None
    starts_on = DateField(null=True)  # as decided
    ends_on = DateField(null=True)
    state = EnumField(ApplicantState, max_length=10, default=ApplicantState.DRAFT)
    since = UtcDateTimeField()  # in this state
    erased_at = UtcDateTimeField(null=True)
    placement = ForeignKeyField(Placement, null=True, backref="+", on_delete="RESTRICT")
    placement_id: int | None

    class Meta:
        indexes = ((("office", "state", "id"), False),)


class ApplicantEvent(Model):
    """What happened to an applicant; rows are added, never changed."""

    applicant = ForeignKeyField(Applicant, backref="events", on_delete="RESTRICT")
    applicant_id: int
    verb = CharField(max_length=12)
    actor = ForeignKeyField(
        Person, null=True, backref="+", on_delete="RESTRICT"
    )  # none: themselves
    at = UtcDateTimeField()
    note = TextField(default="")


class ApplicationEvent(Model):
    """What happened to an application as a whole; rows are added, never changed."""

    application = ForeignKeyField(Application, backref="events", on_delete="RESTRICT")
    application_id: int
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = TextField(default="")


class ApplicationSetting(Model):
    """Within how many working days an office replies; without a row as by default."""

    office = ForeignKeyField(Office, unique=True, backref="+", on_delete="RESTRICT")
    office_id: int
    reply_within = SmallIntegerField(default=REPLY_WITHIN)
    revision = IntegerField(default=1)
