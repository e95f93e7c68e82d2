"""Presence at events by half-days, passes of doors, sheets typed in. Expand: new tables alone."""

from peewee import AutoField, CharField, DateField, DateTimeField, ForeignKeyField

NEW = ("presence", "scan_void", "scan", "sheet_entry", "door_pass")


def up(migrator, db):
    person, event, participant = (_old(db, name) for name in ("person", "event", "participant"))
    door, sheet = _ways(db, event, person)
    scan = _scans(db, participant, person, door, sheet)
    _counted(db, participant, person, scan)


def _old(db, name):
    class Old(db.Model):
        class Meta:
            table_name = name

    return Old


def _points(to, index=False, **options):
    return ForeignKeyField(to, index=index, on_delete="RESTRICT", backref="+", **options)


def _ways(db, Event, Person):
    class DoorPass(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        event = _points(Event, index=True)
        label = CharField(max_length=40)
        secret_hash = CharField(max_length=64, unique=True)
        valid_on = DateField()
        made_by = _points(Person)
        made_at = DateTimeField()
        revoked_by = _points(Person, null=True)
        revoked_at = DateTimeField(null=True)

        class Meta:
            table_name = "door_pass"

    class SheetEntry(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        event = _points(Event, index=True)
        day = DateField()
        part = CharField(max_length=2)
        line = CharField(max_length=400)
        actor = _points(Person)
        at = DateTimeField()
        undone_by = _points(Person, null=True)
        undone_at = DateTimeField(null=True)

        class Meta:
            table_name = "sheet_entry"

    db.create_tables([DoorPass, SheetEntry])
    return DoorPass, SheetEntry


def _scans(db, Participant, Person, DoorPass, SheetEntry):
    class Scan(db.Model):
        id = AutoField()
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=60, unique=True)
        participant = _points(Participant)
        day = DateField()
        part = CharField(max_length=2)
        how = CharField(max_length=5)
        seen_at = DateTimeField()
        received_at = DateTimeField()
        door = _points(DoorPass, null=True)
        sheet = _points(SheetEntry, index=True, null=True)
        actor = _points(Person, null=True)

        class Meta:
            table_name = "scan"
            indexes = ((("participant", "day", "part"), False),)

    db.create_tables([Scan])
    return Scan


def _counted(db, Participant, Person, Scan):
    class ScanVoid(db.Model):
        id = AutoField()
        scan = _points(Scan, index=True, unique=True)
        reason = CharField(max_length=200)
        actor = _points(Person)
        at = DateTimeField()

        class Meta:
            table_name = "scan_void"

    class Presence(db.Model):
        id = AutoField()
        participant = _points(Participant)
        day = DateField()
        part = CharField(max_length=2)
        scan = _points(Scan, index=True, unique=True)

        class Meta:
            table_name = "presence"
            indexes = ((("participant", "day", "part"), True),)

    db.create_tables([ScanVoid, Presence])


def down(migrator, db):
    for table in NEW:
        db.execute_sql(f'DROP TABLE "{table}"')
