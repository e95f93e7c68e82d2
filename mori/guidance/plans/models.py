import json
from collections.abc import Sequence
from typing import Any

from peewee import (
    BooleanField,
    CharField,
    DateField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TextField,
)

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.logbook.models import Entry
from mori.offices.models import Office
from mori.placements.models import Placement

from .rules import LONGEST_LABEL, LONGEST_WORDS, CreditTerms, PlanState


class LearningPlan(Model):
    """What a campus wants an intern to learn, in outcomes or courses with hours."""

    key = KeyField()
    placement = ForeignKeyField(Placement, unique=True, on_delete="RESTRICT")
    placement_id: int
    state = EnumField(PlanState, max_length=10, default=PlanState.DRAFT)
    revision = SmallIntegerField(default=1)
    looked_at = UtcDateTimeField(null=True)  # a supervisor has looked at this revision
    looked_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    looked_by_id: int | None


class PlanOutcome(Model):
    """An outcome or course of a plan; what is left out stays for the entries that name it."""

    key = KeyField()
    plan = ForeignKeyField(LearningPlan, backref="outcomes", on_delete="RESTRICT")
    plan_id: int
    position = SmallIntegerField()
    label = CharField(max_length=LONGEST_LABEL)
    minutes = IntegerField()
    is_wanted = BooleanField(default=True)


class PlanRevision(Model):
    """What a plan said, and what the campus answered to that; what it said is never changed."""

    plan = ForeignKeyField(LearningPlan, backref="revisions", on_delete="RESTRICT")
    number = SmallIntegerField()
    contents = TextField()  # JSON: label and minutes of each outcome
    made_by = ForeignKeyField(Person, on_delete="RESTRICT")
    made_at = UtcDateTimeField()
    answered_by = CharField(max_length=120, default="")  # whom the link was given to
    answered_at = UtcDateTimeField(null=True)
    is_agreed = BooleanField(default=False)
    words = CharField(max_length=LONGEST_WORDS, default="")  # why it was sent back

    class Meta:
        indexes = ((("plan", "number"), True),)

    @property
    def outcomes(self) -> Sequence[Any]:
        return list(json.loads(self.contents))


class PlanEvent(Model):
    """What happened to a plan; rows are added, never changed."""

    plan = ForeignKeyField(LearningPlan, backref="events", on_delete="RESTRICT")
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, on_delete="RESTRICT")  # none: the campus
    at = UtcDateTimeField()
    note = CharField(max_length=LONGEST_WORDS, default="")


class EntryOutcome(Model):
    """Which outcome an entry names; none, where it has named one before."""

    entry = ForeignKeyField(Entry, unique=True, on_delete="RESTRICT")
    entry_id: int
    outcome = ForeignKeyField(PlanOutcome, null=True, on_delete="RESTRICT")
    at = UtcDateTimeField()


class OfficeCredit(Model):
    """How many hours an office says make one credit, where it is not what holds nationally."""

    office = ForeignKeyField(Office, unique=True, on_delete="RESTRICT")
    hours = SmallIntegerField()
    source = CharField(max_length=200)
    verified_on = DateField()

    @property
    def terms(self) -> CreditTerms:
        return CreditTerms(self.hours, self.source, self.verified_on)
