from peewee import CharField

from mori.core.db import Model, UtcDateTimeField


class ApplyingTry(Model):
    """Something that a stranger began: how often of late is counted, of whom nobody can tell."""

    subject = CharField(max_length=32)  # a digest, with the server's key
    at = UtcDateTimeField(index=True)

    class Meta:
        indexes = ((("subject", "at"), False),)
