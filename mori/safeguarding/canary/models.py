from peewee import CharField

from mori.core.db import Model, UtcDateTimeField


class Canary(Model):
    """A tap that MORI sends itself, to see whether the way from the button to a mailbox is open."""

    token = CharField(max_length=40, unique=True)  # of the tap
    begun_at = UtcDateTimeField(index=True)
    returned_at = UtcDateTimeField(null=True)  # when a mail server took its mail
