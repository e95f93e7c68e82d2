"""Lists that cost the same however many came before. Expand: a column with a default, and indexes.

A role that the release before gives meanwhile has an empty name here, and stands first in its
office's list until the person is next saved.
"""

from playhouse.migrate import migrate

LISTED = "membership_office_id_name_folded_id"  # only of roles that have not ended
ADDED = (
    ("membership", ("office_id", "role", "id")),
    ("placement", ("office_id", "ends_on", "id")),
    ("unit_span", ("supervisor_id", "ends_on", "id")),
    ("unit_span", ("stand_in_id", "ends_on", "id")),
    ("delivery", ("officer_id", "alert_id", "id")),
    ("alert", ("state",)),
)
# Others begin with the same column, and PostgreSQL would rather read these and sort.
DROPPED = (
    ("membership", ("office_id",)),
    ("membership", ("office_id", "role")),
    ("placement", ("office_id",)),
    ("unit_span", ("supervisor_id",)),
    ("unit_span", ("stand_in_id",)),
    ("delivery", ("officer_id",)),
)


def up(migrator, db):
    # Plain SQL: the release before this one inserts rows without this column, so the
    # database itself has to know its default.
    db.execute_sql(
        'ALTER TABLE "membership" ADD COLUMN "name_folded" VARCHAR(120) NOT NULL DEFAULT \'\''
    )
    db.execute_sql(
        'UPDATE "membership" SET "name_folded" = (SELECT "name_folded" FROM "person" '
        'WHERE "person"."id" = "membership"."person_id")'
    )
    db.execute_sql(
        f'CREATE INDEX "{LISTED}" ON "membership" ("office_id", "name_folded", "id") '
        'WHERE "ended_at" IS NULL'
    )
    change_indexes(migrator, db, ADDED, DROPPED)


def change_indexes(migrator, db, added, dropped):
    migrate(*(migrator.add_index(table, columns) for table, columns in added))
    for table, columns in dropped:
        (name,) = [each.name for each in db.get_indexes(table) if tuple(each.columns) == columns]
        migrate(migrator.drop_index(table, name))


def down(migrator, db):
    change_indexes(migrator, db, DROPPED, ADDED)
    db.execute_sql(f'DROP INDEX "{LISTED}"')
    db.execute_sql('ALTER TABLE "membership" DROP COLUMN "name_folded"')
