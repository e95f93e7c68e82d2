"""How many had left just before an export was begun: those are not in it, and do not make it anew.

Expand: a column, 0 for all exports that there are; those are made anew once more than they must.
"""

from peewee import IntegerField
from playhouse.migrate import migrate


def up(migrator, db):
    migrate(migrator.add_column("alumni_export", "left_before", IntegerField(default=0)))


def down(migrator, db):
    db.execute_sql('ALTER TABLE "alumni_export" DROP COLUMN "left_before"')
