"""The outbox, leases and periodic slots. Expand: only new tables."""

from peewee import CharField, DateTimeField, IntegerField, SmallIntegerField, TextField


def up(migrator, db):
    class Message(db.Model):
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=80, unique=True)
        recipient = CharField(max_length=200)
        subject = CharField(max_length=200)
        body = TextField()
        thread = CharField(max_length=80)
        made_at = DateTimeField()
        due_at = DateTimeField()
        leased_until = DateTimeField(null=True)
        attempts = SmallIntegerField()
        sent_at = DateTimeField(null=True)
        stopped_at = DateTimeField(null=True)
        last_error = CharField(max_length=120)

        class Meta:
            table_name = "message"
            indexes = ((("sent_at", "stopped_at", "due_at"), False),)

    class Lease(db.Model):
        name = CharField(max_length=40, unique=True)
        holder = CharField(max_length=80)
        epoch = IntegerField()
        until = DateTimeField()
        beat_at = DateTimeField()

        class Meta:
            table_name = "lease"

    class Slot(db.Model):
        name = CharField(max_length=40)
        slot = CharField(max_length=40)
        ran_at = DateTimeField()

        class Meta:
            table_name = "slot"
            indexes = ((("name", "slot"), True),)

    db.create_tables([Message, Lease, Slot])


def down(migrator, db):
    for table in ("slot", "lease", "message"):
        db.execute_sql(f'DROP TABLE "{table}"')
