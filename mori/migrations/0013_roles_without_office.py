"""Roles that belong to no office. Expand: a column that may be empty, and an index.

No row changes. The release before signs nobody in whose role has no office. There is no way back
while somebody has such a role.
"""

from playhouse.migrate import migrate

ONCE = "membership_person_id_role"


def up(migrator, db):
    migrate(migrator.drop_not_null("membership", "office_id"))
    db.execute_sql(
        f'CREATE UNIQUE INDEX "{ONCE}" ON "membership" ("person_id", "role") '
        'WHERE "office_id" IS NULL'
    )


def down(migrator, db):
    db.execute_sql(f'DROP INDEX "{ONCE}"')
    migrate(migrator.add_not_null("membership", "office_id"))
