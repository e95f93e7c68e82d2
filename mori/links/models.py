from peewee import CharField, ForeignKeyField, TextField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.offices.models import Office

from .rules import LinkState


class SignedLink(Model):
    """A link that opens one row for one purpose, without a password; only its digest is kept."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    digest = CharField(max_length=64, null=True)  # none until a new hand is confirmed
    purpose = CharField(max_length=40)
    about_kind = CharField(max_length=20)
    about_key = CharField(max_length=14)
    about_name = CharField(max_length=120)
    office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
    office_id: int
    name = CharField(max_length=120)  # for whom
    email = CharField(max_length=200, default="")
    phone = CharField(max_length=40, default="")
    state = EnumField(LinkState, max_length=10, default=LinkState.OPEN)
    handed_on_from = ForeignKeyField("self", null=True, on_delete="RESTRICT")
    made_by = ForeignKeyField(Person, on_delete="RESTRICT")
    made_by_id: int
    made_at = UtcDateTimeField()
    expires_at = UtcDateTimeField()
    used_at = UtcDateTimeField(null=True)  # when somebody last pressed "open"
    ended_at = UtcDateTimeField(null=True)
    notices = TextField(default="")  # as of a session: shown once to whoever is not signed in

    class Meta:
        indexes = (
            (("office", "id"), False),
            (("about_kind", "about_key"), False),
        )


class SignedLinkEvent(Model):
    """What happened to a link; rows are added, never changed."""

    link = ForeignKeyField(SignedLink, backref="events", on_delete="RESTRICT")
    link_id: int
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, on_delete="RESTRICT")  # none: its holder
    at = UtcDateTimeField()
    note = CharField(max_length=300, default="")
