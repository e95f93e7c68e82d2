"""Who is there: staffed hours, shifts, absences, hand-over notes.

Expand: four new tables, empty at first. An office without staffed hours goes on as before.
"""

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    SmallIntegerField,
    TextField,
    TimeField,
)


def up(migrator, db):
    class Office(db.Model):
        class Meta:
            table_name = "office"

    class Person(db.Model):
        class Meta:
            table_name = "person"

    class StaffedHours(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        office = ForeignKeyField(Office, backref="+", on_delete="RESTRICT")
        weekday = SmallIntegerField()
        opens = TimeField()
        closes = TimeField()
        from_on = DateField(null=True)
        until_on = DateField(null=True)
        on_holidays = BooleanField()

        class Meta:
            table_name = "staffed_hours"

    class Shift(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
        is_national = BooleanField()
        officer = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
        position = SmallIntegerField()
        starts_at = DateTimeField()
        ends_at = DateTimeField()

        class Meta:
            table_name = "shift"
            indexes = (
                (("office", "is_national", "ends_at", "id"), False),
                (("is_national", "ends_at", "id"), False),
            )

    class Absence(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
        person = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
        stand_in = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")
        from_at = DateTimeField()
        until_at = DateTimeField()

        class Meta:
            table_name = "absence"
            indexes = (
                (("office", "until_at", "id"), False),
                (("person", "until_at"), False),
            )

    class DutyNote(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
        author = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
        sealed = TextField()
        at = DateTimeField()
        read_by = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")
        read_at = DateTimeField(null=True)

        class Meta:
            table_name = "duty_note"
            indexes = ((("office", "at"), False),)

    db.create_tables([StaffedHours, Shift, Absence, DutyNote])


def down(migrator, db):
    for table in ("duty_note", "absence", "shift", "staffed_hours"):
        db.execute_sql(f'DROP TABLE "{table}"')
