from peewee import ForeignKeyField, IntegerField

from mori.background.models import LongJob
from mori.certificates.papers.models import Paper
from mori.certificates.papers.rules import Obstacle
from mori.certificates.statements.rules import PaperKind
from mori.core.db import EnumField, Model
from mori.placements.models import Placement


class IssuingStep(Model):
    """One paper of those asked for at once: done once it has it, or says why there is none."""

    run = ForeignKeyField(LongJob, index=False, backref="+", on_delete="RESTRICT")
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
