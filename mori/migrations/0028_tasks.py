"""Tasks and coaching notes. Expand: new tables, empty at first."""

from peewee import CharField, DateField, DateTimeField, ForeignKeyField, TextField


def up(migrator, db):
    class Office(db.Model):
        class Meta:
            table_name = "office"

    class Person(db.Model):
        class Meta:
            table_name = "person"

    class Placement(db.Model):
        class Meta:
            table_name = "placement"

    class Entry(db.Model):
        class Meta:
            table_name = "entry"

    class Task(db.Model):
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        batch = CharField(max_length=40, index=True)
        placement = ForeignKeyField(Placement, index=False, on_delete="RESTRICT")
        person = ForeignKeyField(Person, on_delete="RESTRICT")
        office = ForeignKeyField(Office, on_delete="RESTRICT")
        given_by = ForeignKeyField(Person, on_delete="RESTRICT")
        title = CharField(max_length=120)
        words = TextField()
        due_on = DateField(null=True)
        state = CharField(max_length=10)
        given_at = DateTimeField()
        done_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        done_at = DateTimeField(null=True)

        class Meta:
            table_name = "task"
            indexes = ((("placement", "state", "id"), False),)

    class TaskEntry(db.Model):
        entry = ForeignKeyField(Entry, unique=True, on_delete="RESTRICT")
        task = ForeignKeyField(Task, on_delete="RESTRICT")
        at = DateTimeField()

        class Meta:
            table_name = "task_entry"

    class TaskEvent(db.Model):
        task = ForeignKeyField(Task, on_delete="RESTRICT")
        verb = CharField(max_length=12)
        actor = ForeignKeyField(Person, on_delete="RESTRICT")
        at = DateTimeField()
        note = TextField()

        class Meta:
            table_name = "task_event"

    class CoachingNote(db.Model):
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        placement = ForeignKeyField(Placement, index=False, on_delete="RESTRICT")
        person = ForeignKeyField(Person, on_delete="RESTRICT")
        office = ForeignKeyField(Office, on_delete="RESTRICT")
        author = ForeignKeyField(Person, on_delete="RESTRICT")
        day = DateField()
        text = TextField()
        agreed = TextField()
        due_on = DateField(null=True)
        state = CharField(max_length=4)
        written_at = DateTimeField()
        read_at = DateTimeField(null=True)
        done_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        done_at = DateTimeField(null=True)

        class Meta:
            table_name = "coaching_note"
            indexes = ((("placement", "day", "id"), False),)

    class CoachingEvent(db.Model):
        coaching = ForeignKeyField(CoachingNote, on_delete="RESTRICT")
        verb = CharField(max_length=12)
        actor = ForeignKeyField(Person, on_delete="RESTRICT")
        at = DateTimeField()
        note = TextField()

        class Meta:
            table_name = "coaching_event"

    db.create_tables([Task, TaskEntry, TaskEvent, CoachingNote, CoachingEvent])


def down(migrator, db):
    for table in ("coaching_event", "coaching_note", "task_event", "task_entry", "task"):
        db.execute_sql(f'DROP TABLE "{table}"')
