from peewee import CharField, ForeignKeyField, IntegerField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.safeguarding.alerts.models import Alert

from ..entries.models import CaseEntry
from ..keys.models import CasePair
from .rules import FOLDER, EvidenceKind


class Evidence(Model):
    """A file of a case: its pieces lie in the store, each sealed as it arrived."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    alert = ForeignKeyField(Alert, backref="+", on_delete="RESTRICT")
    alert_id: int
    author = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")
    author_id: int | None  # of nobody: whoever called
    # what is said of it; none until it is handed in
    entry = ForeignKeyField(CaseEntry, null=True, unique=True, backref="+", on_delete="CASCADE")
    entry_id: int | None
    kind = EnumField(EvidenceKind, max_length=4, default="")  # known by its first piece
    bytes = IntegerField()  # as promised
    digest = CharField(max_length=64)  # SHA-256 of the whole, as promised
    received_bytes = IntegerField(default=0)
    begun_at = UtcDateTimeField()
    expires_at = UtcDateTimeField(null=True, index=True)  # until it is handed in

    @property
    def is_whole(self) -> bool:
        return self.received_bytes == self.bytes


class EvidencePiece(Model):
    """Where a piece lies, and to which pair it is sealed: that may change while a file comes."""

    evidence = ForeignKeyField(Evidence, index=False, backref="pieces", on_delete="CASCADE")
    evidence_id: int
    offset = IntegerField(column_name="from_byte")
    pair = ForeignKeyField(CasePair, backref="+", on_delete="RESTRICT")
    pair_id: int
    file = CharField(max_length=14)

    class Meta:
        indexes = ((("evidence", "offset"), True),)

    @property
    def path(self) -> str:
        return f"{FOLDER}/{self.file}"


class PieceToRemove(Model):
    """A piece in the store whose file is gone from all pages; noted until it is gone there too."""

    path = CharField(max_length=40, unique=True)
