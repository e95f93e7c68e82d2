from peewee import CharField, DateField, ForeignKeyField, TextField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.safeguarding.alerts.models import Alert

from .rules import ReferralState


class Referral(Model):
    """What would be passed on of one call to one partner, and the person's yes or no to it."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    alert = ForeignKeyField(Alert, backref="+", on_delete="RESTRICT")
    alert_id: int
    partner = CharField(max_length=12)
    what = CharField(max_length=60)
    sealed = TextField()  # to whom there, under the server's key
    on_day = DateField()
    state = EnumField(ReferralState, max_length=10, default=ReferralState.OFFERED)
    offered_by = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    offered_by_id: int
    noted_by = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    noted_by_id: int | None
    offered_at = UtcDateTimeField()


class ReferralEvent(Model):
    """What was said and done about a referral; rows are added, never changed."""

    referral = ForeignKeyField(Referral, backref="events", on_delete="RESTRICT")
    referral_id: int
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, index=False, on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = TextField(default="")
