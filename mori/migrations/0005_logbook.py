"""Activities, entries and comments. Expand: only new tables."""

from peewee import (
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    SmallIntegerField,
    TextField,
)


def up(migrator, db):
    class Office(db.Model):
        class Meta:
            table_name = "office"

    class Placement(db.Model):
        class Meta:
            table_name = "placement"

    class Person(db.Model):
        class Meta:
            table_name = "person"

    class Unit(db.Model):
        class Meta:
            table_name = "unit"

    class Activity(db.Model):
        key = CharField(max_length=14, unique=True)
        office = ForeignKeyField(Office, null=True, on_delete="RESTRICT")
        code = CharField(max_length=24)
        unit_code = CharField(max_length=20)
        label = CharField(max_length=60)
        label_en = CharField(max_length=60)
        position = SmallIntegerField()
        is_offered = BooleanField()

        class Meta:
            table_name = "activity"
            indexes = ((("office", "code"), True),)

    class Entry(db.Model):
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        placement = ForeignKeyField(Placement, on_delete="RESTRICT")
        person = ForeignKeyField(Person, on_delete="RESTRICT")
        office = ForeignKeyField(Office, on_delete="RESTRICT")
        unit = ForeignKeyField(Unit, on_delete="RESTRICT")
        supervisor = ForeignKeyField(Person, on_delete="RESTRICT", backref="+")
        stand_in = ForeignKeyField(Person, null=True, on_delete="RESTRICT", backref="+")
        day = DateField()
        activity = ForeignKeyField(Activity, null=True, on_delete="RESTRICT")
        text = TextField()
        learnt = TextField()
        obstacles = TextField()
        minutes = SmallIntegerField(null=True)
        state = CharField(max_length=10)
        revision = SmallIntegerField()
        is_late = BooleanField()
        submitted_at = DateTimeField()
        held_since = DateTimeField()
        seen_at = DateTimeField(null=True)
        reviewer = ForeignKeyField(Person, null=True, on_delete="RESTRICT", backref="+")
        reviewed_at = DateTimeField(null=True)
        note = TextField()
        hints = CharField(max_length=20)

        class Meta:
            table_name = "entry"
            indexes = (
                (("placement", "day"), True),
                (("person", "day", "id"), False),
                (("supervisor", "state", "day", "id"), False),
                (("stand_in", "state", "day", "id"), False),
                (("office", "state", "day", "id"), False),
            )

    class EarlierText(db.Model):
        entry = ForeignKeyField(Entry, on_delete="RESTRICT")
        revision = SmallIntegerField()
        text = TextField()
        learnt = TextField()
        obstacles = TextField()
        at = DateTimeField()

        class Meta:
            table_name = "earlier_text"
            indexes = ((("entry", "revision"), True),)

    class EntryEvent(db.Model):
        entry = ForeignKeyField(Entry, on_delete="RESTRICT")
        verb = CharField(max_length=12)
        actor = ForeignKeyField(Person, on_delete="RESTRICT")
        at = DateTimeField()
        note = TextField()

        class Meta:
            table_name = "entry_event"

    class Comment(db.Model):
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        entry = ForeignKeyField(Entry, on_delete="RESTRICT")
        author = ForeignKeyField(Person, on_delete="RESTRICT")
        text = TextField()
        at = DateTimeField()

        class Meta:
            table_name = "comment"

    db.create_tables([Activity, Entry, EarlierText, EntryEvent, Comment])


def down(migrator, db):
    for table in ("comment", "entry_event", "earlier_text", "entry", "activity"):
        db.execute_sql(f'DROP TABLE "{table}"')
