"""Offices, their units and their calendars."""

import datetime as dt
from functools import lru_cache
from typing import Any

from peewee import fn

from mori.access.roles import Fact
from mori.core.db import literals
from mori.core.workdays import Calendar, Hours

from .models import Holiday, Office, OfficeHours, OfficeModule, Unit
from .rules import Module, Season


def office_by_id(office_id: int) -> Office:
    return Office.get_by_id(office_id)


def office_by_key(key: str) -> Office | None:
    return Office.get_or_none(Office.key == key)


def office_by_code(code: str) -> Office | None:
    return Office.get_or_none(Office.code == code)


def units_of(office_id: int, *, closed: bool = False) -> list[Unit]:
    """An office's units in their order; those that are closed only when asked for."""
    units = Unit.select().where(Unit.office == office_id)
    if not closed:
        units = units.where(Unit.is_open)
    return list(units.order_by(Unit.position, Unit.id))


def unit_by_key(key: str) -> Unit | None:
    return Unit.get_or_none(Unit.key == key)


def hours_of(office_id: int) -> list[OfficeHours]:
    return list(
        OfficeHours.select()
        .where(OfficeHours.office == office_id)
        .order_by(OfficeHours.from_on, OfficeHours.weekday, OfficeHours.id)
    )


def weeks_of(office_id: int) -> dict[Season, list[OfficeHours]]:
    """An office's hours by season, the ordinary week first."""
    weeks: dict[Season, list[OfficeHours]] = {(None, None): []}
    for row in hours_of(office_id):
        weeks.setdefault((row.from_on, row.until_on), []).append(row)
    ordinary = weeks.pop((None, None))
    return {(None, None): ordinary, **dict(sorted(weeks.items()))}


def hours_by_key(key: str) -> OfficeHours | None:
    return OfficeHours.get_or_none(OfficeHours.key == key)


def holidays_of(office_id: int, first: dt.date, last: dt.date) -> list[Holiday]:
    """National holidays and the office's own, by day."""
    return list(
        Holiday.select()
        .where(
            (Holiday.office == office_id) | Holiday.office.is_null(),
            Holiday.day.between(first, last),
        )
        .order_by(Holiday.day, Holiday.id)
    )


def national_holidays(first: dt.date, last: dt.date) -> list[Holiday]:
    return list(Holiday.select().where(Holiday.office.is_null(), Holiday.day.between(first, last)))


def is_closed_by(office_id: int | None, day: dt.date) -> bool:
    """Whether an office itself, or without one the country, has this day off already."""
    same = Holiday.office.is_null() if office_id is None else Holiday.office == office_id
    return Holiday.select().where(same, Holiday.day == day).exists()


def holiday_by_key(key: str) -> Holiday | None:
    return Holiday.get_or_none(Holiday.key == key)


@lru_cache(256)
def calendar_of(office_id: int, version: int) -> Calendar:
    """An office's calendar; ``version`` is the office's, so a change is seen at once."""
    hours = [
        Hours(row.weekday, row.opens, row.closes, row.break_minutes, row.from_on, row.until_on)
        for row in hours_of(office_id)
    ]
    closed = Holiday.select(Holiday.day, Holiday.name).where(
        (Holiday.office == office_id) | Holiday.office.is_null()
    )
    return Calendar(hours, {row.day: row.name for row in closed})


@lru_cache(4096)
def workdays_between(
    office_id: int, version: int, first: dt.date, last: dt.date
) -> tuple[dt.date, ...]:
    """An office's working days from ``first`` to ``last``, both included."""
    return tuple(calendar_of(office_id, version).workdays(first, last))


def all_offices() -> list[Office]:
    return list(Office.select().order_by(Office.id))


def uses_module(office_id: int, module: Module) -> bool:
    """Whether an office uses a part of MORI; for whoever asks without a session."""
    return bool(_used(office_id, module).exists())


def modules_of(office_id: int) -> list[Module]:
    """The parts of MORI that an office uses."""
    rows = OfficeModule.select().where(OfficeModule.office == office_id)
    return [row.module for row in rows.order_by(OfficeModule.id)]


def offices_with(module: Module) -> list[Office]:
    """Those that use a part of MORI."""
    used = OfficeModule.module.in_(literals([module]))
    return list(Office.select().join(OfficeModule).where(used).order_by(Office.id))


def fact_of(module: Module) -> Fact:
    """The fact, for whoever is signed in, whether their office uses a part of MORI."""
    return lambda _person, office, _lately: fn.EXISTS(_used(office, module))


def _used(office: Any, module: Module) -> Any:
    return OfficeModule.select(OfficeModule.id).where(
        OfficeModule.office == office, OfficeModule.module.in_(literals([module]))
    )
