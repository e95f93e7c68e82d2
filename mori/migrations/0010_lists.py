"""Lists that cost the same however many came before. Expand: a column with a default, and indexes.

A role that the release before gives meanwhile has an empty name here, and stands first in its
office's list until the person is next saved.
"""

from playhouse.migrate import migrate

INDEXES = (
    ("membership", ("office_id", "ended_at", "name_folded", "id")),
    ("placement", ("office_id", "ends_on", "id")),
    ("unit_span", ("supervisor_id", "ends_on", "id")),
    ("unit_span", ("stand_in_id", "ends_on", "id")),
    ("delivery", ("officer_id", "alert_id", "id")),
    ("alert", ("state",)),
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
    migrate(*(migrator.add_index(table, columns) for table, columns in INDEXES))


def down(migrator, db):
    for table, columns in INDEXES:
        found = [each for each in db.get_indexes(table) if tuple(each.columns) == columns]
        migrate(*(migrator.drop_index(table, each.name) for each in found))
    db.execute_sql('ALTER TABLE "membership" DROP COLUMN "name_folded"')
