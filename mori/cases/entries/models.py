from peewee import CharField, ForeignKeyField, TextField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.safeguarding.alerts.models import Alert

from ..keys.models import CasePair
from .rules import EntryKind


class CaseEntry(Model):
    """A text of a case, sealed to its pair; rows are added, never changed."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)  # of the form it was written in
    alert = ForeignKeyField(Alert, backref="entries", on_delete="RESTRICT")
    alert_id: int
    pair = ForeignKeyField(CasePair, backref="+", on_delete="RESTRICT")
    pair_id: int
    kind = EnumField(EntryKind, max_length=12)
    author = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")
    author_id: int | None  # of nobody: whoever called, or somebody who has no account
    sealed = TextField()  # hexadecimal
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("alert", "kind", "id"), False),)

    @property
    def about(self) -> bytes:
        return about_entry(self.alert.key, self.kind, self.token)


def about_entry(case: str, kind: EntryKind, token: str) -> bytes:
    """What a sealed text is about: it cannot be shown as another's, or as something else."""
    return f"{kind} {case} {token}".encode()
