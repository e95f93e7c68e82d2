from peewee import CharField, ForeignKeyField, IntegerField, SmallIntegerField

from mori.core.db import KeyField, Model, UtcDateTimeField

from ..models import Attendance


class AttendancePaper(Model):
    """A paper about a day away, photographed; its file lies in the store under its key."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)  # idempotency key of day and picture
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
    def supervisor_ids(self) -> set[int | None]:
        return self.attendance.placement.supervisor_ids
