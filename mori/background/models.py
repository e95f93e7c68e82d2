import datetime as dt
import json
from typing import Any

from flask_babel import LazyString
from peewee import (
    SQL,
    BooleanField,
    CharField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TextField,
)

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField, new_key
from mori.core.words import filled
from mori.offices.models import Office

from .rules import STUCK_AFTER, JobState


class LongJob(Model):
    """Work that somebody began and that goes on without them, a step at a time.

    What is taken out of MORI has a reason; its row is the log of who took what, when and why.
    """

    key = KeyField()
    token = CharField(max_length=40, unique=True, default=new_key)
    kind = CharField(max_length=24)
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    begun_by = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    begun_by_id: int
    subject = CharField(max_length=14, default="")  # the key of the row that it is about
    what = TextField(default="")  # in words, as it was asked for
    why = CharField(max_length=300, default="")
    asked = TextField(default="{}")  # JSON, for its kind
    locale = CharField(max_length=2, default="id")
    state = EnumField(JobState, max_length=10, default=JobState.QUEUED)
    made_at = UtcDateTimeField()
    started_at = UtcDateTimeField(null=True)
    ended_at = UtcDateTimeField(null=True)
    done = IntegerField(default=0)
    total = IntegerField(default=0)
    cursor = TextField(default="")  # where the next step begins, for its kind
    error = CharField(max_length=300, default="")
    may_go_on = BooleanField(default=True)  # stopped; False once its slice has moved on without it
    # The lease: whoever has it raised ``epoch``, which fences a worker that slept.
    epoch = IntegerField(default=0)
    attempts = SmallIntegerField(default=0)  # since it last got further, the one under way too
    due_at = UtcDateTimeField(null=True)  # when a worker may take it
    turn_at = UtcDateTimeField()  # when one last did
    beat_at = UtcDateTimeField()  # when it last got further
    file = CharField(max_length=14, default="")  # of the store, in the folder of its kind
    file_until = UtcDateTimeField(null=True)

    class Meta:
        indexes = (
            (("office", "id"), False),
            (("begun_by", "turn_at"), False),
            (("kind", "subject", "id"), False),
        )

    @property
    def wanted(self) -> dict[str, Any]:
        return dict(json.loads(self.asked))

    @property
    def error_said(self) -> LazyString:
        return filled(self.error)

    @property
    def is_resumable(self) -> bool:
        return self.may_go_on and self.state.is_resumable

    def is_stuck(self, at: dt.datetime) -> bool:
        return self.state.is_active and at - self.beat_at > STUCK_AFTER


for _column, _where, _name in (
    (LongJob.due_at, "\"state\" IN ('queued', 'running')", "long_job_active"),
    (LongJob.file_until, "\"file\" <> ''", "long_job_file"),
    (LongJob.ended_at, "\"why\" = ''", "long_job_ended"),
    (LongJob.made_at, "\"why\" <> ''", "long_job_taken_out"),
):
    LongJob.add_index(LongJob.index(_column, where=SQL(_where), name=_name))
LongJob.add_index(
    LongJob.index(LongJob.office, LongJob.id, where=SQL("\"why\" <> ''"), name="long_job_log")
)


class LongJobEvent(Model):
    """What happened to a long job, downloads too; rows are added, never changed."""

    job = ForeignKeyField(LongJob, backref="events", on_delete="RESTRICT")
    job_id: int
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = CharField(max_length=300, default="")


class LongJobPart(Model):
    """What a job has gathered, kept with how far it came, until its result is whole."""

    job = ForeignKeyField(LongJob, index=False, backref="+", on_delete="RESTRICT")
    position = IntegerField()
    content = TextField()  # JSON, for its kind

    class Meta:
        indexes = ((("job", "position"), True),)
