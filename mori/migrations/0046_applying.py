"""What imports of alumni lists wrote, so that it can be taken back.

Expand: a new table, empty at first, and an index of import rows by their outcome.
"""

from peewee import (
    SQL,
    BooleanField,
    CharField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TextField,
)

INDEX = "importrow_imported_id_outcome_position"


def up(migrator, db):
    there = {name: _known(db, name) for name in ("import", "import_row")}

    class ImportChange(db.Model):
        imported = ForeignKeyField(there["import"], index=False, on_delete="RESTRICT")
        row = ForeignKeyField(there["import_row"], on_delete="RESTRICT")
        piece = SmallIntegerField()
        table = CharField(max_length=40)
        target = IntegerField()
        before = TextField()
        after = TextField()
        is_open = BooleanField()
        kept = CharField(max_length=8)

        class Meta:
            table_name = "import_change"
            indexes = ((("imported", "id"), False),)

    for second, where, name in (
        (ImportChange.id, SQL('"is_open"'), "import_change_open"),
        (ImportChange.row, SQL("\"kept\" <> ''"), "import_change_kept"),
    ):
        index = ImportChange.index(ImportChange.imported, second, where=where, name=name)
        ImportChange.add_index(index)
    db.create_tables([ImportChange])
    db.execute_sql(f'CREATE INDEX "{INDEX}" ON "import_row" ("imported_id", "outcome", "position")')


def _known(db, name):
    class Known(db.Model):
        class Meta:
            table_name = name

    return Known


def down(migrator, db):
    db.execute_sql(f'DROP INDEX "{INDEX}"')
    db.execute_sql('DROP TABLE "import_change"')
