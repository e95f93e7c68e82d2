"""Communities around an office, the people of its network, and what these agree to."""

import hashlib

from peewee import CharField, DateField, ForeignKeyField, IntegerField, SmallIntegerField, TextField

from mori.accounts.models import Person
from mori.alumni.models import Alumnus
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField, new_key
from mori.institutions.models import Institution, Region
from mori.offices.models import Office

from .rules import (
    ActivityKind,
    CommunityState,
    ConsentWay,
    MemberState,
    Purpose,
    RelationKind,
    TieRole,
)


class NetworkSetting(Model):
    """What an office calls its network and those in it, and on what terms they are."""

    office = ForeignKeyField(Office, unique=True, backref="+", on_delete="RESTRICT")
    office_id: int
    name = CharField(max_length=60, default="")
    member_word = CharField(max_length=40, default="")
    terms = TextField(default="")
    terms_version = SmallIntegerField(default=1)
    types_unused = CharField(max_length=300, default="")  # codes of types.csv, with spaces


class Community(Model):
    """An organisation around an office: those who meet, are trained, and teach others."""

    key = KeyField()
    token = CharField(max_length=40, unique=True, default=new_key)
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    type = CharField(max_length=16)  # a code of types.csv
    name = CharField(max_length=120)
    name_folded = CharField(max_length=120)
    region = ForeignKeyField(Region, null=True, backref="+", on_delete="RESTRICT")
    region_id: int | None
    institution = ForeignKeyField(Institution, null=True, backref="+", on_delete="RESTRICT")
    institution_id: int | None
    about = CharField(max_length=300, default="")
    state = EnumField(CommunityState, max_length=8, default=CommunityState.INVITED)
    # The one it is shown as, itself never merged; what points to this row stays where it is.
    merged_into = ForeignKeyField("self", null=True, on_delete="RESTRICT")
    merged_into_id: int | None
    revision = IntegerField(default=0)
    made_at = UtcDateTimeField()

    class Meta:
        indexes = ((("office", "name_folded", "id"), False),)


class CommunityEvent(Model):
    """What happened to a community; rows are added, never changed."""

    community = ForeignKeyField(Community, backref="events", on_delete="RESTRICT")
    community_id: int
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = CharField(max_length=300, default="")


class Member(Model):
    """Somebody of the network as one office knows them; their door is a signed link."""

    key = KeyField()
    token = CharField(max_length=40, unique=True, default=new_key)
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    alumnus = ForeignKeyField(Alumnus, null=True, backref="+", on_delete="RESTRICT")
    alumnus_id: int | None  # the same person, where they were an intern here
    name = CharField(max_length=120)
    name_folded = CharField(max_length=120)
    phone = CharField(max_length=40, default="")
    mail = CharField(max_length=200, default="")
    region = ForeignKeyField(Region, null=True, backref="+", on_delete="RESTRICT")
    region_id: int | None
    locale = CharField(max_length=2, default="id")
    state = EnumField(MemberState, max_length=8, default=MemberState.KNOWN)
    active_on = DateField(null=True)  # the last day on which they did something, or renewed
    asked_at = UtcDateTimeField(null=True)  # whether they still want to belong
    merged_into = ForeignKeyField("self", null=True, on_delete="RESTRICT")
    merged_into_id: int | None
    revision = IntegerField(default=0)
    made_at = UtcDateTimeField()

    class Meta:
        indexes = (
            (("office", "name_folded", "id"), False),
            (("office", "state", "active_on"), False),
        )

    @property
    def seen(self) -> str:
        """An optimistic lock's value: what a form showed, so that nothing newer is overwritten."""
        said = (self.name, self.phone, self.mail, self.region_id, self.locale)
        return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


class MemberEvent(Model):
    """What happened to a member; rows are added, never changed."""

    member = ForeignKeyField(Member, backref="events", on_delete="RESTRICT")
    member_id: int
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, on_delete="RESTRICT")  # none: they themselves
    at = UtcDateTimeField()
    note = CharField(max_length=300, default="")


class MemberConsent(Model):
    """That a member agreed to something, in which words, and until when."""

    member = ForeignKeyField(Member, index=False, backref="consents", on_delete="RESTRICT")
    member_id: int
    to = EnumField(Purpose, max_length=12)
    wording = CharField(max_length=10)  # version of the words they read
    locale = CharField(max_length=2)
    way = EnumField(ConsentWay, max_length=8)
    given_at = UtcDateTimeField()
    noted_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")  # who has the paper
    withdrawn_at = UtcDateTimeField(null=True)

    class Meta:
        indexes = ((("member", "id"), False),)


MemberConsent.add_index(
    MemberConsent.index(
        MemberConsent.member,
        MemberConsent.to,
        unique=True,
        where=MemberConsent.withdrawn_at.is_null(),
    )
)


class MemberTerm(Model):
    """A time for which somebody belongs to the network, on the terms of a version."""

    member = ForeignKeyField(Member, index=False, backref="terms", on_delete="RESTRICT")
    member_id: int
    terms_version = SmallIntegerField()
    from_on = DateField()
    until_on = DateField(null=True)

    class Meta:
        indexes = ((("member", "from_on"), False),)


class MemberTie(Model):
    """What somebody is in a community, from a day until another."""

    key = KeyField()
    token = CharField(max_length=40, unique=True, default=new_key)
    member = ForeignKeyField(Member, index=False, backref="ties", on_delete="RESTRICT")
    member_id: int
    community = ForeignKeyField(Community, backref="ties", on_delete="RESTRICT")
    community_id: int
    role = EnumField(TieRole, max_length=10, default=TieRole.MEMBER)
    from_on = DateField()
    until_on = DateField(null=True)

    class Meta:
        indexes = ((("member", "community", "from_on"), True),)

    @property
    def office_id(self) -> int:
        return self.member.office_id


class CommunityRelation(Model):
    """How one community stands to another, from a day until another."""

    key = KeyField()
    token = CharField(max_length=40, unique=True, default=new_key)
    one = ForeignKeyField(Community, index=False, backref="+", on_delete="RESTRICT")
    one_id: int
    other = ForeignKeyField(Community, backref="+", on_delete="RESTRICT")
    other_id: int
    kind = EnumField(RelationKind, max_length=8)
    from_on = DateField()
    until_on = DateField(null=True)

    class Meta:
        indexes = ((("one", "other", "kind", "from_on"), True),)

    @property
    def office_id(self) -> int:
        return self.one.office_id


class MemberActivity(Model):
    """Something that a member or a community did; later slices tell of it."""

    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    member = ForeignKeyField(Member, null=True, index=False, backref="+", on_delete="RESTRICT")
    member_id: int | None
    community = ForeignKeyField(Community, null=True, backref="+", on_delete="RESTRICT")
    community_id: int | None
    kind = EnumField(ActivityKind, max_length=12)
    day = DateField()
    title = CharField(max_length=120)  # what it was, as it was called then
    ref_key = CharField(max_length=14)  # of the row that says more

    class Meta:
        indexes = (
            (("member", "kind", "ref_key"), True),
            (("member", "day", "id"), False),
            (("office", "day", "id"), False),
        )


class MemberMerge(Model):
    """One member became another: what changed by it, so that it can be undone exactly."""

    key = KeyField()
    office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
    office_id: int
    kept = ForeignKeyField(Member, backref="+", on_delete="RESTRICT")
    kept_id: int
    merged = ForeignKeyField(Member, backref="+", on_delete="RESTRICT")
    merged_id: int
    before = TextField()  # JSON: the fields of the kept one that changed, as they were
    after = TextField()  # JSON: the same fields, as they became
    carried = TextField()  # JSON: ids of those that had become the merged one before
    actor = ForeignKeyField(Person, on_delete="RESTRICT")
    at = UtcDateTimeField()
    undone_at = UtcDateTimeField(null=True)
    undone_by = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")


class CommunityMerge(Model):
    """One community became another: what changed by it, so that it can be undone exactly."""

    key = KeyField()
    office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
    office_id: int
    kept = ForeignKeyField(Community, backref="+", on_delete="RESTRICT")
    kept_id: int
    merged = ForeignKeyField(Community, backref="+", on_delete="RESTRICT")
    merged_id: int
    before = TextField()  # JSON, as of members
    after = TextField()
    carried = TextField()
    actor = ForeignKeyField(Person, on_delete="RESTRICT")
    at = UtcDateTimeField()
    undone_at = UtcDateTimeField(null=True)
    undone_by = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")


class NetworkExport(Model):
    """That somebody took the directory out as a table, and how many people were in it."""

    key = KeyField()
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    actor = ForeignKeyField(Person, on_delete="RESTRICT")
    at = UtcDateTimeField()
    people = IntegerField()

    class Meta:
        indexes = ((("office", "id"), False),)
