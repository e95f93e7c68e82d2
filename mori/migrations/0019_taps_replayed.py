"""When a tap reached the database: who joins an alert later is told only of what came after.

Expand: a column that may be empty. Taps of before have none, and count from when they were
received.
"""

from peewee import DateTimeField


def up(migrator, db):
    migrator.migrate(migrator.add_column("tap", "replayed_at", DateTimeField(null=True)))


def down(migrator, db):
    migrator.migrate(migrator.drop_column("tap", "replayed_at"))
