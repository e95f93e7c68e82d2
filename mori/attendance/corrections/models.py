from typing import cast

from peewee import CharField, DateField, ForeignKeyField, TextField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.offices.models import Office
from mori.placements.models import Placement

from ..rules import AttendanceKind, Stretch
from .rules import CorrectionState


class AttendanceCorrection(Model):
    """What an intern says a day's presence should be, and what the office makes of it.

    Or for which part of a day they ask to be away: once accepted, its row is what says so.
    """

    key = KeyField()
    token = CharField(max_length=40, unique=True)  # idempotency key of the form
    placement = ForeignKeyField(Placement, backref="corrections", on_delete="RESTRICT")
    placement_id: int
    person = ForeignKeyField(Person, on_delete="RESTRICT")
    person_id: int
    office = ForeignKeyField(Office, on_delete="RESTRICT")
    office_id: int
    day = DateField()
    kind = EnumField(AttendanceKind, max_length=12)
    came_at = UtcDateTimeField(null=True)
    left_at = UtcDateTimeField(null=True)
    reason = TextField()
    # of an absence for part of the day, which leaves what is recorded as it is
    away_from_at = UtcDateTimeField(null=True)
    away_until_at = UtcDateTimeField(null=True)
    state = EnumField(CorrectionState, max_length=10, default=CorrectionState.ASKED)
    asked_at = UtcDateTimeField()
    # what an accepted one replaced
    before_kind = EnumField(AttendanceKind, max_length=12, default="")
    before_came_at = UtcDateTimeField(null=True)
    before_left_at = UtcDateTimeField(null=True)

    in_charge: set[int]  # on its day, once loaded with it

    class Meta:
        indexes = (
            (("person", "id"), False),
            (("office", "state", "id"), False),
            (("placement", "day"), False),
        )

    @property
    def supervisor_ids(self) -> set[int]:
        """Who looks after the intern on this day; see corrections/queries.correction_by_key."""
        return self.in_charge

    @property
    def is_part_away(self) -> bool:
        return self.away_from_at is not None

    @property
    def part(self) -> Stretch:
        """From when until when, where it is an absence for part of the day."""
        return cast(Stretch, (self.away_from_at, self.away_until_at))


class CorrectionEvent(Model):
    """What happened to a correction; rows are added, never changed."""

    correction = ForeignKeyField(AttendanceCorrection, backref="events", on_delete="RESTRICT")
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = TextField(default="")
