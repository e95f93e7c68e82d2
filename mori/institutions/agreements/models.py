import datetime as dt

from peewee import CharField, DateField, ForeignKeyField, IntegerField, TextField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.links.models import SignedLink
from mori.offices.models import Office
from mori.uploads.models import Upload

from ..models import Institution
from .rules import AgreementState, Level, Standing, standing


class Agreement(Model):
    """What an office, or the nation for it, has agreed with an institution, and until when."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    institution = ForeignKeyField(Institution, backref="agreements", on_delete="RESTRICT")
    institution_id: int
    level = EnumField(Level, max_length=4)
    title = CharField(max_length=200)
    our_number = CharField(max_length=60, default="")
    their_number = CharField(max_length=60, default="")
    our_signatory = CharField(max_length=160, default="")  # name and post
    their_signatory = CharField(max_length=160, default="")
    begins_on = DateField()
    ends_on = DateField()
    state = EnumField(AgreementState, max_length=8, default=AgreementState.DRAFT)
    renews = ForeignKeyField("self", null=True, backref="renewals", on_delete="RESTRICT")
    renews_id: int | None
    text = ForeignKeyField(Upload, null=True, backref="+", on_delete="RESTRICT")  # to be signed
    text_id: int | None
    signed_text = ForeignKeyField(Upload, null=True, backref="+", on_delete="RESTRICT")  # on paper
    signed_text_id: int | None
    signed_on = DateField(null=True)
    made_at = UtcDateTimeField()

    class Meta:
        indexes = ((("office", "ends_on", "id"), False),)

    def standing_on(self, day: dt.date) -> Standing:
        return standing(self.state, self.begins_on, self.ends_on, day)


class AgreementScope(Model):
    """What an agreement is for, and how much of it a year, where that was agreed."""

    agreement = ForeignKeyField(Agreement, backref="scopes", on_delete="CASCADE")
    agreement_id: int
    code = CharField(max_length=12)  # of scopes.csv
    quota = IntegerField(null=True)

    class Meta:
        indexes = ((("agreement", "code"), True),)


class AgreementActivity(Model):
    """What was done under a scope, as the office noted it."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    agreement = ForeignKeyField(Agreement, backref="activities", on_delete="RESTRICT")
    agreement_id: int
    code = CharField(max_length=12)
    on = DateField()
    what = CharField(max_length=200)
    number = IntegerField()  # of people, meetings or whatever the scope counts
    noted_by = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")

    @property
    def office_id(self) -> int:
        return int(self.agreement.office_id)


class AgreementSignature(Model):
    """One side's word for exactly this text, given in MORI."""

    agreement = ForeignKeyField(Agreement, backref="signatures", on_delete="RESTRICT")
    person = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")  # the head
    person_id: int | None
    link = ForeignKeyField(SignedLink, null=True, backref="+", on_delete="RESTRICT")  # the campus
    link_id: int | None
    name = CharField(max_length=120)
    post = CharField(max_length=160, default="")
    digest = CharField(max_length=64)  # of what was signed: facts, scopes and file
    at = UtcDateTimeField()


class AgreementNotice(Model):
    """That an office was told how soon an agreement ends."""

    agreement = ForeignKeyField(Agreement, backref="notices", on_delete="CASCADE")
    agreement_id: int
    days = IntegerField()
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("agreement", "days"), True),)


class AgreementEvent(Model):
    """What happened to an agreement; rows are added, never changed."""

    agreement = ForeignKeyField(Agreement, backref="events", on_delete="RESTRICT")
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = TextField(default="")


class AgreementSignRequest(Model):
    """Which agreement a link was given for."""

    link = ForeignKeyField(SignedLink, unique=True, backref="+", on_delete="RESTRICT")
    agreement = ForeignKeyField(Agreement, backref="+", on_delete="RESTRICT")
    agreement_id: int
