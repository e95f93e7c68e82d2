from peewee import SQL, ForeignKeyField

from mori.accounts.models import Person
from mori.core.db import KeyField, Model, UtcDateTimeField
from mori.safeguarding.alerts.models import Alert

from ..entries.models import CaseEntry


class CaseHolder(Model):
    """An officer who looks after a case, from one moment to another; two hold each."""

    alert = ForeignKeyField(Alert, index=False, backref="holders", on_delete="RESTRICT")
    alert_id: int
    officer = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
    officer_id: int
    from_at = UtcDateTimeField()
    until_at = UtcDateTimeField(null=True)

    class Meta:
        indexes = ((("alert", "officer"), False),)


CaseHolder.add_index(
    CaseHolder.index(
        CaseHolder.alert,
        CaseHolder.officer,
        unique=True,
        where=SQL('"until_at" IS NULL'),
        name="case_holder_once",
    )
)


class CaseHandOver(Model):
    """A holder's offer to hand their part of a case to another officer, who accepts or does not."""

    key = KeyField()
    alert = ForeignKeyField(Alert, backref="+", on_delete="RESTRICT")
    alert_id: int
    giver = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    giver_id: int
    taker = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    taker_id: int
    entry = ForeignKeyField(CaseEntry, unique=True, backref="+", on_delete="RESTRICT")  # the note
    entry_id: int
    offered_at = UtcDateTimeField()
    accepted_at = UtcDateTimeField(null=True)
    ended_at = UtcDateTimeField(null=True)  # declined, or taken back
