"""A lane for mail about alerts, and mailboxes that refused. Expand: columns with a default.

What waits in the outbox stays in the ordinary lane; the next call of an open alert is urgent.
"""

from peewee import DateTimeField, SqliteDatabase


def up(migrator, db):
    kind, no = ("INTEGER", "0") if isinstance(db, SqliteDatabase) else ("BOOLEAN", "false")
    # Plain SQL: the release before this one inserts rows without this column, so the
    # database itself has to know its default.
    db.execute_sql(f'ALTER TABLE "message" ADD COLUMN "is_urgent" {kind} NOT NULL DEFAULT {no}')
    migrator.migrate(migrator.add_column("message", "refused_at", DateTimeField(null=True)))


def down(migrator, db):
    for column in ("refused_at", "is_urgent"):
        migrator.migrate(migrator.drop_column("message", column))
