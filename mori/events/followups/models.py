"""What participants promise to do after an event, what became of it, and who was reminded."""

from peewee import CharField, DateField, ForeignKeyField, IntegerField, SmallIntegerField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.institutions.models import Region
from mori.network.models import Community, Member

from ..models import Event, Participant
from ..rules import ToldBy
from .rules import FollowUpState, Reminder


class FollowUp(Model):
    """That a participant will teach others: whom, where, by when, about how many."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    event = ForeignKeyField(Event, index=False, backref="+", on_delete="RESTRICT")
    event_id: int
    participant = ForeignKeyField(Participant, backref="+", on_delete="RESTRICT")
    participant_id: int
    member = ForeignKeyField(Member, null=True, backref="+", on_delete="RESTRICT")
    member_id: int | None
    community = ForeignKeyField(
        Community, null=True, index=False, backref="+", on_delete="RESTRICT"
    )
    community_id: int | None
    what = CharField(max_length=120)
    whom = CharField(max_length=120)
    region = ForeignKeyField(Region, null=True, index=False, backref="+", on_delete="RESTRICT")
    region_id: int | None
    by_on = DateField()
    promised_on = DateField()  # from when the time until by_on counts
    remind_on = DateField()  # when two thirds of it are over
    first_on = DateField()  # the day that was promised at first
    times_moved = SmallIntegerField(default=0)
    aimed_at = SmallIntegerField(null=True)  # about how many people
    state = EnumField(FollowUpState, max_length=10, default=FollowUpState.PROMISED)
    done_on = DateField(null=True)
    done_heads = SmallIntegerField(null=True)
    reason = CharField(max_length=300, default="")  # why it was dropped
    revision = IntegerField(default=0)
    made_by = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    made_at = UtcDateTimeField()

    class Meta:
        indexes = ((("event", "id"), False), (("state", "remind_on"), False))

    @property
    def office_id(self) -> int:
        return self.event.office_id


class FollowUpStep(Model):
    """What happened to a promise; rows are added, never changed."""

    follow_up = ForeignKeyField(FollowUp, backref="events", on_delete="RESTRICT")
    follow_up_id: int
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = CharField(max_length=300, default="")


class FollowUpTold(Model):
    """That somebody was reminded of a promise; shared by hand is not sent."""

    follow_up = ForeignKeyField(FollowUp, index=False, backref="+", on_delete="RESTRICT")
    follow_up_id: int
    reminder = EnumField(Reminder, max_length=6)
    by_on = DateField()  # the day that stood then: a moved one is reminded of anew
    way = EnumField(ToldBy, max_length=6)
    actor = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("follow_up", "reminder", "by_on"), True),)
