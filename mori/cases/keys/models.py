from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from mori.accounts.models import Person, Session
from mori.core.db import KeyField, Model, UtcDateTimeField
from mori.safeguarding.alerts.models import Alert


class OfficerKey(Model):
    """An officer's pair: the secret half stands under a passphrase that only they know."""

    key = KeyField()
    person = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
    person_id: int
    public = CharField(max_length=64)  # hexadecimal
    sealed = TextField()  # hexadecimal
    salt = CharField(max_length=32)  # hexadecimal
    passes = IntegerField()
    memory = IntegerField()  # bytes of one try
    made_at = UtcDateTimeField()
    unlocked_at = UtcDateTimeField(null=True)
    ended_at = UtcDateTimeField(null=True)  # forgotten, or its officer has left


class RecoveryKey(Model):
    """The national pair whose secret half is on two sheets of paper, and nowhere else."""

    key = KeyField()
    public = CharField(max_length=64)  # hexadecimal
    made_at = UtcDateTimeField()
    tried_at = UtcDateTimeField(null=True)  # when the sheets last proved to be right
    ended_at = UtcDateTimeField(null=True)


class CasePair(Model):
    """A pair of keys of one case; whoever writes seals to the newest, without reading."""

    alert = ForeignKeyField(Alert, backref="pairs", on_delete="RESTRICT")
    alert_id: int
    number = IntegerField()  # from one
    public = CharField(max_length=64)  # hexadecimal
    made_at = UtcDateTimeField()

    class Meta:
        indexes = ((("alert", "number"), True),)


class Share(Model):
    """A case pair's secret half, sealed to one holder.

    To nobody's pair, but under the server's key: only while no officer has keys.
    """

    pair = ForeignKeyField(CasePair, backref="shares", on_delete="CASCADE")
    pair_id: int
    officer_key = ForeignKeyField(OfficerKey, null=True, backref="+", on_delete="CASCADE")
    officer_key_id: int | None
    recovery_key = ForeignKeyField(RecoveryKey, null=True, backref="+", on_delete="CASCADE")
    recovery_key_id: int | None
    is_of_server = BooleanField(default=False)
    sealed = TextField()

    class Meta:
        indexes = (
            (("pair", "officer_key"), True),
            (("pair", "recovery_key"), True),
        )


class Unlocking(Model):
    """A session in which an officer proved who they are: their secret, under the cookie's key."""

    session = ForeignKeyField(Session, unique=True, backref="+", on_delete="CASCADE")
    session_id: int
    officer_key = ForeignKeyField(OfficerKey, null=True, backref="+", on_delete="CASCADE")
    officer_key_id: int | None
    sealed = TextField()  # hexadecimal
    until = UtcDateTimeField()
