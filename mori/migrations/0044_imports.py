"""Lists of alumni that an office takes in, their rows, and what it takes their columns for.

Expand: new tables, empty at first.
"""

from peewee import (
    CharField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TextField,
)


def up(migrator, db):
    there = {name: _known(db, name) for name in ("office", "person", "upload", "alumnus")}
    Import = _make_imports(db, there)
    _make_rows(db, there, Import)

    class ImportMapping(db.Model):
        office = ForeignKeyField(there["office"], index=False, on_delete="RESTRICT")
        headings = CharField(max_length=40)
        fields = TextField()
        chosen_by = ForeignKeyField(there["person"], on_delete="RESTRICT")
        chosen_at = DateTimeField()

        class Meta:
            table_name = "import_mapping"
            indexes = ((("office", "headings"), True),)

    db.create_tables([ImportMapping])


def _known(db, name):
    class Known(db.Model):
        class Meta:
            table_name = name

    return Known


def _make_imports(db, there):
    class Import(db.Model):
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = ForeignKeyField(there["office"], index=False, on_delete="RESTRICT")
        made_by = ForeignKeyField(there["person"], on_delete="RESTRICT")
        upload = ForeignKeyField(there["upload"], on_delete="RESTRICT")
        name = CharField(max_length=120)
        digest = CharField(max_length=64)
        state = CharField(max_length=14)
        trouble = CharField(max_length=8)
        sheets = TextField()
        row_count = IntegerField()
        rows_read = IntegerField()
        rows_compared = IntegerField()
        rows_done = IntegerField()
        compared_to = IntegerField()
        revision = IntegerField()
        made_at = DateTimeField()
        file_gone_at = DateTimeField(null=True)

        class Meta:
            table_name = "import"
            indexes = (
                (("office", "id"), False),
                (("office", "digest"), False),
                (("state",), False),
            )

    class ImportEvent(db.Model):
        imported = ForeignKeyField(Import, on_delete="RESTRICT")
        verb = CharField(max_length=12)
        actor = ForeignKeyField(there["person"], null=True, on_delete="RESTRICT")
        at = DateTimeField()
        note = CharField(max_length=300)

        class Meta:
            table_name = "import_event"

    db.create_tables([Import, ImportEvent])
    return Import


def _make_rows(db, there, Import):
    class ImportRow(db.Model):
        key = CharField(max_length=14, unique=True)
        imported = ForeignKeyField(Import, index=False, on_delete="RESTRICT")
        position = IntegerField()
        sheet = SmallIntegerField()
        number = IntegerField()
        kind = CharField(max_length=12)
        packed = TextField()
        corrected = TextField()
        verdict = CharField(max_length=10)
        why = TextField()
        joins = ForeignKeyField(there["alumnus"], null=True, backref="+", on_delete="RESTRICT")
        joins_row = ForeignKeyField("self", null=True, on_delete="RESTRICT")
        decision = CharField(max_length=4)
        decided_by = ForeignKeyField(there["person"], null=True, index=False, on_delete="RESTRICT")
        decided_at = DateTimeField(null=True)
        revision = IntegerField()
        outcome = CharField(max_length=8)
        alumnus = ForeignKeyField(there["alumnus"], null=True, backref="+", on_delete="RESTRICT")

        class Meta:
            table_name = "import_row"
            indexes = (
                (("imported", "position"), True),
                (("imported", "verdict", "position"), False),
                (("imported", "decision", "verdict", "position"), False),
            )

    class ImportBlock(db.Model):
        imported = ForeignKeyField(Import, index=False, on_delete="RESTRICT")
        digest = CharField(max_length=16)
        row = ForeignKeyField(ImportRow, on_delete="RESTRICT")

        class Meta:
            table_name = "import_block"
            indexes = ((("imported", "digest", "row"), True),)

    db.create_tables([ImportRow, ImportBlock])


def down(migrator, db):
    for name in ("import_mapping", "import_block", "import_row", "import_event", "import"):
        db.execute_sql(f'DROP TABLE "{name}"')
