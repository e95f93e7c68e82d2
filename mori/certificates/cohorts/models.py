from peewee import SQL, CharField, DateField, ForeignKeyField, IntegerField

from mori.accounts.models import Person
from mori.certificates.papers.models import Paper
from mori.certificates.papers.rules import Obstacle
from mori.certificates.statements.rules import PaperKind
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField, new_key
from mori.offices.models import Office
from mori.placements.models import Placement

from .rules import RunState


class IssuingRun(Model):
    """Papers that somebody asked for at once; the background work makes them, step by step."""

    key = KeyField()
    token = CharField(max_length=40, unique=True, default=new_key)
    office = ForeignKeyField(Office, index=False, on_delete="RESTRICT")
    office_id: int
    made_by = ForeignKeyField(Person, on_delete="RESTRICT")
    made_by_id: int
    locale = CharField(max_length=2)
    issued_on = DateField()
    state = EnumField(RunState, max_length=10, default=RunState.RUNNING)
    made_at = UtcDateTimeField()

    class Meta:
        indexes = ((("office", "id"), False),)


IssuingRun.add_index(
    IssuingRun.index(IssuingRun.id, where=SQL("\"state\" = 'running'"), name="issuing_run_running")
)


class IssuingStep(Model):
    """One paper of a run: done once it has the paper, or says why there is none."""

    run = ForeignKeyField(IssuingRun, index=False, backref="steps", on_delete="RESTRICT")
    run_id: int
    position = IntegerField()
    placement = ForeignKeyField(Placement, on_delete="RESTRICT")
    placement_id: int
    kind = EnumField(PaperKind, max_length=12)
    paper = ForeignKeyField(Paper, null=True, on_delete="RESTRICT")
    paper_id: int | None
    trouble = EnumField(Obstacle, max_length=20, default="")

    class Meta:
        indexes = ((("run", "position"), True),)


class IssuingEvent(Model):
    """What happened to a run; rows are added, never changed."""

    run = ForeignKeyField(IssuingRun, backref="events", on_delete="RESTRICT")
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = CharField(max_length=300, default="")
