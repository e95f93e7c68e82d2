"""Meetings and trainings, whom they invite, and who takes part."""

from peewee import (
    BooleanField,
    CharField,
    DateField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TextField,
    TimeField,
)

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField, new_key
from mori.institutions.models import Region
from mori.network.models import Community, Member
from mori.offices.models import Office

from .rules import (
    EventKind,
    EventState,
    InvitationState,
    ListedAs,
    Method,
    Mode,
    Notice,
    ToldBy,
)


class Series(Model):
    """Events that come back, such as a meeting every three months."""

    key = KeyField()
    token = CharField(max_length=40, unique=True, default=new_key)
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    name = CharField(max_length=120)
    every_months = SmallIntegerField(null=True)  # none: as it comes
    made_at = UtcDateTimeField()

    class Meta:
        indexes = ((("office", "id"), False),)


class Event(Model):
    """A meeting or a training of one day or several."""

    key = KeyField()
    token = CharField(max_length=40, unique=True, default=new_key)
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    series = ForeignKeyField(Series, null=True, backref="+", on_delete="RESTRICT")
    series_id: int | None
    kind = EnumField(EventKind, max_length=8)
    name = CharField(max_length=120)
    theme = CharField(max_length=200, default="")
    about = TextField(default="")
    mode = EnumField(Mode, max_length=6, default=Mode.HERE)
    place = CharField(max_length=200, default="")  # in words, and how one finds it
    region = ForeignKeyField(Region, null=True, index=False, backref="+", on_delete="RESTRICT")
    region_id: int | None
    starts_on = DateField()
    ends_on = DateField()
    seats = SmallIntegerField()
    answer_until = DateField()
    protection = CharField(max_length=200, default="")  # the protection officer, by role alone
    state = EnumField(EventState, max_length=10, default=EventState.DRAFT)
    half_days = SmallIntegerField(null=True)  # that a certificate asks for; none: all but one
    reason = CharField(max_length=300, default="")  # why it was called off
    revision = IntegerField(default=0)  # raised with every change, for calendars
    made_at = UtcDateTimeField()

    class Meta:
        indexes = ((("office", "starts_on", "id"), False), (("state", "starts_on"), False))


class EventStep(Model):
    """What happened to an event; rows are added, never changed."""

    event = ForeignKeyField(Event, backref="events", on_delete="RESTRICT")
    event_id: int
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = CharField(max_length=300, default="")


class EventSession(Model):
    """A part of an event's agenda."""

    key = KeyField()
    event = ForeignKeyField(Event, index=False, backref="sessions", on_delete="RESTRICT")
    event_id: int
    day = DateField()
    starts = TimeField()
    ends = TimeField()
    title = CharField(max_length=120)
    method = EnumField(Method, max_length=10, default=Method.TALK)
    chapter = CharField(max_length=70, default="")  # slug of a chapter of the guidebook
    edition = CharField(max_length=100, default="")  # slug of the edition it stands in
    material = CharField(max_length=200, default="")  # in words
    material_url = CharField(max_length=300, default="")

    class Meta:
        indexes = ((("event", "day", "starts"), False),)

    @property
    def office_id(self) -> int:
        return self.event.office_id


class Speaker(Model):
    """Who speaks in a session, and as what."""

    session = ForeignKeyField(EventSession, index=False, backref="speakers", on_delete="RESTRICT")
    session_id: int
    position = SmallIntegerField()
    name = CharField(max_length=120)
    post = CharField(max_length=120, default="")

    class Meta:
        indexes = ((("session", "position"), True),)


class EventInvitation(Model):
    """A community or a member who is invited, with so many seats."""

    key = KeyField()
    event = ForeignKeyField(Event, index=False, backref="invitations", on_delete="RESTRICT")
    event_id: int
    community = ForeignKeyField(Community, null=True, backref="+", on_delete="RESTRICT")
    community_id: int | None
    member = ForeignKeyField(Member, null=True, backref="+", on_delete="RESTRICT")
    member_id: int | None  # who gets it
    seats = SmallIntegerField(default=1)
    held = SmallIntegerField(default=0)  # of the event's seats; nobody else has them
    state = EnumField(InvitationState, max_length=10, default=InvitationState.DRAFTED)
    offered_until = UtcDateTimeField(null=True)
    waits_since = UtcDateTimeField(null=True)
    answered_at = UtcDateTimeField(null=True)
    phone = CharField(max_length=40, default="")  # as whoever answered wrote it
    keeps_rest = BooleanField(default=False)  # names for the other seats follow
    # JSON: when and where they knew it to be; empty where they know how it is now.
    knows = TextField(default="")
    revision = IntegerField(default=0)
    made_at = UtcDateTimeField()

    class Meta:
        indexes = ((("event", "state", "id"), False),)

    @property
    def office_id(self) -> int:
        return self.event.office_id


EventInvitation.add_index(
    EventInvitation.index(
        *(EventInvitation.event, EventInvitation.community),
        unique=True,
        where=EventInvitation.community.is_null(False),
    )
)
EventInvitation.add_index(
    EventInvitation.index(
        *(EventInvitation.event, EventInvitation.member),
        unique=True,
        where=EventInvitation.community.is_null(),
    )
)


class InvitationStep(Model):
    """What happened to an invitation; rows are added, never changed."""

    invitation = ForeignKeyField(EventInvitation, backref="events", on_delete="RESTRICT")
    invitation_id: int
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = CharField(max_length=300, default="")


class Told(Model):
    """That somebody invited was told something; shared by hand is not sent."""

    invitation = ForeignKeyField(EventInvitation, index=False, backref="told", on_delete="RESTRICT")
    invitation_id: int
    notice = EnumField(Notice, max_length=10)
    way = EnumField(ToldBy, max_length=6)
    actor = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("invitation", "notice"), True),)


class Participant(Model):
    """Who takes part in an event, with a number on the sheet and four letters for the door."""

    key = KeyField()
    event = ForeignKeyField(Event, index=False, backref="participants", on_delete="RESTRICT")
    event_id: int
    invitation = ForeignKeyField(EventInvitation, null=True, backref="+", on_delete="RESTRICT")
    invitation_id: int | None
    member = ForeignKeyField(Member, null=True, backref="+", on_delete="RESTRICT")
    member_id: int | None
    community = ForeignKeyField(Community, null=True, backref="+", on_delete="RESTRICT")
    community_id: int | None
    community_name = CharField(max_length=120, default="")  # where the list has none of that name
    name = CharField(max_length=120)
    name_folded = CharField(max_length=120)
    short_code = CharField(max_length=4)
    row = SmallIntegerField()  # on the sheet
    needs = TextField(default="")  # for access, sealed with the server's key
    photo_ok = BooleanField(default=False)
    contact_ok = BooleanField(default=False)  # may be told of later events
    source = EnumField(ListedAs, max_length=8)
    left_at = UtcDateTimeField(null=True)  # no longer comes; the row and the letters stay theirs
    token = CharField(max_length=40, unique=True, default=new_key)
    made_at = UtcDateTimeField()

    class Meta:
        indexes = ((("event", "short_code"), True), (("event", "row"), True))

    @property
    def office_id(self) -> int:
        return self.event.office_id
