"""Dates of notes to be reminded of, and counts of notes. Expand: new tables."""

from peewee import AutoField, CharField, DateField, ForeignKeyField, IntegerField, TextField

NEW = ("counted_form", "note_count", "date_reminder")


def up(migrator, db):
    class Region(db.Model):
        class Meta:
            table_name = "region"

    class DateReminder(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        batch = CharField(max_length=40, index=True)
        mark = CharField(max_length=32)
        address = TextField()
        locale = CharField(max_length=2)
        due_on = DateField(index=True)

        class Meta:
            table_name = "date_reminder"
            indexes = ((("mark", "due_on"), True),)

    class NoteCount(db.Model):
        id = AutoField()
        month = DateField()
        region = ForeignKeyField(Region, on_delete="RESTRICT", backref="+")
        sort = CharField(max_length=8)
        value = CharField(max_length=32)
        notes = IntegerField()

        class Meta:
            table_name = "note_count"
            indexes = ((("month", "region", "sort", "value"), True),)

    class CountedForm(db.Model):
        id = AutoField()
        token = CharField(max_length=40, unique=True)
        day = DateField()

        class Meta:
            table_name = "counted_form"

    db.create_tables([DateReminder, NoteCount, CountedForm])


def down(migrator, db):
    for name in NEW:
        db.execute_sql(f'DROP TABLE "{name}"')
