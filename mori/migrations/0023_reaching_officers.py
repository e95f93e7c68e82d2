"""Whether mail goes out, for whom the server takes none, and what officers note. Expand: new
tables, empty at first, and an index by which officers and heads of all offices are found.
"""

from peewee import AutoField, CharField, DateTimeField, ForeignKeyField, TextField

NEW = ("alert_note", "refused_address", "channel")


def up(migrator, db):
    class Alert(db.Model):
        class Meta:
            table_name = "alert"

    class Person(db.Model):
        class Meta:
            table_name = "person"

    class Channel(db.Model):
        id = AutoField()
        name = CharField(max_length=20, unique=True)
        asked_at = DateTimeField()
        failing_since = DateTimeField(null=True)
        trouble = CharField(max_length=12)

        class Meta:
            table_name = "channel"

    class RefusedAddress(db.Model):
        id = AutoField()
        address = CharField(max_length=200, unique=True)
        since = DateTimeField()

        class Meta:
            table_name = "refused_address"

    class AlertNote(db.Model):
        id = AutoField()
        token = CharField(max_length=40, unique=True)
        alert = ForeignKeyField(Alert, on_delete="RESTRICT")
        author = ForeignKeyField(Person, on_delete="RESTRICT")
        sealed = TextField()
        at = DateTimeField()

        class Meta:
            table_name = "alert_note"

    db.create_tables([Channel, RefusedAddress, AlertNote])
    db.execute_sql(
        'CREATE INDEX "membership_role_id" ON "membership" ("role", "id") WHERE "ended_at" IS NULL'
    )


def down(migrator, db):
    db.execute_sql('DROP INDEX "membership_role_id"')
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
