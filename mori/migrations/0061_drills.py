"""Drills and canaries: calls that nobody made.

Expand: a column with a default and two new tables, empty at first. All alerts that there are count
as real.
"""

from peewee import AutoField, CharField, DateTimeField, ForeignKeyField
from playhouse.migrate import migrate

NEW = ("canary", "drill")


def up(migrator, db):
    class Office(db.Model):
        class Meta:
            table_name = "office"

    class Person(db.Model):
        class Meta:
            table_name = "person"

    class Alert(db.Model):
        class Meta:
            table_name = "alert"

    class Drill(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
        month = CharField(max_length=7, null=True)
        begun_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        token = CharField(max_length=40, null=True, unique=True)
        asked_at = DateTimeField()
        planned_at = DateTimeField(index=True)
        alert = ForeignKeyField(Alert, null=True, unique=True, on_delete="RESTRICT")
        missed_at = DateTimeField(null=True)

        class Meta:
            table_name = "drill"
            indexes = (
                (("office", "month"), True),
                (("office", "alert"), False),
            )

    class Canary(db.Model):
        id = AutoField()
        token = CharField(max_length=40, unique=True)
        begun_at = DateTimeField(index=True)
        returned_at = DateTimeField(null=True)

        class Meta:
            table_name = "canary"

    migrate(migrator.add_column("alert", "kind", CharField(max_length=8, default="real")))
    db.create_tables([Drill, Canary])


def down(migrator, db):
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
    db.execute_sql('ALTER TABLE "alert" DROP COLUMN "kind"')
