from peewee import CharField, TextField

from mori.core.db import Model, UtcDateTimeField


class SigningKey(Model):
    """A key that signs what papers state: the public half for all, the other one sealed.

    Rows are added, never changed: what an older key signed is believed for ever.
    """

    public = CharField(max_length=64, unique=True)  # Ed25519, in hexadecimal
    sealed = TextField()
    made_at = UtcDateTimeField()
