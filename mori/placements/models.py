from collections.abc import Sequence

from peewee import (
    CharField,
    DateField,
    ForeignKeyField,
    SmallIntegerField,
)

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField, new_key
from mori.institutions.models import Institution
from mori.offices.models import Office, Unit

from .rules import InternKind, PlacementState


class Placement(Model):
    """One person's internship in one office, from its first day to its last."""

    key = KeyField()
    token = CharField(max_length=40, unique=True, default=new_key)  # idempotency key of the form
    person = ForeignKeyField(Person, backref="placements", on_delete="RESTRICT")
    person_id: int
    office = ForeignKeyField(Office, index=False, backref="placements", on_delete="RESTRICT")
    office_id: int
    kind = EnumField(InternKind, max_length=12)
    programme = CharField(max_length=80)
    # As it was written, in a column older than the other, whose name it has: this order counts.
    institution_typed = CharField(max_length=120, column_name="institution")
    institution = ForeignKeyField(
        Institution, null=True, index=False, backref="+", on_delete="RESTRICT"
    )
    institution_id: int | None
    starts_on = DateField()
    ends_on = DateField()
    state = EnumField(PlacementState, max_length=12, default=PlacementState.ACTIVE)
    made_at = UtcDateTimeField()
    spans: Sequence["UnitSpan"]  # once loaded with it: see queries.placement_by_key

    class Meta:
        indexes = (
            (("person", "starts_on"), False),
            (("office", "state", "id"), False),
            (("office", "ends_on", "id"), False),
            (("institution", "ends_on", "id"), False),
        )

    @property
    def institution_name(self) -> str:
        """What it is called now; as it was written where the release before wrote it."""
        return self.institution.standing.name if self.institution else self.institution_typed

    @property
    def supervisor_ids(self) -> set[int | None]:
        return {each for span in self.spans for each in (span.supervisor_id, span.stand_in_id)}


class UnitSpan(Model):
    """A stretch of a placement in one unit, under one supervisor."""

    key = KeyField()
    placement = ForeignKeyField(Placement, backref="spans", on_delete="RESTRICT")
    placement_id: int
    unit = ForeignKeyField(Unit, on_delete="RESTRICT")
    unit_id: int
    position = SmallIntegerField()
    starts_on = DateField()
    ends_on = DateField()
    supervisor = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    supervisor_id: int
    stand_in = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")
    stand_in_id: int | None

    class Meta:
        indexes = (
            (("placement", "position"), True),
            (("supervisor", "ends_on", "id"), False),
            (("stand_in", "ends_on", "id"), False),
        )


class PlacementEvent(Model):
    """What happened to a placement; rows are added, never changed."""

    placement = ForeignKeyField(Placement, backref="events", on_delete="RESTRICT")
    placement_id: int
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = CharField(max_length=300, default="")
