"""Verdicts, ready phrases, shortcuts. Expand: new tables, and columns with a default."""

from peewee import (
    BooleanField,
    CharField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    SqliteDatabase,
    TextField,
)


def up(migrator, db):
    class Office(db.Model):
        class Meta:
            table_name = "office"

    class Person(db.Model):
        class Meta:
            table_name = "person"

    class Entry(db.Model):
        class Meta:
            table_name = "entry"

    class Verdict(db.Model):
        key = CharField(max_length=14, unique=True)
        entry = ForeignKeyField(Entry, on_delete="RESTRICT")
        office = ForeignKeyField(Office, on_delete="RESTRICT")
        reviewer = ForeignKeyField(Person, on_delete="RESTRICT")
        batch = CharField(max_length=14, index=True)
        verb = CharField(max_length=10)
        revision = SmallIntegerField()
        note = TextField()
        state = CharField(max_length=10)
        holds = IntegerField(null=True, unique=True)
        at = DateTimeField()
        effective_at = DateTimeField()

        class Meta:
            table_name = "verdict"
            indexes = (
                (("state", "effective_at"), False),
                (("reviewer", "at"), False),
            )

    class ReadyPhrase(db.Model):
        key = CharField(max_length=14, unique=True)
        office = ForeignKeyField(Office, on_delete="RESTRICT")
        text = CharField(max_length=200)
        position = SmallIntegerField()
        is_offered = BooleanField()

        class Meta:
            table_name = "ready_phrase"

    db.create_tables([Verdict, ReadyPhrase])
    # With a default in the database, for the release before this one still adds rows.
    flag = "INTEGER NOT NULL DEFAULT 1" if is_sqlite(db) else "BOOLEAN NOT NULL DEFAULT TRUE"
    db.execute_sql(f'ALTER TABLE "person" ADD COLUMN "has_shortcuts" {flag}')
    db.execute_sql('ALTER TABLE "office" ADD COLUMN "phrases_version" INTEGER NOT NULL DEFAULT 1')


def down(migrator, db):
    db.execute_sql('ALTER TABLE "office" DROP COLUMN "phrases_version"')
    db.execute_sql('ALTER TABLE "person" DROP COLUMN "has_shortcuts"')
    for table in ("ready_phrase", "verdict"):
        db.execute_sql(f'DROP TABLE "{table}"')


def is_sqlite(db):
    return isinstance(db, SqliteDatabase)
