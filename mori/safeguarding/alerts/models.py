import datetime as dt

from peewee import (
    BooleanField,
    CharField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from mori.accounts.models import Person, Session
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.notifications.models import Message
from mori.offices.models import Office

from ..points.models import ContactPoint
from ..routing.rules import Whose
from .rules import AlertKind, AlertState


class Alert(Model):
    """Someone asks for protection: all taps of one person within ten minutes."""

    key = KeyField()
    person = ForeignKeyField(Person, null=True, backref="alerts", on_delete="RESTRICT")
    person_id: int | None
    office = ForeignKeyField(Office, null=True, backref="alerts", on_delete="RESTRICT")
    office_id: int | None
    # set where the phone's session and its help ticket named two different people
    claimed_by_session = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")
    claimed_by_session_id: int | None
    claimed_by_ticket = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")
    claimed_by_ticket_id: int | None
    kind = EnumField(AlertKind, max_length=8, default=AlertKind.REAL)
    state = EnumField(AlertState, max_length=12, default=AlertState.RECEIVED, index=True)
    urgency = IntegerField(default=1)  # how many taps
    step = IntegerField(default=0)  # the next rung of the ladder
    calls = IntegerField(default=0)  # how often officers were called; never goes back
    raised_at = UtcDateTimeField()
    climbed_from = UtcDateTimeField()  # the rungs' times count from here
    due_at = UtcDateTimeField(index=True)
    accident_at = UtcDateTimeField(null=True)
    duress_at = UtcDateTimeField(null=True)  # when a PIN said that the mark was forced
    acknowledged_by = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")
    acknowledged_by_id: int | None
    acknowledged_at = UtcDateTimeField(null=True)
    contacted_at = UtcDateTimeField(null=True)
    closed_at = UtcDateTimeField(null=True)
    news = IntegerField(default=0)  # goes up with all that voids what two are about to decide
    is_closed_circle = BooleanField(default=False)  # nobody of the office may learn of it
    is_from_outside = BooleanField(default=False)  # written by somebody without an account

    told_ids: frozenset[int] = frozenset()  # who may read it; set by the query that loads it

    class Meta:
        indexes = (
            (("person", "raised_at"), False),
            (("office", "state", "id"), False),
        )

    @property
    def held_back_at(self) -> dt.datetime | None:
        """When it was called an accident, unless that was forced."""
        return None if self.duress_at else self.accident_at

    @property
    def is_of_strangers(self) -> bool:
        """Nobody knows who tapped: anybody can cause it."""
        return not self.kind.is_rehearsed and not self.subject_ids

    @property
    def whose(self) -> Whose:
        return Whose(self.key, self.subject_ids, self.office_id)

    @property
    def subject_ids(self) -> list[int]:
        """The person who tapped, or the two of whom it may be one."""
        people = (self.person_id, self.claimed_by_session_id, self.claimed_by_ticket_id)
        return [person for person in people if person]


class Tap(Model):
    """One tap of the Red Button, as it stood in the spool, and what was said on its page."""

    token = CharField(max_length=64, unique=True)  # idempotency key of the tap
    code = CharField(max_length=8, index=True)
    alert = ForeignKeyField(Alert, backref="taps", on_delete="RESTRICT")
    alert_id: int
    page = CharField(max_length=24)
    session = ForeignKeyField(Session, null=True, backref="+", on_delete="RESTRICT")
    session_id: int | None  # of the phone, if it had one
    at = UtcDateTimeField()
    phone_at = UtcDateTimeField(null=True)  # by the phone's clock, where it waited there
    replayed_at = UtcDateTimeField(null=True)  # when it reached the database
    contact = TextField(default="")  # sealed: how to reach one who is unknown
    accident_at = UtcDateTimeField(null=True)
    confirmed_at = UtcDateTimeField(null=True)


class AlertEvent(Model):
    """What happened to an alert; rows are added, never changed."""

    alert = ForeignKeyField(Alert, backref="events", on_delete="RESTRICT")
    verb = CharField(max_length=16)
    actor = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    at = UtcDateTimeField()


class Delivery(Model):
    """Telling one officer about one alert, at one call."""

    alert = ForeignKeyField(Alert, backref="deliveries", on_delete="RESTRICT")
    alert_id: int
    officer = ForeignKeyField(Person, index=False, on_delete="RESTRICT")
    officer_id: int
    call = IntegerField()
    message = ForeignKeyField(Message, null=True, on_delete="RESTRICT")  # to the account's address
    at = UtcDateTimeField()

    class Meta:
        indexes = (
            (("alert", "officer", "call"), True),
            (("officer", "alert", "id"), False),
        )


class Sending(Model):
    """One of a delivery's messages: to a contact point of the officer's."""

    delivery = ForeignKeyField(Delivery, backref="sendings", on_delete="RESTRICT")
    delivery_id: int
    point = ForeignKeyField(ContactPoint, backref="+", on_delete="RESTRICT")
    message = ForeignKeyField(Message, backref="+", on_delete="RESTRICT")


class RescuedTap(Model):
    """A tap that reached the database because the spool could not be written."""

    token = CharField(max_length=64, unique=True)
    record = TextField()
    is_replayed = BooleanField(default=False, index=True)
