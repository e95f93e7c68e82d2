"""What somebody without an account writes, and how they come back to it.

Expand: a column with a default, and a new table. Calls so far are not from outside.
"""

from peewee import AutoField, CharField, ForeignKeyField, SqliteDatabase


def up(migrator, db):
    class Alert(db.Model):
        class Meta:
            table_name = "alert"

    class PhoneKey(db.Model):
        class Meta:
            table_name = "phone_key"

    class Outsider(db.Model):
        id = AutoField()
        alert = ForeignKeyField(Alert, unique=True, on_delete="RESTRICT")
        number = CharField(max_length=8, unique=True)
        salt = CharField(max_length=32)
        phone = ForeignKeyField(PhoneKey, on_delete="CASCADE")

        class Meta:
            table_name = "outsider"

    # Plain SQL: the release before this one inserts rows without this column.
    kind, no = ("INTEGER", "0") if isinstance(db, SqliteDatabase) else ("BOOLEAN", "false")
    db.execute_sql(f'ALTER TABLE "alert" ADD COLUMN "is_from_outside" {kind} NOT NULL DEFAULT {no}')
    db.create_tables([Outsider])


def down(migrator, db):
    db.execute_sql('DROP TABLE "outsider"')
    db.execute_sql('ALTER TABLE "alert" DROP COLUMN "is_from_outside"')
