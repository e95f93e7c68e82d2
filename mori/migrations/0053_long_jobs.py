"""Long jobs: who began what, how far it is, what it made and until when that is kept.

Expand: new tables, empty at first.
"""

from peewee import (
    SQL,
    BooleanField,
    CharField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TextField,
)

TABLES = ("long_job_part", "long_job_event", "long_job")
ACTIVE = "\"state\" IN ('queued', 'running')"


def up(migrator, db):
    there = {name: _known(db, name) for name in ("office", "person")}

    class LongJob(db.Model):
        key = CharField(max_length=14, unique=True)
        token = CharField(max_length=40, unique=True)
        kind = CharField(max_length=24)
        office = ForeignKeyField(there["office"], index=False, on_delete="RESTRICT")
        begun_by = ForeignKeyField(there["person"], index=False, on_delete="RESTRICT")
        subject = CharField(max_length=14)
        what = TextField()
        why = CharField(max_length=300)
        asked = TextField()
        locale = CharField(max_length=2)
        state = CharField(max_length=10)
        made_at = DateTimeField()
        started_at = DateTimeField(null=True)
        ended_at = DateTimeField(null=True)
        done = IntegerField()
        total = IntegerField()
        cursor = TextField()
        error = CharField(max_length=300)
        may_go_on = BooleanField()
        epoch = IntegerField()
        attempts = SmallIntegerField()
        due_at = DateTimeField(null=True)
        turn_at = DateTimeField()
        beat_at = DateTimeField()
        file = CharField(max_length=14)
        file_until = DateTimeField(null=True)

        class Meta:
            table_name = "long_job"
            indexes = (
                (("office", "id"), False),
                (("begun_by", "turn_at"), False),
                (("kind", "subject", "id"), False),
            )

    for columns, where, name in (
        ([LongJob.due_at], ACTIVE, "long_job_active"),
        ([LongJob.file_until], "\"file\" <> ''", "long_job_file"),
        ([LongJob.ended_at], "\"why\" = ''", "long_job_ended"),
        ([LongJob.made_at], "\"why\" <> ''", "long_job_taken_out"),
        ([LongJob.office, LongJob.id], "\"why\" <> ''", "long_job_log"),
    ):
        LongJob.add_index(LongJob.index(*columns, where=SQL(where), name=name))

    class LongJobEvent(db.Model):
        job = ForeignKeyField(LongJob, on_delete="RESTRICT")
        verb = CharField(max_length=12)
        actor = ForeignKeyField(there["person"], null=True, on_delete="RESTRICT")
        at = DateTimeField()
        note = CharField(max_length=300)

        class Meta:
            table_name = "long_job_event"

    class LongJobPart(db.Model):
        job = ForeignKeyField(LongJob, index=False, on_delete="RESTRICT")
        position = IntegerField()
        content = TextField()

        class Meta:
            table_name = "long_job_part"
            indexes = ((("job", "position"), True),)

    db.create_tables([LongJob, LongJobEvent, LongJobPart])


def _known(db, name):
    class Known(db.Model):
        class Meta:
            table_name = name

    return Known


def down(migrator, db):
    for name in TABLES:
        db.execute_sql(f'DROP TABLE "{name}"')
