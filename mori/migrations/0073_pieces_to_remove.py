"""Pieces of files of erased cases, noted until the store has let them go. Expand: a new table."""

from peewee import AutoField, CharField


def up(migrator, db):
    class PieceToRemove(db.Model):
        id = AutoField()
        path = CharField(max_length=40, unique=True)

        class Meta:
            table_name = "piece_to_remove"

    db.create_tables([PieceToRemove])


def down(migrator, db):
    db.execute_sql('DROP TABLE "piece_to_remove"')
