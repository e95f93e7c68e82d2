"""By which calendar an office's days are counted: with another one they are counted anew.

Expand: a column, 0 for offices counted before, so that the background work counts them once more.
"""

from peewee import IntegerField
from playhouse.migrate import migrate


def up(migrator, db):
    migrate(migrator.add_column("office_rollup", "calendar_version", IntegerField(default=0)))


def down(migrator, db):
    db.execute_sql('ALTER TABLE "office_rollup" DROP COLUMN "calendar_version"')
