from peewee import CharField, ForeignKeyField

from mori.core.db import EnumField, Model, UtcDateTimeField
from mori.links.models import SignedLink

from ..studies.models import Study
from .rules import MOST_SENTENCE, CampusAnswer


class StudySignRequest(Model):
    """Which study a link that signs is for; those it was handed on to know by it."""

    link = ForeignKeyField(SignedLink, unique=True, backref="+", on_delete="RESTRICT")
    link_id: int
    study = ForeignKeyField(Study, backref="+", on_delete="RESTRICT")
    study_id: int


class StudySignature(Model):
    """What a campus supervisor answered to a study as it was written then; never changed."""

    token = CharField(max_length=40, unique=True)
    study = ForeignKeyField(Study, index=False, backref="+", on_delete="RESTRICT")
    study_id: int
    link = ForeignKeyField(SignedLink, backref="+", on_delete="RESTRICT")
    link_id: int
    name = CharField(max_length=120)  # whose link it was then
    answer = EnumField(CampusAnswer, max_length=8)
    sentence = CharField(max_length=MOST_SENTENCE, default="")
    given_to = CharField(max_length=64)
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("study", "given_to"), True),)  # one answer to one text
