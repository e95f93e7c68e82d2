from peewee import BooleanField, CharField, DateField, ForeignKeyField, TextField

from mori.accounts.models import Person
from mori.core.db import EnumField, KeyField, Model, UtcDateTimeField
from mori.offices.models import Office
from mori.placements.models import Placement

from .rules import AttendanceKind


class Attendance(Model):
    """One intern's presence on one day."""

    key = KeyField()
    placement = ForeignKeyField(Placement, backref="attendance", on_delete="RESTRICT")
    placement_id: int
    person = ForeignKeyField(Person, on_delete="RESTRICT")
    person_id: int
    office = ForeignKeyField(Office, on_delete="RESTRICT")
    office_id: int
    day = DateField()
    kind = EnumField(AttendanceKind, max_length=12, default=AttendanceKind.PRESENT)
    checked_in_at = UtcDateTimeField(null=True)
    checked_out_at = UtcDateTimeField(null=True)
    in_received_at = UtcDateTimeField(null=True)  # where the time above is the phone's, which
    out_received_at = UtcDateTimeField(null=True)  # had no network: when it reached us
    note = TextField(default="")
    with_code = BooleanField(null=True)  # None where the office asked for no code
    proof_seen_at = UtcDateTimeField(null=True)  # somebody of the office saw why
    # When the office said so itself: on a day off, presence counts only then.
    confirmed_at = UtcDateTimeField(null=True)

    in_charge: set[int]  # on its day, once loaded with it

    class Meta:
        indexes = ((("placement", "day"), True),)

    @property
    def supervisor_ids(self) -> set[int]:
        """Who looks after the intern on this day; see corrections/queries.attendance_by_key."""
        return self.in_charge


class AttendanceEvent(Model):
    """What was recorded about a day's presence; rows are added, never changed."""

    attendance = ForeignKeyField(Attendance, backref="events", on_delete="RESTRICT")
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, on_delete="RESTRICT")
    at = UtcDateTimeField()
