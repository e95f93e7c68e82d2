"""What is to be said once to whoever holds a link. Expand: a column, empty for links of before."""

from peewee import TextField
from playhouse.migrate import migrate


def up(migrator, db):
    migrate(migrator.add_column("signed_link", "notices", TextField(default="")))


def down(migrator, db):
    db.execute_sql('ALTER TABLE "signed_link" DROP COLUMN "notices"')
