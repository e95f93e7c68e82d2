"""What an import wrote, so that all of it can be taken back."""

from peewee import (
    SQL,
    BooleanField,
    CharField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TextField,
)

from mori.core.db import EnumField, Model

from ..imports.models import Import, ImportRow
from .rules import KeptWhy


class ImportChange(Model):
    """One database row that a row of a list added or filled in; is taken back with its piece."""

    imported = ForeignKeyField(Import, index=False, backref="changes", on_delete="RESTRICT")
    imported_id: int
    row = ForeignKeyField(ImportRow, backref="changes", on_delete="RESTRICT")
    row_id: int
    piece = SmallIntegerField()  # changes of a row with one number go or stay together
    table = CharField(max_length=40)
    target = IntegerField()  # the id there
    before = TextField(default="")  # JSON: columns as they were; empty of an added row
    after = TextField()  # JSON: columns as they became
    is_open = BooleanField(default=True)  # neither taken back yet, nor kept
    kept = EnumField(KeptWhy, max_length=8, default="")  # why it was not taken back

    class Meta:
        indexes = ((("imported", "id"), False),)


ImportChange.add_index(
    ImportChange.index(
        ImportChange.imported,
        ImportChange.id,
        where=SQL('"is_open"'),
        name="import_change_open",
    )
)
ImportChange.add_index(
    ImportChange.index(
        ImportChange.imported,
        ImportChange.row,
        where=SQL("\"kept\" <> ''"),
        name="import_change_kept",
    )
)
