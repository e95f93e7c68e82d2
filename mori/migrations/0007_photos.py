"""Photos of entries, papers of days away. Expand: only new tables."""

from peewee import CharField, DateTimeField, ForeignKeyField, IntegerField, SmallIntegerField


def up(migrator, db):
    class Attendance(db.Model):
        class Meta:
            table_name = "attendance"

    class Entry(db.Model):
        class Meta:
            table_name = "entry"

    class AttendancePaper(db.Model):
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        attendance = ForeignKeyField(Attendance, unique=True, on_delete="RESTRICT")
        bytes = IntegerField()
        width = SmallIntegerField()
        height = SmallIntegerField()
        at = DateTimeField()

        class Meta:
            table_name = "attendance_paper"

    class EntryPhoto(db.Model):
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        entry = ForeignKeyField(Entry, on_delete="RESTRICT")
        position = SmallIntegerField()
        bytes = IntegerField()
        width = SmallIntegerField()
        height = SmallIntegerField()
        at = DateTimeField()
        seen_at = DateTimeField(null=True)

        class Meta:
            table_name = "entry_photo"
            indexes = ((("entry", "position"), True),)

    db.create_tables([AttendancePaper, EntryPhoto])


def down(migrator, db):
    for table in ("entry_photo", "attendance_paper"):
        db.execute_sql(f'DROP TABLE "{table}"')
