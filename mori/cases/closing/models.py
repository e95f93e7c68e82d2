from peewee import CharField, ForeignKeyField, IntegerField, TextField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.safeguarding.alerts.models import Alert

from .rules import Consent, ProposalState, Reason, Step


class Proposal(Model):
    """What one officer proposes to do about an alert, and what a second one said to it."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    alert = ForeignKeyField(Alert, backref="proposals", on_delete="RESTRICT")
    alert_id: int
    step = EnumField(Step, max_length=8)
    reason = EnumField(Reason, max_length=12, null=True)  # of closing
    consent = EnumField(Consent, max_length=8, null=True)  # how the person agreed to closing
    consented_at = UtcDateTimeField(null=True)  # when they said so on their page
    refused_at = UtcDateTimeField(null=True)  # when they said there that they still need help
    proposer = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    proposer_id: int
    news = IntegerField()  # of the alert, when it was proposed
    state = EnumField(ProposalState, max_length=12, default=ProposalState.OPEN)
    proposed_at = UtcDateTimeField()
    asked_at = UtcDateTimeField()  # when a second officer was asked last
    decided_by = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    decided_by_id: int | None
    decided_at = UtcDateTimeField(null=True)
    why_not = TextField(default="")  # sealed: why the second did not agree

    class Meta:
        indexes = ((("state", "asked_at"), False),)


class Reopening(Model):
    """Why a closed alert is open again, as an officer or the person said."""

    token = CharField(max_length=40, unique=True)
    alert = ForeignKeyField(Alert, backref="reopenings", on_delete="RESTRICT")
    officer = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    officer_id: int | None  # None: the person
    reason = TextField(default="")  # sealed
    at = UtcDateTimeField()
