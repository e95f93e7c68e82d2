"""Corrections, sign-in sheets, office codes and reminders. Expand: new columns have defaults."""

from peewee import (
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    SqliteDatabase,
    TextField,
)

ADDED = (  # table, column, type, default; without a default the column may be null
    ("office", "address", "text", "''"),
    ("office", "asks_code", "boolean", "false"),
    ("office", "screen_epoch", "integer", "1"),
    ("person", "wants_reminders", "boolean", "true"),
    ("attendance", "with_code", "boolean", None),
    ("attendance", "proof_seen_at", "moment", None),
)
TYPES = {"text": "VARCHAR(200)", "boolean": "BOOLEAN", "integer": "INTEGER", "moment": "TIMESTAMP"}
SQLITE_TYPES = {**TYPES, "boolean": "INTEGER", "moment": "DATETIME"}


def up(migrator, db):
    # Plain SQL: the release before this one inserts rows without these columns, so the
    # database itself has to know their defaults.
    for table, column, kind, default in ADDED:
        ends = "" if default is None else f" NOT NULL DEFAULT {_written(db, default)}"
        db.execute_sql(f'ALTER TABLE "{table}" ADD COLUMN "{column}" {_type(db, kind)}{ends}')
    _make_tables(db)


def _type(db, kind):
    return (SQLITE_TYPES if isinstance(db, SqliteDatabase) else TYPES)[kind]


def _written(db, default):
    if isinstance(db, SqliteDatabase):
        return {"false": "0", "true": "1"}.get(default, default)
    return default


def _make_tables(db):
    class Office(db.Model):
        class Meta:
            table_name = "office"

    class Unit(db.Model):
        class Meta:
            table_name = "unit"

    class Person(db.Model):
        class Meta:
            table_name = "person"

    class Placement(db.Model):
        class Meta:
            table_name = "placement"

    class AttendanceCorrection(db.Model):
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        placement = ForeignKeyField(Placement, on_delete="RESTRICT")
        person = ForeignKeyField(Person, on_delete="RESTRICT")
        office = ForeignKeyField(Office, on_delete="RESTRICT")
        day = DateField()
        kind = CharField(max_length=12)
        came_at = DateTimeField(null=True)
        left_at = DateTimeField(null=True)
        reason = TextField()
        state = CharField(max_length=10)
        asked_at = DateTimeField()
        before_kind = CharField(max_length=12)
        before_came_at = DateTimeField(null=True)
        before_left_at = DateTimeField(null=True)

        class Meta:
            table_name = "attendance_correction"
            indexes = (
                (("person", "id"), False),
                (("office", "state", "id"), False),
                (("placement", "day"), False),
            )

    class CorrectionEvent(db.Model):
        correction = ForeignKeyField(AttendanceCorrection, on_delete="RESTRICT")
        verb = CharField(max_length=12)
        actor = ForeignKeyField(Person, on_delete="RESTRICT")
        at = DateTimeField()
        note = TextField()

        class Meta:
            table_name = "correction_event"

    class SignInSheet(db.Model):
        token = CharField(max_length=40, unique=True)
        office = ForeignKeyField(Office, on_delete="RESTRICT")
        day = DateField()
        actor = ForeignKeyField(Person, on_delete="RESTRICT")
        at = DateTimeField()

        class Meta:
            table_name = "sign_in_sheet"

    class Reminder(db.Model):
        person = ForeignKeyField(Person, on_delete="RESTRICT")
        day = DateField()
        kind = CharField(max_length=12)
        at = DateTimeField()

        class Meta:
            table_name = "reminder"
            indexes = ((("person", "day"), True),)

    db.create_tables([AttendanceCorrection, CorrectionEvent, SignInSheet, Reminder])


def down(migrator, db):
    for table in ("reminder", "sign_in_sheet", "correction_event", "attendance_correction"):
        db.execute_sql(f'DROP TABLE "{table}"')
    for table, column, _type, _default in reversed(ADDED):
        db.execute_sql(f'ALTER TABLE "{table}" DROP COLUMN "{column}"')
