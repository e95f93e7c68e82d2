"""Each slice's settings in rows of its own. Contract: stop the release before, then migrate.

A setting that says what it says by default anyway has no row. Ready phrases count their
changes themselves, where the office did.
"""

from peewee import BooleanField, ForeignKeyField, IntegerField, SqliteDatabase

MOVED = (  # what it was, where it is now, and which of the rows say something
    (
        'INSERT INTO "reminder_setting" ("person_id", "is_wanted") '
        'SELECT "id", {no} FROM "person" WHERE NOT "wants_reminders"'
    ),
    (
        'INSERT INTO "review_setting" ("person_id", "has_shortcuts") '
        'SELECT "id", {no} FROM "person" WHERE NOT "has_shortcuts"'
    ),
    (
        'INSERT INTO "code_setting" ("office_id", "is_asked", "screen_epoch") '
        'SELECT "id", "asks_code", "screen_epoch" FROM "office" '
        'WHERE "asks_code" OR "screen_epoch" > 1'
    ),
)
BACK = (
    (
        'UPDATE "person" SET "wants_reminders" = {no} WHERE "id" IN '
        '(SELECT "person_id" FROM "reminder_setting" WHERE NOT "is_wanted")'
    ),
    (
        'UPDATE "person" SET "has_shortcuts" = {no} WHERE "id" IN '
        '(SELECT "person_id" FROM "review_setting" WHERE NOT "has_shortcuts")'
    ),
    (
        'UPDATE "office" SET "asks_code" = (SELECT "is_asked" FROM "code_setting" '
        'WHERE "office_id" = "office"."id"), "screen_epoch" = (SELECT "screen_epoch" '
        'FROM "code_setting" WHERE "office_id" = "office"."id") '
        'WHERE "id" IN (SELECT "office_id" FROM "code_setting")'
    ),
)
DROPPED = (  # table, column, whether it holds yes or no, its default
    ("person", "wants_reminders", True, "true"),
    ("person", "has_shortcuts", True, "true"),
    ("office", "asks_code", True, "false"),
    ("office", "screen_epoch", False, "1"),
    ("office", "phrases_version", False, "1"),
)


def up(migrator, db):
    _make_tables(db)
    for statement in MOVED:
        db.execute_sql(statement.format(no=_written(db, "false")))
    for table, column, _is_boolean, _default in DROPPED:
        db.execute_sql(f'ALTER TABLE "{table}" DROP COLUMN "{column}"')
    db.execute_sql('ALTER TABLE "ready_phrase" ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 1')


def _make_tables(db):
    class Office(db.Model):
        class Meta:
            table_name = "office"

    class Person(db.Model):
        class Meta:
            table_name = "person"

    class ReminderSetting(db.Model):
        person = ForeignKeyField(Person, unique=True, on_delete="RESTRICT")
        is_wanted = BooleanField()

        class Meta:
            table_name = "reminder_setting"

    class ReviewSetting(db.Model):
        person = ForeignKeyField(Person, unique=True, on_delete="RESTRICT")
        has_shortcuts = BooleanField()

        class Meta:
            table_name = "review_setting"

    class CodeSetting(db.Model):
        office = ForeignKeyField(Office, unique=True, on_delete="RESTRICT")
        is_asked = BooleanField()
        screen_epoch = IntegerField()

        class Meta:
            table_name = "code_setting"

    db.create_tables([ReminderSetting, ReviewSetting, CodeSetting])


def _written(db, default):
    if isinstance(db, SqliteDatabase):
        return {"false": "0", "true": "1"}.get(default, default)
    return default


def down(migrator, db):
    kind = "INTEGER" if isinstance(db, SqliteDatabase) else "BOOLEAN"
    db.execute_sql('ALTER TABLE "ready_phrase" DROP COLUMN "revision"')
    for table, column, is_boolean, default in reversed(DROPPED):
        db.execute_sql(
            f'ALTER TABLE "{table}" ADD COLUMN "{column}" {kind if is_boolean else "INTEGER"} '
            f"NOT NULL DEFAULT {_written(db, default)}"
        )
    for statement in BACK:
        db.execute_sql(statement.format(no=_written(db, "false")))
    for table in ("code_setting", "review_setting", "reminder_setting"):
        db.execute_sql(f'DROP TABLE "{table}"')
