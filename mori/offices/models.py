from peewee import (
    BooleanField,
    CharField,
    DateField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TextField,
    TimeField,
)

from mori.core.db import EnumField, KeyField, Model

from .rules import HolidayKind, Module, OfficeState


class Office(Model):
    """One regional office; every other row belongs to one."""

    key = KeyField()
    code = CharField(max_length=4, unique=True)
    name = CharField(max_length=80)
    seat = CharField(max_length=80)
    zone = CharField(max_length=40)
    calendar_version = IntegerField(default=1)  # raised with every change of hours and holidays
    address = CharField(max_length=200, default="")  # as it stands on letters
    letterhead = TextField(default="")  # line by line; empty: the name and the address
    state = EnumField(OfficeState, max_length=8, default=OfficeState.OPEN)


class OfficeModule(Model):
    """That an office uses a part of MORI which others do without."""

    office = ForeignKeyField(Office, index=False, backref="+", on_delete="RESTRICT")
    office_id: int
    module = EnumField(Module, max_length=16)

    class Meta:
        indexes = ((("office", "module"), True),)


class Unit(Model):
    """A part of an office that interns rotate through (keasistenan)."""

    key = KeyField()
    office = ForeignKeyField(Office, backref="units", on_delete="RESTRICT")
    office_id: int
    code = CharField(max_length=20)
    name = CharField(max_length=80)
    short = CharField(max_length=24)
    position = SmallIntegerField(default=0)
    is_open = BooleanField(default=True)

    class Meta:
        indexes = ((("office", "code"), True),)


class OfficeHours(Model):
    """A weekday's hours; with dates, a season's (Ramadan) that win while they last."""

    key = KeyField()
    office = ForeignKeyField(Office, backref="hours", on_delete="RESTRICT")
    office_id: int
    weekday = SmallIntegerField()
    opens = TimeField()
    closes = TimeField()
    break_minutes = SmallIntegerField(default=60)
    from_on = DateField(null=True)
    until_on = DateField(null=True)


class Holiday(Model):
    """A day an office is closed; without an office, a national one."""

    key = KeyField()
    office = ForeignKeyField(Office, null=True, backref="holidays", on_delete="RESTRICT")
    office_id: int | None
    day = DateField(index=True)
    name = CharField(max_length=120)
    kind = EnumField(HolidayKind, max_length=12)
    is_estimated = BooleanField(default=False)
    source = CharField(max_length=200, default="")
