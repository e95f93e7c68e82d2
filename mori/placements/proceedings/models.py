import datetime as dt

from peewee import CharField, DateField, ForeignKeyField, TextField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField, new_key

from ..models import Placement
from .rules import ProceedingKind, ProceedingState


class Proceeding(Model):
    """A warning or an early end that an office means to do, from the first word to the last."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    placement = ForeignKeyField(Placement, backref="+", on_delete="RESTRICT")
    placement_id: int
    kind = EnumField(ProceedingKind, max_length=8)
    reason = CharField(max_length=12)  # of reasons.csv
    facts = TextField()
    day = DateField()  # the last one, or when a warning is looked at again
    answer_until = DateField()
    words = TextField(default="")  # the intern's
    heard_at = UtcDateTimeField(null=True)
    lot = CharField(max_length=14, default=new_key)  # shown to nobody: see signers_in_order
    signer = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    signer_id: int | None
    signed_on = DateField(null=True)
    state = EnumField(ProceedingState, max_length=10, default=ProceedingState.ASKED)
    made_by = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    made_by_id: int
    made_at = UtcDateTimeField()

    class Meta:
        indexes = (
            (("state", "id"), False),
            (("signer", "state"), False),
        )

    @property
    def person_id(self) -> int:
        return int(self.placement.person_id)

    @property
    def office_id(self) -> int:
        return int(self.placement.office_id)

    @property
    def told_ids(self) -> frozenset[int]:
        """Whoever reads it as the second signer; nobody else of the officers."""
        return frozenset(filter(None, [self.signer_id]))

    def is_over_on(self, day: dt.date) -> bool:
        """Whether its last day has passed, or the internship would not even have begun by then."""
        return bool(self.day < day or self.day < self.placement.starts_on)


class SignerTurn(Model):
    """Somebody was asked to sign as the second, and since when; the last one is asked now."""

    proceeding = ForeignKeyField(Proceeding, backref="turns", on_delete="RESTRICT")
    proceeding_id: int
    person = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    person_id: int
    since = UtcDateTimeField()


class ProceedingEvent(Model):
    """What happened to a proceeding; rows are added, never changed."""

    proceeding = ForeignKeyField(Proceeding, backref="events", on_delete="RESTRICT")
    proceeding_id: int
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    actor_id: int | None
    at = UtcDateTimeField()
    note = TextField(default="")
