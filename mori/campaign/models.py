import datetime as dt

from peewee import CharField, DateField, ForeignKeyField, IntegerField, SmallIntegerField, TextField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.network.models import Community, Member
from mori.offices.models import Office

from .rules import (
    FOLDER,
    Channel,
    MaterialKind,
    MaterialState,
    PublicationState,
    ReachSource,
    is_offered,
    is_running,
    is_stale,
)


class Campaign(Model):
    """What an office spreads together for a while, and which question it is about."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    title = CharField(max_length=120)
    theme = TextField(default="")
    from_on = DateField()
    until_on = DateField(null=True)
    revision = IntegerField(default=0)
    made_at = UtcDateTimeField()

    class Meta:
        indexes = ((("office", "id"), False),)

    def is_running_on(self, day: dt.date) -> bool:
        return is_running(self.from_on, self.until_on, day)


class CampaignEvent(Model):
    """What happened to a campaign; rows are added, never changed."""

    campaign = ForeignKeyField(Campaign, backref="events", on_delete="RESTRICT")
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = CharField(max_length=300, default="")


class Material(Model):
    """Something small to be spread: a text, or one file with its words."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    campaign = ForeignKeyField(Campaign, null=True, backref="materials", on_delete="RESTRICT")
    campaign_id: int | None  # none: shared by its own link alone
    kind = EnumField(MaterialKind, max_length=8)
    title = CharField(max_length=120)
    body = TextField(default="")  # what it says: of a recording every word
    for_whatsapp = TextField(default="")
    for_instagram = TextField(default="")
    for_x = TextField(default="")
    alt = CharField(max_length=300, default="")  # for whoever cannot see it
    language = CharField(max_length=2, default="id")
    chapter = CharField(max_length=60, default="")  # slug of the guidebook's chapter
    facts_checked_on = DateField(null=True)
    facts_until = DateField(null=True)  # none: it holds nothing that changes
    state = EnumField(MaterialState, max_length=9, default=MaterialState.DRAFT)
    version = SmallIntegerField(default=1)
    file = CharField(max_length=14, default="")  # its key in the store
    file_kind = CharField(max_length=4, default="")
    bytes = IntegerField(default=0)
    width = SmallIntegerField(default=0)  # of a picture
    height = SmallIntegerField(default=0)
    made_at = UtcDateTimeField()

    class Meta:
        indexes = ((("office", "state", "facts_until"), False), (("office", "id"), False))

    @property
    def path(self) -> str:
        """Where its file lies in the store."""
        return f"{FOLDER}/{self.file}"

    @property
    def is_picture(self) -> bool:
        return self.file_kind == "webp"

    @property
    def is_public(self) -> bool:
        """Whether it was published, be its facts out of date or its campaign over."""
        return self.state is MaterialState.PUBLISHED

    def is_stale_on(self, day: dt.date) -> bool:
        return is_stale(self.state, self.facts_until, day)

    def is_offered_on(self, day: dt.date) -> bool:
        """Whether anybody may have it on a day, in a campaign that runs or in none."""
        runs = self.campaign is None or self.campaign.is_running_on(day)
        return runs and is_offered(self.state, self.facts_until, day)


class MaterialEvent(Model):
    """What happened to a material; rows are added, never changed."""

    material = ForeignKeyField(Material, backref="events", on_delete="RESTRICT")
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = CharField(max_length=300, default="")


class ShareLink(Model):
    """A short address of a material, perhaps one that a community or a member spreads."""

    key8 = CharField(max_length=8, unique=True)
    material = ForeignKeyField(Material, backref="links", on_delete="RESTRICT")
    material_id: int
    member = ForeignKeyField(Member, null=True, backref="+", on_delete="RESTRICT")
    member_id: int | None
    community = ForeignKeyField(Community, null=True, backref="+", on_delete="RESTRICT")
    community_id: int | None
    made_at = UtcDateTimeField()


class ShareDay(Model):
    """How often a short address was opened on a day; nothing about who did."""

    link = ForeignKeyField(ShareLink, index=False, backref="days", on_delete="RESTRICT")
    link_id: int
    day = DateField()
    opened = IntegerField(default=0)

    class Meta:
        indexes = ((("link", "day"), True),)


class Publication(Model):
    """That something of a campaign was published somewhere, as whoever reports it says."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    campaign = ForeignKeyField(Campaign, backref="publications", on_delete="RESTRICT")
    campaign_id: int
    material = ForeignKeyField(Material, null=True, backref="+", on_delete="RESTRICT")
    material_id: int | None
    member = ForeignKeyField(Member, null=True, backref="+", on_delete="RESTRICT")
    member_id: int | None
    community = ForeignKeyField(Community, null=True, backref="+", on_delete="RESTRICT")
    community_id: int | None
    channel = EnumField(Channel, max_length=9)
    place = CharField(max_length=120, default="")  # which account, station, board
    day = DateField()
    url = CharField(max_length=500, default="")
    reach_said = IntegerField(null=True)  # never added to people
    reach_source = EnumField(ReachSource, max_length=7, default="")
    evidence = CharField(max_length=14, default="")  # a picture's key in the store
    bytes = IntegerField(default=0)
    width = SmallIntegerField(default=0)
    height = SmallIntegerField(default=0)
    state = EnumField(PublicationState, max_length=9, default=PublicationState.REPORTED)
    made_at = UtcDateTimeField()

    class Meta:
        indexes = ((("office", "state", "id"), False), (("office", "id"), False))

    @property
    def path(self) -> str:
        """Where its evidence lies in the store."""
        return f"{FOLDER}/{self.evidence}"


class PublicationEvent(Model):
    """What happened to a publication; rows are added, never changed."""

    publication = ForeignKeyField(Publication, backref="events", on_delete="RESTRICT")
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = CharField(max_length=300, default="")
