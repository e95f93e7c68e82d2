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
from mori.core.db import KeyField, Model, UtcDateTimeField, new_key
from mori.offices.models import Office, Unit

from .correction_rules import CorrectionState
from .rules import AttendanceKind, PlacementState


class Placement(Model):
    """One person's internship in one office, from its first day to its last."""

    key = KeyField()
    token = CharField(max_length=40, unique=True, default=new_key)  # minted with the form
    person = ForeignKeyField(Person, backref="placements", on_delete="RESTRICT")
    office = ForeignKeyField(Office, index=False, backref="placements", on_delete="RESTRICT")
    kind = CharField(max_length=12)
    programme = CharField(max_length=80)
    institution = CharField(max_length=120)
    starts_on = DateField()
    ends_on = DateField()
    state = CharField(max_length=12, default=PlacementState.ACTIVE)
    made_at = UtcDateTimeField()

    class Meta:
        indexes = (
            (("person", "starts_on"), False),
            (("office", "state", "id"), False),
            (("office", "ends_on", "id"), False),
        )

    @property
    def supervisor_ids(self) -> set[int]:
        return {each for span in self.spans for each in (span.supervisor_id, span.stand_in_id)}


class UnitSpan(Model):
    """A stretch of a placement in one unit, under one supervisor."""

    key = KeyField()
    placement = ForeignKeyField(Placement, backref="spans", on_delete="RESTRICT")
    unit = ForeignKeyField(Unit, on_delete="RESTRICT")
    position = SmallIntegerField()
    starts_on = DateField()
    ends_on = DateField()
    supervisor = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    stand_in = ForeignKeyField(Person, null=True, index=False, backref="+", on_delete="RESTRICT")

    class Meta:
        indexes = (
            (("placement", "position"), True),
            (("supervisor", "ends_on", "id"), False),
            (("stand_in", "ends_on", "id"), False),
        )


class PlacementEvent(Model):
    """What happened to a placement; rows are added, never changed."""

    placement = ForeignKeyField(Placement, backref="events", on_delete="RESTRICT")
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = CharField(max_length=300, default="")


class Attendance(Model):
    """One intern's presence on one day."""

    key = KeyField()
    placement = ForeignKeyField(Placement, backref="attendance", on_delete="RESTRICT")
    person = ForeignKeyField(Person, on_delete="RESTRICT")
    office = ForeignKeyField(Office, on_delete="RESTRICT")
    day = DateField()
    kind = CharField(max_length=12, default=AttendanceKind.PRESENT)
    checked_in_at = UtcDateTimeField(null=True)
    checked_out_at = UtcDateTimeField(null=True)
    in_received_at = UtcDateTimeField(null=True)  # where the time above is the phone's, which
    out_received_at = UtcDateTimeField(null=True)  # had no network: when it reached us
    note = TextField(default="")
    with_code = BooleanField(null=True)  # None where the office asked for no code
    proof_seen_at = UtcDateTimeField(null=True)  # somebody of the office saw why

    class Meta:
        indexes = ((("placement", "day"), True),)

    @property
    def supervisor_ids(self) -> set[int]:
        """Who looks after the intern on this day; see correction_queries.attendance_by_key."""
        return self.in_charge


class AttendanceEvent(Model):
    """What was recorded about a day's presence; rows are added, never changed."""

    attendance = ForeignKeyField(Attendance, backref="events", on_delete="RESTRICT")
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, on_delete="RESTRICT")
    at = UtcDateTimeField()


class AttendancePaper(Model):
    """A paper about a day away, photographed; its file lies in the store under its key."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)  # from day and picture: a retry is harmless
    attendance = ForeignKeyField(Attendance, unique=True, backref="papers", on_delete="RESTRICT")
    bytes = IntegerField()
    width = SmallIntegerField()
    height = SmallIntegerField()
    at = UtcDateTimeField()

    @property
    def person_id(self) -> int:
        return self.attendance.person_id

    @property
    def office_id(self) -> int:
        return self.attendance.office_id

    @property
    def supervisor_ids(self) -> set[int]:
        return self.attendance.placement.supervisor_ids


class AttendanceCorrection(Model):
    """What an intern says a day's presence should be, and what the office makes of it."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)  # minted with the form: a retry is harmless
    placement = ForeignKeyField(Placement, backref="corrections", on_delete="RESTRICT")
    person = ForeignKeyField(Person, on_delete="RESTRICT")
    office = ForeignKeyField(Office, on_delete="RESTRICT")
    day = DateField()
    kind = CharField(max_length=12)
    came_at = UtcDateTimeField(null=True)
    left_at = UtcDateTimeField(null=True)
    reason = TextField()
    state = CharField(max_length=10, default=CorrectionState.ASKED)
    asked_at = UtcDateTimeField()
    before_kind = CharField(max_length=12, default="")  # what an accepted one replaced
    before_came_at = UtcDateTimeField(null=True)
    before_left_at = UtcDateTimeField(null=True)

    class Meta:
        indexes = (
            (("person", "id"), False),
            (("office", "state", "id"), False),
            (("placement", "day"), False),
        )

    @property
    def supervisor_ids(self) -> set[int]:
        """Who looks after the intern on this day; see correction_queries.correction_by_key."""
        return self.in_charge


class CorrectionEvent(Model):
    """What happened to a correction; rows are added, never changed."""

    correction = ForeignKeyField(AttendanceCorrection, backref="events", on_delete="RESTRICT")
    verb = CharField(max_length=12)
    actor = ForeignKeyField(Person, on_delete="RESTRICT")
    at = UtcDateTimeField()
    note = TextField(default="")


class SignInSheet(Model):
    """A paper sheet that was typed in; its token makes sending it twice harmless."""

    token = CharField(max_length=40, unique=True)
    office = ForeignKeyField(Office, on_delete="RESTRICT")
    day = DateField()
    actor = ForeignKeyField(Person, on_delete="RESTRICT")
    at = UtcDateTimeField()
