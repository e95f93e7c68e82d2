from peewee import BooleanField, CharField, IntegerField, SmallIntegerField, TextField

from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.core.sealing import unseal

from .rules import MAIL, Trouble


class Message(Model):
    """A notification to send, written with the change it reports."""

    key = KeyField()
    channel = CharField(max_length=12, default=MAIL)  # the way it goes out
    token = CharField(max_length=80, unique=True)  # idempotency key: what it is about
    recipient = CharField(max_length=200)
    subject = CharField(max_length=200)
    body = TextField()
    is_sealed = BooleanField(default=False)  # what it says opens something: read when it is sent
    thread = CharField(max_length=80)  # messages of one thread refer to it by Message-ID
    made_at = UtcDateTimeField()
    due_at = UtcDateTimeField()
    leased_until = UtcDateTimeField(null=True)
    attempts = SmallIntegerField(default=0)
    sent_at = UtcDateTimeField(null=True)
    stopped_at = UtcDateTimeField(null=True)
    last_error = CharField(max_length=120, default="")
    is_urgent = BooleanField(default=False)  # its own lane: it waits for no other mail
    refused_at = UtcDateTimeField(null=True)  # the mailbox itself was refused, not just busy
    unsubscribe_url = CharField(max_length=300, default="")  # of mail that its reader may end

    class Meta:
        indexes = ((("sent_at", "stopped_at", "due_at"), False),)

    def said(self, key: bytes) -> str:
        """What it says, opened with the server's key where that is sealed."""
        return unseal(key, self.body) if self.is_sealed else self.body


class Lease(Model):
    """Who leads a piece of background work, until when, and when it last beat."""

    name = CharField(max_length=40, unique=True)
    holder = CharField(max_length=80)
    epoch = IntegerField(default=1)  # raised when the lead changes: fences one who slept
    until = UtcDateTimeField()
    beat_at = UtcDateTimeField()


class Slot(Model):
    """A periodic job that has run for a slot of time; inserted once."""

    name = CharField(max_length=40)
    slot = CharField(max_length=40)
    ran_at = UtcDateTimeField()

    class Meta:
        indexes = ((("name", "slot"), True),)


class Channel(Model):
    """A way that notifications go out, and since when it fails.

    It is asked by the clock, whatever is sent: no row here may move with a call for help.
    """

    name = CharField(max_length=20, unique=True)
    asked_at = UtcDateTimeField()
    failing_since = UtcDateTimeField(null=True)
    trouble = EnumField(Trouble, max_length=12, default="")


class RefusedAddress(Model):
    """An address for which the mail server takes no mail, by the last time it was asked."""

    address = CharField(max_length=200, unique=True)
    since = UtcDateTimeField()
