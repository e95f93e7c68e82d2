"""When the rows of a list were emptied, long after it was taken over or back.

Expand: a column, empty for all lists that there are; the hourly job looks at those as well.
"""

from peewee import DateTimeField
from playhouse.migrate import migrate


def up(migrator, db):
    migrate(migrator.add_column("import", "rows_gone_at", DateTimeField(null=True)))


def down(migrator, db):
    db.execute_sql('ALTER TABLE "import" DROP COLUMN "rows_gone_at"')
