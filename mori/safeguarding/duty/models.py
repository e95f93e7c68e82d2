from peewee import (
    BooleanField,
    CharField,
    DateField,
    ForeignKeyField,
    SmallIntegerField,
    TextField,
    TimeField,
)

from mori.accounts.models import Person
from mori.core.db import KeyField, Model, UtcDateTimeField
from mori.offices.models import Office


class StaffedHours(Model):
    """On one weekday an office promises that somebody is there to answer calls for help."""

    key = KeyField()
    office = ForeignKeyField(Office, backref="+", on_delete="RESTRICT")
    office_id: int
    weekday = SmallIntegerField()  # 0 is Monday
    opens = TimeField()
    closes = TimeField()  # 00.00 is the end of the day
    from_on = DateField(null=True)
    until_on = DateField(null=True)
    on_holidays = BooleanField(default=False)


class Shift(Model):
    """One officer's part in a shift: for their own office, or for all in the national duty."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int  # the officer's
    is_national = BooleanField(default=False)
    officer = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
    officer_id: int
    position = SmallIntegerField()  # whoever has the lowest is called first
    starts_at = UtcDateTimeField()
    ends_at = UtcDateTimeField()

    class Meta:
        indexes = (
            (("office", "is_national", "ends_at", "id"), False),
            (("is_national", "ends_at", "id"), False),
        )

    @property
    def person_id(self) -> int:
        """Whose it is, as scopes ask."""
        return self.officer_id


class Absence(Model):
    """An officer is not there for some days, and who is instead, if anybody."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    person = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    person_id: int
    stand_in = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")
    stand_in_id: int | None
    from_at = UtcDateTimeField()
    until_at = UtcDateTimeField()

    class Meta:
        indexes = (
            (("office", "until_at", "id"), False),
            (("person", "until_at"), False),
        )


class DutyNote(Model):
    """What whoever is on duty next has to know of the duty itself; sealed at rest."""

    key = KeyField()
    token = CharField(max_length=40, unique=True)
    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    author = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
    author_id: int
    sealed = TextField()
    at = UtcDateTimeField()
    read_by = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")
    read_by_id: int | None
    read_at = UtcDateTimeField(null=True)

    class Meta:
        indexes = ((("office", "at"), False),)
