"""What was changed of accounts, and by whom; whom staff helped to sign in; in which session a tap
was made; and which sessions began with a code. Expand: a new table, and columns with a default.

Of what was changed before nothing is known, nobody is doubted for it, and earlier taps have no
session. Sessions that are open now count as begun without a code: switching asks for one.
"""

from peewee import CharField, DateTimeField, ForeignKeyField, SqliteDatabase
from playhouse.migrate import migrate


def up(migrator, db):
    class Person(db.Model):
        class Meta:
            table_name = "person"

    class AccountEvent(db.Model):
        key = CharField(max_length=14, unique=True)
        person = ForeignKeyField(Person, index=False, on_delete="RESTRICT")
        change = CharField(max_length=12)
        before = CharField(max_length=200)
        after = CharField(max_length=200)
        actor = ForeignKeyField(Person, null=True, on_delete="RESTRICT", backref="+")
        at = DateTimeField()

        class Meta:
            table_name = "account_event"
            indexes = ((("person", "id"), False),)

    db.create_tables([AccountEvent])
    migrate(migrator.add_column("person", "doubted_since", DateTimeField(null=True)))
    flag = "INTEGER NOT NULL DEFAULT 0" if is_sqlite(db) else "BOOLEAN NOT NULL DEFAULT FALSE"
    db.execute_sql(f'ALTER TABLE "session" ADD COLUMN "has_code" {flag}')
    db.execute_sql(
        'ALTER TABLE "tap" ADD COLUMN "session_id" INTEGER '
        'REFERENCES "session" ("id") ON DELETE RESTRICT'
    )
    db.execute_sql('CREATE INDEX "tap_session_id" ON "tap" ("session_id")')


def is_sqlite(db):
    return isinstance(db, SqliteDatabase)


def down(migrator, db):
    db.execute_sql('ALTER TABLE "session" DROP COLUMN "has_code"')
    db.execute_sql('DROP INDEX "tap_session_id"')
    db.execute_sql('ALTER TABLE "tap" DROP COLUMN "session_id"')
    db.execute_sql('ALTER TABLE "person" DROP COLUMN "doubted_since"')
    db.execute_sql('DROP TABLE "account_event"')
