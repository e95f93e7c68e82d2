"""The letterhead of an office's printed sheets. Expand: a column that may be empty.

Old rows have none, and go on with the office's name and address.
"""

from peewee import TextField


def up(migrator, db):
    migrator.migrate(migrator.add_column("office", "letterhead", TextField(default="")))


def down(migrator, db):
    migrator.migrate(migrator.drop_column("office", "letterhead"))
