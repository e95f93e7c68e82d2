"""One person after the internship, in one office's list, for life."""

from peewee import (
    SQL,
    BooleanField,
    CharField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
)

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField, new_key
from mori.institutions.models import Institution, Region
from mori.offices.models import Office, Unit
from mori.placements.models import Placement
from mori.placements.rules import InternKind

from .rules import Agreed, AlumnusState, ConsentWay, ContactKind, PlaceKind


class Alumnus(Model):
    """A former intern as one office knows them; with an account, or known from a list alone."""

    key = KeyField()
    token = CharField(max_length=40, unique=True, default=new_key)
    office = ForeignKeyField(Office, index=False, backref="alumni", on_delete="RESTRICT")
    office_id: int
    person = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    person_id: int | None
    name = CharField(max_length=120)
    name_folded = CharField(max_length=120)
    titles_before = CharField(max_length=40, default="")
    titles_after = CharField(max_length=60, default="")
    region = ForeignKeyField(Region, null=True, backref="+", on_delete="RESTRICT")
    region_id: int | None
    address = CharField(max_length=200, default="")
    locale = CharField(max_length=2, default="id")
    state = EnumField(AlumnusState, max_length=10, default=AlumnusState.INVITED)
    is_restricted = BooleanField(default=False)  # kept, but neither shown nor used
    answered_at = UtcDateTimeField(null=True)  # when they last said what is right
    asked_at = UtcDateTimeField(null=True)  # when the office last asked
    unanswered = SmallIntegerField(default=0)  # questions since the last answer
    # The one it is shown as, itself never merged; what points to this row stays where it is.
    merged_into = ForeignKeyField("self", null=True, on_delete="RESTRICT")
    merged_into_id: int | None
    revision = IntegerField(default=0)
    made_at = UtcDateTimeField()

    class Meta:
        indexes = ((("office", "id"), False),)


# A placement finished twice at once makes one record; those merged keep their account.
Alumnus.add_index(
    Alumnus.index(Alumnus.person, Alumnus.office, unique=True, where=Alumnus.person.is_null(False))
)


class AlumnusEvent(Model):
    """What happened to a record; rows are added, never changed."""

    alumnus = ForeignKeyField(Alumnus, backref="events", on_delete="RESTRICT")
    alumnus_id: int
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, on_delete="RESTRICT")  # none: they themselves
    at = UtcDateTimeField()
    note = CharField(max_length=300, default="")


AlumnusEvent.add_index(
    AlumnusEvent.index(
        AlumnusEvent.at,
        where=SQL(
            "\"verb\" IN ('die', 'erase', 'merge', 'restrict', 'take_back', 'undo', 'withdraw')"
        ),
        name="alumnus_event_left",
    )
)


class AlumnusStay(Model):
    """One internship of an alumnus: a placement, or what a list says of it.

    Days are "2015-01-02", or no more than "2015-01" or "2015" where no more is known.
    """

    key = KeyField()
    alumnus = ForeignKeyField(Alumnus, backref="stays", on_delete="RESTRICT")
    alumnus_id: int
    placement = ForeignKeyField(Placement, null=True, unique=True, on_delete="RESTRICT")
    placement_id: int | None
    institution = ForeignKeyField(Institution, null=True, backref="+", on_delete="RESTRICT")
    institution_id: int | None
    institution_written = CharField(max_length=120, default="")
    study = CharField(max_length=120, default="")
    student_number = CharField(max_length=30, default="")
    kind = EnumField(InternKind, max_length=12, default="")
    starts = CharField(max_length=10, default="")
    ends = CharField(max_length=10, default="")
    length = CharField(max_length=10, default="")  # "P2M", where only that is known
    year = SmallIntegerField(null=True)  # in which it began
    note = CharField(max_length=300, default="")

    @property
    def office_id(self) -> int:
        return self.alumnus.office_id


class StayUnit(Model):
    """A unit in which somebody was; as it was written, where the office has none of that name."""

    stay = ForeignKeyField(AlumnusStay, backref="units", on_delete="RESTRICT")
    stay_id: int
    unit = ForeignKeyField(Unit, null=True, on_delete="RESTRICT")
    unit_id: int | None
    written = CharField(max_length=80, default="")


class AlumnusContact(Model):
    """A telephone number or a mail address of an alumnus; two people may share one."""

    alumnus = ForeignKeyField(Alumnus, index=False, backref="contacts", on_delete="RESTRICT")
    alumnus_id: int
    kind = EnumField(ContactKind, max_length=5)
    value = CharField(max_length=200)
    bounced_at = UtcDateTimeField(null=True)  # mail was refused there

    class Meta:
        indexes = ((("alumnus", "kind", "value"), True), (("value",), False))


class AlumnusSkill(Model):
    """Something an alumnus can do, in their own words."""

    alumnus = ForeignKeyField(Alumnus, index=False, backref="skills", on_delete="RESTRICT")
    alumnus_id: int
    text = CharField(max_length=60)
    text_folded = CharField(max_length=60)

    class Meta:
        indexes = ((("alumnus", "text_folded"), True),)


class Engagement(Model):
    """Where an alumnus is or was: an agency, a company, a community, and since when.

    Days are as a stay's; without a last one they still are there.
    """

    key = KeyField()
    token = CharField(max_length=40, unique=True, default=new_key)
    alumnus = ForeignKeyField(Alumnus, backref="engagements", on_delete="RESTRICT")
    alumnus_id: int
    kind = EnumField(PlaceKind, max_length=10)
    name = CharField(max_length=120)
    name_folded = CharField(max_length=120)
    post = CharField(max_length=120, default="")
    since = CharField(max_length=10, default="")
    until = CharField(max_length=10, default="")
    made_at = UtcDateTimeField()

    @property
    def office_id(self) -> int:
        return self.alumnus.office_id


class Consent(Model):
    """That an alumnus agreed to something, in which words, and until when."""

    alumnus = ForeignKeyField(Alumnus, index=False, backref="consents", on_delete="RESTRICT")
    alumnus_id: int
    to = EnumField(Agreed, max_length=12)
    wording = CharField(max_length=10)  # version of the words they read
    locale = CharField(max_length=2)
    way = EnumField(ConsentWay, max_length=8)
    given_at = UtcDateTimeField()
    noted_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")  # who has the paper
    withdrawn_at = UtcDateTimeField(null=True)

    class Meta:
        indexes = ((("alumnus", "id"), False),)


Consent.add_index(
    Consent.index(Consent.alumnus, Consent.to, unique=True, where=Consent.withdrawn_at.is_null())
)
