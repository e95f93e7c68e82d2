"""Files that go up in pieces. Expand: a new table, empty at first."""

from peewee import AutoField, CharField, DateTimeField, ForeignKeyField, IntegerField


def up(migrator, db):
    class Person(db.Model):
        class Meta:
            table_name = "person"

    class Upload(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        person = ForeignKeyField(Person, on_delete="RESTRICT")
        purpose = CharField(max_length=20)
        name = CharField(max_length=120)
        bytes = IntegerField()
        digest = CharField(max_length=64)
        received_bytes = IntegerField()
        kind = CharField(max_length=4)
        file = CharField(max_length=14)
        begun_at = DateTimeField()
        expires_at = DateTimeField(null=True)

        class Meta:
            table_name = "upload"

    db.create_tables([Upload])
    db.execute_sql(
        'CREATE INDEX "upload_expires_at" ON "upload" ("expires_at") WHERE "expires_at" IS NOT NULL'
    )


def down(migrator, db):
    db.execute_sql('DROP TABLE "upload"')
