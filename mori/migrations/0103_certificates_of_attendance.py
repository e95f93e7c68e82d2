"""Papers that belong to no internship: certificates of attendance at an event.

Expand: a column that may be empty from now on, three columns and a table; no row changes. The
release before cannot show a paper without an internship. There is no way back while there is one.
"""

from peewee import (
    AutoField,
    CharField,
    DateTimeField,
    ForeignKeyField,
    SmallIntegerField,
    SqliteDatabase,
    TextField,
)
from playhouse.migrate import migrate

MAY_BE_EMPTY, MAY_NOT = '"placement_id" INTEGER', '"placement_id" INTEGER NOT NULL'


def up(migrator, db):
    if isinstance(db, SqliteDatabase):
        _put_into_the_schema(db, MAY_NOT, MAY_BE_EMPTY)
    else:
        migrate(migrator.drop_not_null("paper", "placement_id"))
    migrate(
        migrator.add_column("paper", "holder", CharField(max_length=120, default="")),
        migrator.add_column("paper", "attended", TextField(default="")),
        migrator.add_column("event", "half_days", SmallIntegerField(null=True)),
    )
    Paper, Participant = (_old(db, name) for name in ("paper", "participant"))

    class EventCertificate(db.Model):
        id = AutoField()
        participant = ForeignKeyField(Participant, backref="+", on_delete="RESTRICT")
        paper = ForeignKeyField(Paper, unique=True, backref="+", on_delete="RESTRICT")
        made_at = DateTimeField()

        class Meta:
            table_name = "event_certificate"

    db.create_tables([EventCertificate])


def _put_into_the_schema(db, before, after):
    """SQLite drops NOT NULL by making a table anew, which no row may point to. What is stored is
    the same with it and without, so its own documentation changes the text instead.
    """
    (version,) = db.execute_sql("PRAGMA schema_version").fetchone()
    db.execute_sql("PRAGMA writable_schema = ON")
    db.execute_sql(
        "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = 'paper'",
        (before, after),
    )
    db.execute_sql(f"PRAGMA schema_version = {version + 1}")
    db.execute_sql("PRAGMA writable_schema = OFF")


def _old(db, name):
    class Old(db.Model):
        class Meta:
            table_name = name

    return Old


def down(migrator, db):
    db.execute_sql('DROP TABLE "event_certificate"')
    for table, column in (("event", "half_days"), ("paper", "attended"), ("paper", "holder")):
        db.execute_sql(f'ALTER TABLE "{table}" DROP COLUMN "{column}"')
    if isinstance(db, SqliteDatabase):
        _put_into_the_schema(db, MAY_BE_EMPTY, MAY_NOT)
    else:
        migrate(migrator.add_not_null("paper", "placement_id"))
