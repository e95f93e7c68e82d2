from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from mori.access.roles import Role
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.offices.models import Office, Unit


class Person(Model):
    """Anyone who can sign in, in whichever roles."""

    key = KeyField()
    name = CharField(max_length=120)
    name_folded = CharField(max_length=120, index=True)
    phone = CharField(max_length=20, null=True, unique=True)
    email = CharField(max_length=200, null=True, unique=True)
    password_hash = CharField(max_length=200, null=True)
    locale = CharField(max_length=2, default="id")
    help_epoch = IntegerField(default=1)  # raised to make earlier help tickets void
    second_factor = CharField(max_length=255, null=True)  # sealed
    second_factor_step = IntegerField(default=0)  # the last code spent
    is_active = BooleanField(default=True)
    # since staff had a hand in how they sign in, until somebody has made sure who it is
    doubted_since = UtcDateTimeField(null=True)
    made_at = UtcDateTimeField()


class Membership(Model):
    """One role of one person in one office, or in none."""

    key = KeyField()
    person = ForeignKeyField(Person, backref="memberships", on_delete="RESTRICT")
    person_id: int
    office = ForeignKeyField(
        Office, null=True, index=False, backref="memberships", on_delete="RESTRICT"
    )
    office_id: int | None
    role = EnumField(Role, max_length=12)
    name_folded = CharField(max_length=120, default="")  # the person's, to list an office by name
    unit = ForeignKeyField(Unit, null=True, on_delete="RESTRICT")
    unit_id: int | None
    made_at = UtcDateTimeField()
    ended_at = UtcDateTimeField(null=True)

    class Meta:
        indexes = (
            (("person", "office", "role"), True),
            (("office", "role", "id"), False),
        )


# PostgreSQL keeps the order of an index only behind columns that are equal to something.
Membership.add_index(
    Membership.office, Membership.name_folded, Membership.id, where=Membership.ended_at.is_null()
)
# Officers and heads of all offices, whoever they are.
Membership.add_index(Membership.role, Membership.id, where=Membership.ended_at.is_null())
# To a unique index, no office is never the same as another.
Membership.add_index(
    Membership.person, Membership.role, unique=True, where=Membership.office.is_null()
)


class Session(Model):
    """A signed-in browser; its cookie is worthless once this row has ended."""

    key = KeyField()
    digest = CharField(max_length=64, unique=True)
    membership = ForeignKeyField(Membership, backref="sessions", on_delete="RESTRICT")
    person = ForeignKeyField(Person, backref="sessions", on_delete="RESTRICT")
    person_id: int
    device = CharField(max_length=80)
    has_code = BooleanField(default=False)  # began with a one-time code
    notices = TextField(default="")  # JSON list of [category, text], shown once
    began_at = UtcDateTimeField()
    seen_at = UtcDateTimeField()
    expires_at = UtcDateTimeField()
    ended_at = UtcDateTimeField(null=True)


class Invitation(Model):
    """A link that sets a password, once; only its digest is kept."""

    key = KeyField()
    digest = CharField(max_length=64, unique=True)
    person = ForeignKeyField(Person, backref="invitations", on_delete="RESTRICT")
    person_id: int
    made_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    made_by_id: int | None
    made_at = UtcDateTimeField()
    expires_at = UtcDateTimeField()
    used_at = UtcDateTimeField(null=True)


class FailedSignIn(Model):
    """Something tried in vain: a password, a code; for whom or from where, as a keyed digest."""

    subject = CharField(max_length=32)
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("subject", "at"), False),)
