from peewee import CharField, TextField

from mori.core.db import Model, UtcDateTimeField


class LastingChange(Model):
    """A change that has to hold as well after a copy from before it was restored.

    It is kept in a file beside the spool too; one that stands there and not here is made again.
    """

    token = CharField(max_length=40, unique=True)
    kind = CharField(max_length=16)
    said = TextField()  # JSON, of keys and not of ids: a copy may have given these to others
    kept_at = UtcDateTimeField(null=True, index=True)  # since when it is in the file
