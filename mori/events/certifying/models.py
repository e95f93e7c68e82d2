from peewee import ForeignKeyField

from mori.certificates.papers.models import Paper
from mori.core.db import Model, UtcDateTimeField

from ..models import Participant


class EventCertificate(Model):
    """Whose certificate of attendance a paper is; one of a participant's stands at a time."""

    participant = ForeignKeyField(Participant, backref="+", on_delete="RESTRICT")
    participant_id: int
    paper = ForeignKeyField(Paper, unique=True, backref="+", on_delete="RESTRICT")
    paper_id: int
    made_at = UtcDateTimeField()
