"""Lists of alumni that an office takes in, and each of their rows."""

import json

from peewee import (
    CharField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TextField,
)

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField, new_key
from mori.core.sheets.rules import Trouble
from mori.offices.models import Office
from mori.uploads.models import Upload

from ..models import Alumnus
from ..understanding.rules import ReadRow, RowKind, unpacked_row
from .rules import Fate, ImportState, RowDecision, RowOutcome, RowVerdict, fate


class Import(Model):
    """A list that somebody brought: how it is read, and how far it has been taken in."""

    key = KeyField()
    token = CharField(max_length=40, unique=True, default=new_key)
    office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
    office_id: int
    made_by = ForeignKeyField(Person, on_delete="RESTRICT")
    made_by_id: int
    upload = ForeignKeyField(Upload, on_delete="RESTRICT")
    name = CharField(max_length=120)  # of the file
    digest = CharField(max_length=64)  # SHA-256 of it
    state = EnumField(ImportState, max_length=14, default=ImportState.UPLOADED)
    trouble = EnumField(Trouble, max_length=8, default="")  # why it is not readable
    sheets = TextField(default="[]")  # JSON: how each sheet is read, see sheet_rules.py
    row_count = IntegerField(default=0)  # of the sheets that are read
    rows_read = IntegerField(default=0)
    rows_compared = IntegerField(default=0)
    rows_done = IntegerField(default=0)  # taken over, or undone
    compared_to = IntegerField(default=0)  # the last alumnus whom its rows were compared with
    revision = IntegerField(default=0)
    made_at = UtcDateTimeField()
    file_gone_at = UtcDateTimeField(null=True)  # when the file itself was thrown away
    rows_gone_at = UtcDateTimeField(null=True)  # when its rows were emptied

    class Meta:
        indexes = ((("office", "id"), False), (("office", "digest"), False), (("state",), False))

    @property
    def rows_known(self) -> int:
        """Each row is read, then compared: with the first alone it counts half."""
        return (self.rows_read + self.rows_compared) // 2


class ImportEvent(Model):
    """What happened to an import; rows are added, never changed."""

    imported = ForeignKeyField(Import, backref="events", on_delete="RESTRICT")
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = CharField(max_length=300, default="")


class ImportRow(Model):
    """A row of a list: what stood there, what was understood, what becomes of it.

    ``joins`` and ``joins_row`` name whose row it is, once it was found to be or somebody decided.
    """

    key = KeyField()
    imported = ForeignKeyField(Import, index=False, backref="rows", on_delete="RESTRICT")
    imported_id: int
    position = IntegerField()  # in the whole file, from 1
    sheet = SmallIntegerField()
    number = IntegerField()  # as the spreadsheet shows it
    kind = EnumField(RowKind, max_length=12)
    packed = TextField()  # JSON: the row as it was read, or as it was corrected
    corrected = TextField(default="")  # JSON: field → what somebody wrote instead
    verdict = EnumField(RowVerdict, max_length=10, default="")  # once it was compared
    why = TextField(default="[]")  # JSON: who it may be and why, see row_rules.py
    joins = ForeignKeyField(Alumnus, null=True, backref="+", on_delete="RESTRICT")
    joins_id: int | None
    joins_row = ForeignKeyField("self", null=True, on_delete="RESTRICT")
    joins_row_id: int | None
    decision = EnumField(RowDecision, max_length=4, default="")
    decided_by = ForeignKeyField(Person, null=True, index=False, on_delete="RESTRICT")
    decided_at = UtcDateTimeField(null=True)
    revision = IntegerField(default=0)
    outcome = EnumField(RowOutcome, max_length=8, default="")
    alumnus = ForeignKeyField(Alumnus, null=True, backref="+", on_delete="RESTRICT")  # it became
    alumnus_id: int | None

    class Meta:
        indexes = (
            (("imported", "position"), True),
            (("imported", "verdict", "position"), False),
            (("imported", "outcome", "position"), False),
            (("imported", "decision", "verdict", "position"), False),
        )

    @property
    def office_id(self) -> int:
        return self.imported.office_id

    @property
    def read(self) -> ReadRow:
        return unpacked_row(json.loads(self.packed))

    @property
    def fate(self) -> Fate:
        return fate(self.verdict, self.decision)


class ImportBlock(Model):
    """Rows of one list with one of these keys in common are compared; derived from the rows."""

    imported = ForeignKeyField(Import, index=False, on_delete="RESTRICT")
    digest = CharField(max_length=16)  # of a blocking key
    row = ForeignKeyField(ImportRow, backref="+", on_delete="RESTRICT")
    row_id: int

    class Meta:
        indexes = ((("imported", "digest", "row"), True),)


class ImportMapping(Model):
    """What an office takes the columns of a sheet for, by its headings."""

    office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
    office_id: int
    headings = CharField(max_length=40)  # a digest of them
    fields = TextField()  # JSON: column → field, "" for none
    chosen_by = ForeignKeyField(Person, on_delete="RESTRICT")
    chosen_at = UtcDateTimeField()

    class Meta:
        indexes = ((("office", "headings"), True),)
