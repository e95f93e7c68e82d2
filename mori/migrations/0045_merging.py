"""Records that may be of one person: pairs, what was decided of them, merges.

Expand: new tables. Every record that is there is noted as changed, so that it is compared.
"""

from peewee import CharField, DateTimeField, ForeignKeyField, SmallIntegerField, TextField

TABLES = ("alumnus_merge", "not_same", "duplicate_pair", "alumnus_block", "alumnus_change")


def up(migrator, db):
    there = {name: _known(db, name) for name in ("office", "person", "alumnus")}
    _make_derived(db, there)
    _make_decisions(db, there)
    db.execute_sql('INSERT INTO "alumnus_change" ("alumnus_id") SELECT "id" FROM "alumnus"')


def _known(db, name):
    class Known(db.Model):
        class Meta:
            table_name = name

    return Known


def _make_derived(db, there):
    class AlumnusChange(db.Model):
        alumnus = ForeignKeyField(there["alumnus"], unique=True, on_delete="RESTRICT")

        class Meta:
            table_name = "alumnus_change"

    class AlumnusBlock(db.Model):
        office = ForeignKeyField(there["office"], index=False, on_delete="RESTRICT")
        digest = CharField(max_length=16)
        alumnus = ForeignKeyField(there["alumnus"], on_delete="RESTRICT")

        class Meta:
            table_name = "alumnus_block"
            indexes = ((("office", "digest", "alumnus"), True),)

    class DuplicatePair(db.Model):
        office = ForeignKeyField(there["office"], index=False, on_delete="RESTRICT")
        one = ForeignKeyField(there["alumnus"], index=False, backref="+", on_delete="RESTRICT")
        other = ForeignKeyField(there["alumnus"], backref="+", on_delete="RESTRICT")
        score = SmallIntegerField()
        reasons = TextField()

        class Meta:
            table_name = "duplicate_pair"
            indexes = ((("office", "score", "id"), False), (("one", "other"), True))

    db.create_tables([AlumnusChange, AlumnusBlock, DuplicatePair])


def _make_decisions(db, there):
    class NotSame(db.Model):
        key = CharField(max_length=14, unique=True)
        office = ForeignKeyField(there["office"], index=False, on_delete="RESTRICT")
        one = ForeignKeyField(there["alumnus"], index=False, backref="+", on_delete="RESTRICT")
        other = ForeignKeyField(there["alumnus"], null=True, backref="+", on_delete="RESTRICT")
        one_signature = CharField(max_length=32)
        other_signature = CharField(max_length=32)
        other_name = CharField(max_length=120)
        actor = ForeignKeyField(there["person"], on_delete="RESTRICT")
        at = DateTimeField()

        class Meta:
            table_name = "not_same"
            indexes = ((("office", "id"), False), (("one", "other_signature"), False))

    class AlumnusMerge(db.Model):
        key = CharField(max_length=14, unique=True)
        office = ForeignKeyField(there["office"], index=False, on_delete="RESTRICT")
        kept = ForeignKeyField(there["alumnus"], backref="+", on_delete="RESTRICT")
        merged = ForeignKeyField(there["alumnus"], backref="+", on_delete="RESTRICT")
        before = TextField()
        after = TextField()
        carried = TextField()
        actor = ForeignKeyField(there["person"], backref="+", on_delete="RESTRICT")
        at = DateTimeField()
        undone_at = DateTimeField(null=True)
        undone_by = ForeignKeyField(there["person"], null=True, backref="+", on_delete="RESTRICT")

        class Meta:
            table_name = "alumnus_merge"
            indexes = ((("office", "id"), False),)

    db.create_tables([NotSame, AlumnusMerge])


def down(migrator, db):
    for name in TABLES:
        db.execute_sql(f'DROP TABLE "{name}"')
