from peewee import CharField, ForeignKeyField, TextField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.offices.models import Office
from mori.placements.models import Placement

from ..matters.models import Matter
from ..matters.rules import Finding, Judgement
from .rules import Sureness


class Opinion(Model):
    """What an intern has sealed of a matter, once and for good: the database refuses to change it.

    Its text alone is erased when the matter is recalled. Its key is its receipt.
    """

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    matter = ForeignKeyField(Matter, index=False, backref="+", on_delete="RESTRICT")
    matter_id: int
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    person = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
    person_id: int
    placement = ForeignKeyField(Placement, index=False, backref="+", on_delete="RESTRICT")
    placement_id: int
    finding = EnumField(Finding, max_length=8)
    forms = TextField(default="")  # codes, such as "berpihak diskriminasi"
    components = TextField(default="")
    reasons = TextField()
    proposal = TextField(default="")
    sure = EnumField(Sureness, max_length=8)
    digest = CharField(max_length=64)
    sealed_at = UtcDateTimeField()
    erased_at = UtcDateTimeField(null=True)

    class Meta:
        indexes = ((("matter", "person"), True),)

    @property
    def judgement(self) -> Judgement:
        codes = (tuple(self.forms.split()), tuple(self.components.split()))
        return Judgement(self.finding, *codes, self.reasons, self.proposal, self.sure)


class StepBack(Model):
    """That somebody knows the people of a matter: shown to nobody, and gone with the reveal."""

    matter = ForeignKeyField(Matter, index=False, backref="+", on_delete="RESTRICT")
    matter_id: int
    person = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
    person_id: int

    class Meta:
        indexes = ((("matter", "person"), True),)
