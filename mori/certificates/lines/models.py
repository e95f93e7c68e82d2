from peewee import CharField, DateField, ForeignKeyField, IntegerField

from mori.core.db import Model, UtcDateTimeField
from mori.placements.models import Placement


class TranscriptLine(Model):
    """What else an intern did, as another slice says it for the transcript; one for each source."""

    placement = ForeignKeyField(Placement, index=False, on_delete="RESTRICT")
    placement_id: int
    source = CharField(max_length=60)
    text = CharField(max_length=200)
    text_en = CharField(max_length=200, default="")
    minutes = IntegerField(null=True)
    day = DateField(null=True)
    made_at = UtcDateTimeField()

    class Meta:
        indexes = ((("placement", "source"), True),)
