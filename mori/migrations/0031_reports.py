"""Final reports and their presentations. Expand: new tables, empty at first."""

from peewee import (
    AutoField,
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TimeField,
)

TABLES = (
    "report",
    "presentation",
)


def up(migrator, db):
    class Person(db.Model):
        class Meta:
            table_name = "person"

    class Placement(db.Model):
        class Meta:
            table_name = "placement"

    class Upload(db.Model):
        class Meta:
            table_name = "upload"

    class Report(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        placement = ForeignKeyField(Placement, on_delete="RESTRICT")
        title = CharField(max_length=200)
        upload = ForeignKeyField(Upload, null=True, index=False, on_delete="RESTRICT")
        link = CharField(max_length=500)
        handed_at = DateTimeField()

        class Meta:
            table_name = "report"

    class Presentation(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        placement = ForeignKeyField(Placement, unique=True, on_delete="RESTRICT")
        day = DateField()
        starts_at = TimeField()
        room = CharField(max_length=120)
        link = CharField(max_length=500)
        listeners = CharField(max_length=600)
        listener_count = SmallIntegerField(null=True)
        held_on = DateField(null=True)
        outcome = CharField(max_length=1000)
        revision = IntegerField()
        changed_by = ForeignKeyField(Person, index=False, on_delete="RESTRICT")
        changed_at = DateTimeField()

        class Meta:
            table_name = "presentation"

    db.create_tables(
        [
            Report,
            Presentation,
        ]
    )


def down(migrator, db):
    for table in reversed(TABLES):
        db.execute_sql(f'DROP TABLE "{table}"')
