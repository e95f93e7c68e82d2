from peewee import CharField, ForeignKeyField

from mori.accounts.models import Person
from mori.core.db import EnumField, Model, UtcDateTimeField
from mori.evaluation.rules import Moment
from mori.evaluation.schemes.models import FAMILY_MOST
from mori.offices.models import Office
from mori.placements.rules import InternKind


class SchemeChoice(Model):
    """By which scheme a kind of intern is assessed at a moment: an office's word, or without one
    the national one.

    It names the scheme, whatever its version; without a family nothing is assessed then.
    """

    office = ForeignKeyField(Office, null=True, index=False, on_delete="RESTRICT")
    office_id: int | None
    kind = EnumField(InternKind, max_length=12)
    moment = EnumField(Moment, max_length=10)
    family = CharField(max_length=FAMILY_MOST, default="")

    class Meta:
        indexes = ((("office", "kind", "moment"), True),)


class SchemeChoiceEvent(Model):
    """An office has chosen its schemes anew; rows are added, never changed."""

    office = ForeignKeyField(Office, on_delete="RESTRICT")
    actor = ForeignKeyField(Person, on_delete="RESTRICT")
    at = UtcDateTimeField()
