"""What is to be said once to whoever holds a link, and what whoever is invited knew of an event.

Expand: two columns, empty for links and invitations of before.
"""

from peewee import TextField
from playhouse.migrate import migrate


def up(migrator, db):
    migrate(
        migrator.add_column("signed_link", "notices", TextField(default="")),
        migrator.add_column("event_invitation", "knows", TextField(default="")),
    )


def down(migrator, db):
    db.execute_sql('ALTER TABLE "event_invitation" DROP COLUMN "knows"')
    db.execute_sql('ALTER TABLE "signed_link" DROP COLUMN "notices"')
