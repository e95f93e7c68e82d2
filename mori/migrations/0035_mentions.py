"""What a text kept beside an entry names. Expand: a column with a default.

Texts that are kept already name nothing.
"""


def up(migrator, db):
    # Plain SQL: the release before this one inserts rows without this column, so the
    # database itself has to know its default.
    db.execute_sql('ALTER TABLE "other_text" ADD COLUMN "mentions" TEXT NOT NULL DEFAULT \'\'')


def down(migrator, db):
    db.execute_sql('ALTER TABLE "other_text" DROP COLUMN "mentions"')
