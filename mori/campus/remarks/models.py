from peewee import CharField, DateField, ForeignKeyField, SmallIntegerField, TextField

from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.links.models import SignedLink
from mori.placements.models import Placement

from .rules import RemarkKind


class CampusRemark(Model):
    """What a campus supervisor left about an intern: a visit, or a remark."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    placement = ForeignKeyField(Placement, index=False, on_delete="RESTRICT")
    placement_id: int
    link = ForeignKeyField(SignedLink, on_delete="RESTRICT")
    link_id: int
    name = CharField(max_length=120)  # whose link it was then
    kind = EnumField(RemarkKind, max_length=10)
    day = DateField()
    text = TextField()
    revision = SmallIntegerField(default=1)
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("placement", "day", "id"), False),)
