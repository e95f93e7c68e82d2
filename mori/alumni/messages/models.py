from peewee import SQL, CharField, ForeignKeyField, IntegerField, TextField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField, new_key
from mori.offices.models import Office

from ..models import Alumnus
from ..rules import Agreed
from .rules import MailingState, Outcome


class Mailing(Model):
    """A message to a part of an office's alumni, for one purpose that they agreed to."""

    key = KeyField()
    token = CharField(max_length=40, unique=True, default=new_key)
    office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
    office_id: int
    purpose = EnumField(Agreed, max_length=12)
    segment = CharField(max_length=600, default="")  # the directory's filter, as in an address
    subject = CharField(max_length=150)
    body = TextField()
    state = EnumField(MailingState, max_length=10, default=MailingState.DRAFT)
    # Up to which alumnus the segment was looked through; none once it is at its end.
    listed_through = IntegerField(null=True, default=0)
    # Of one that is done, counted once: for how many it was meant, and how many the server took.
    total = IntegerField(default=0)
    handed = IntegerField(default=0)
    revision = IntegerField(default=0)
    made_by = ForeignKeyField(Person, on_delete="RESTRICT")
    made_by_id: int
    made_at = UtcDateTimeField()

    class Meta:
        indexes = ((("office", "id"), False),)


Mailing.add_index(
    Mailing.index(
        Mailing.id, where=SQL("\"state\" IN ('sending', 'stopped')"), name="mailing_unfinished"
    )
)


class MailingEvent(Model):
    """What happened to a message; rows are added, never changed."""

    mailing = ForeignKeyField(Mailing, backref="events", on_delete="RESTRICT")
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = CharField(max_length=300, default="")


class MailingRecipient(Model):
    """An alumnus for whom a message is meant, and what became of it."""

    mailing = ForeignKeyField(Mailing, index=False, on_delete="RESTRICT")
    mailing_id: int
    alumnus = ForeignKeyField(Alumnus, backref="+", on_delete="RESTRICT")
    alumnus_id: int
    outcome = EnumField(Outcome, max_length=12, default=Outcome.LISTED)
    mail_key = CharField(max_length=14, default="")  # the outbox's, which forgets sooner

    class Meta:
        indexes = (
            (("mailing", "alumnus"), True),
            (("mailing", "outcome", "id"), False),
        )


class WhatsAppShare(Model):
    """Somebody opened WhatsApp with a text for an alumnus; whether it was sent nobody knows."""

    token = CharField(max_length=40, unique=True)
    alumnus = ForeignKeyField(Alumnus, backref="+", on_delete="RESTRICT")
    alumnus_id: int
    actor = ForeignKeyField(Person, on_delete="RESTRICT")
    actor_id: int
    at = UtcDateTimeField()
