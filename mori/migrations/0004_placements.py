"""Placements, rotation and attendance. Expand: only new tables."""

from peewee import (
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    SmallIntegerField,
    TextField,
)


def up(migrator, db):
    class Person(db.Model):
        class Meta:
            table_name = "person"

    class Office(db.Model):
        class Meta:
            table_name = "office"

    class Unit(db.Model):
        class Meta:
            table_name = "unit"

    class Placement(db.Model):
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        person = ForeignKeyField(Person, on_delete="RESTRICT")
        office = ForeignKeyField(Office, on_delete="RESTRICT")
        kind = CharField(max_length=12)
        programme = CharField(max_length=80)
        institution = CharField(max_length=120)
        starts_on = DateField()
        ends_on = DateField()
        state = CharField(max_length=12)
        made_at = DateTimeField()

        class Meta:
            table_name = "placement"
            indexes = (
                (("person", "starts_on"), False),
                (("office", "state", "id"), False),
            )

    class UnitSpan(db.Model):
        key = CharField(max_length=14, unique=True)
        placement = ForeignKeyField(Placement, on_delete="RESTRICT")
        unit = ForeignKeyField(Unit, on_delete="RESTRICT")
        position = SmallIntegerField()
        starts_on = DateField()
        ends_on = DateField()
        supervisor = ForeignKeyField(Person, on_delete="RESTRICT", backref="+")
        stand_in = ForeignKeyField(Person, null=True, on_delete="RESTRICT", backref="+")

        class Meta:
            table_name = "unit_span"
            indexes = ((("placement", "position"), True),)

    class PlacementEvent(db.Model):
        placement = ForeignKeyField(Placement, on_delete="RESTRICT")
        verb = CharField(max_length=12)
        actor = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        at = DateTimeField()
        note = CharField(max_length=300)

        class Meta:
            table_name = "placement_event"

    class Attendance(db.Model):
        key = CharField(max_length=14, unique=True)
        placement = ForeignKeyField(Placement, on_delete="RESTRICT")
        person = ForeignKeyField(Person, on_delete="RESTRICT")
        office = ForeignKeyField(Office, on_delete="RESTRICT")
        day = DateField()
        kind = CharField(max_length=12)
        checked_in_at = DateTimeField(null=True)
        checked_out_at = DateTimeField(null=True)
        note = TextField()

        class Meta:
            table_name = "attendance"
            indexes = ((("placement", "day"), True),)

    class AttendanceEvent(db.Model):
        attendance = ForeignKeyField(Attendance, on_delete="RESTRICT")
        verb = CharField(max_length=12)
        actor = ForeignKeyField(Person, on_delete="RESTRICT")
        at = DateTimeField()

        class Meta:
            table_name = "attendance_event"

    db.create_tables([Placement, UnitSpan, PlacementEvent, Attendance, AttendanceEvent])


def down(migrator, db):
    for table in ("attendance_event", "attendance", "placement_event", "unit_span", "placement"):
        db.execute_sql(f'DROP TABLE "{table}"')
