from peewee import CharField, ForeignKeyField

from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.links.models import SignedLink
from mori.placements.models import Placement

from .rules import Answer


class CoSignRequest(Model):
    """Which final assessment a link that signs is for; those it was handed on to know by it."""

    link = ForeignKeyField(SignedLink, unique=True, on_delete="RESTRICT")
    link_id: int
    placement = ForeignKeyField(Placement, on_delete="RESTRICT")
    placement_id: int


class CoSignature(Model):
    """What a campus supervisor answered to a locked final assessment; never changed.

    ``given_to`` is the digest of the assessment they saw: one reopened since has another, or none.
    """

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    placement = ForeignKeyField(Placement, index=False, on_delete="RESTRICT")
    placement_id: int
    link = ForeignKeyField(SignedLink, on_delete="RESTRICT")
    link_id: int
    name = CharField(max_length=120)  # whose link it was then
    answer = EnumField(Answer, max_length=10)
    sentence = CharField(max_length=500, default="")
    given_to = CharField(max_length=64)
    result = CharField(max_length=80)  # in words, as it was shown
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("placement", "given_to"), True),)  # one answer to one assessment
