"""What waited on a phone. Expand: a new table, and columns that may be empty."""

from peewee import CharField, DateTimeField, ForeignKeyField, SmallIntegerField, TextField

ADDED = (
    ("tap", "phone_at"),
    ("attendance", "in_received_at"),
    ("attendance", "out_received_at"),
    ("entry", "phone_at"),
)


def up(migrator, db):
    class Entry(db.Model):
        class Meta:
            table_name = "entry"

    class Activity(db.Model):
        class Meta:
            table_name = "activity"

    class OtherText(db.Model):
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=64, unique=True)
        entry = ForeignKeyField(Entry, on_delete="RESTRICT")
        activity = ForeignKeyField(Activity, null=True, on_delete="RESTRICT")
        text = TextField()
        learnt = TextField()
        obstacles = TextField()
        minutes = SmallIntegerField(null=True)
        at = DateTimeField()
        settled_at = DateTimeField(null=True)

        class Meta:
            table_name = "other_text"

    db.create_tables([OtherText])
    for table, column in ADDED:
        migrator.migrate(migrator.add_column(table, column, DateTimeField(null=True)))


def down(migrator, db):
    for table, column in ADDED:
        migrator.migrate(migrator.drop_column(table, column))
    db.execute_sql('DROP TABLE "other_text"')
