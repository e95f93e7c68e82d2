from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from mori.accounts.models import Person
from mori.core.db import EnumField, Model, UtcDateTimeField

from ..alerts.models import Tap
from .rules import ContactChoice, SafetyKind


class SafetyItem(Model):
    """Something a person has said before anything happens; sealed, and read by their officers.

    One stays beside the next, with ``replaced_at``, where it is not certain who wrote the next.
    """

    person = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    person_id: int
    kind = EnumField(SafetyKind, max_length=8)
    sealed = TextField()
    session = IntegerField(null=True)  # the id of the session it was written in
    kept_at = UtcDateTimeField()
    replaced_at = UtcDateTimeField(null=True)

    class Meta:
        indexes = ((("person", "kind"), False),)


class SaidPin(Model):
    """What was typed as a PIN with *Pressed by accident*: sealed, until the work has judged it."""

    tap = ForeignKeyField(Tap, backref="+", on_delete="RESTRICT")
    tap_id: int
    sealed = CharField(max_length=200)  # empty once it is judged
    is_judged = BooleanField(default=False, index=True)
    at = UtcDateTimeField()


class ContactWish(Model):
    """How whoever tapped wants to be contacted just now."""

    tap = ForeignKeyField(Tap, unique=True, backref="+", on_delete="RESTRICT")
    tap_id: int
    choice = EnumField(ContactChoice, max_length=8)
    at = UtcDateTimeField()
