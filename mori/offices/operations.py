"""Changes to an office: its units, hours and holidays."""

import csv
import datetime as dt
from collections.abc import Collection
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused

from . import queries
from .models import Holiday, Office, OfficeHours, OfficeModule, Unit
from .rules import (
    STANDARD_HOURS,
    STANDARD_RAMADAN_HOURS,
    HolidayKind,
    Module,
    NewOffice,
    Season,
    clashes,
)

FOLDER = Path(__file__).parent
HOLIDAY_FACTS = ("day", "kind", "name", "is_estimated", "source")


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@writing()
def open_office(code: str, name: str, seat: str, zone: str) -> Office:
    """Add an office; an existing one of the same code is returned as it is."""
    office, _made = Office.get_or_create(
        code=code, defaults={"name": name, "seat": seat, "zone": zone}
    )
    return office


def open_known_office(code: str) -> Office:
    """Add one of the regional offices by its code, such as 63."""
    for row in _rows("offices.csv"):
        if row["code"] == code:
            return open_office(**row)
    raise Refused(_("No regional office has this code."))


@writing()
def open_new_office(wanted: NewOffice) -> Office:
    """Add an office with the standard hours; its code is nobody else's."""
    if queries.office_by_code(wanted.code):
        raise Refused(_("Another office has this code."))
    office = Office.create(**wanted._asdict())
    set_standard_hours(office.id)
    return office


@writing()
def change_office(
    office_id: int, name: str, seat: str, address: str = "", letterhead: str = ""
) -> None:
    """Correct an office's name, seat, address and letterhead."""
    changed = {"name": name, "seat": seat, "address": address, "letterhead": letterhead}
    Office.update(changed).where(Office.id == office_id).execute()


@writing()
def use_modules(office_id: int, wanted: Collection[Module]) -> None:
    """Let an office use these parts of MORI and no others; what was written in them stays."""
    OfficeModule.delete().where(
        OfficeModule.office == office_id, OfficeModule.module.not_in(list(wanted))
    ).execute()
    for each in wanted:
        OfficeModule.insert(office=office_id, module=each).on_conflict_ignore().execute()


@writing()
def add_unit(office_id: int, code: str, name: str, short: str) -> Unit:
    """Add a unit behind the others."""
    units = queries.units_of(office_id, closed=True)
    if code in {unit.code for unit in units}:
        raise Refused(_("This office already has a unit with this code."))
    return Unit.create(office=office_id, code=code, name=name, short=short, position=len(units))


@writing()
def change_unit(unit: Unit, name: str, short: str, is_open: bool) -> None:
    """Rename, close or reopen a unit; what was written in it stays."""
    Unit.update(name=name, short=short, is_open=is_open).where(Unit.id == unit.id).execute()


@writing()
def set_hours(
    office_id: int,
    weekdays: list[int],
    opens: dt.time,
    closes: dt.time,
    break_minutes: int,
    from_on: dt.date | None = None,
    until_on: dt.date | None = None,
) -> None:
    """Set the hours of some weekdays, replacing those of the same season."""
    season = (from_on, until_on)
    on_weekdays = (OfficeHours.office == office_id) & OfficeHours.weekday.in_(weekdays)
    others = [row for row in queries.hours_of(office_id) if row.weekday in weekdays]
    if clashes(season, [(row.from_on, row.until_on) for row in others]):
        raise Refused(_("Another season has hours on some of these days. Remove it first."))
    new = {"opens": opens, "closes": closes, "break_minutes": break_minutes}
    kept = on_weekdays & _of_season(season)
    OfficeHours.update(new).where(kept).execute()
    known = {row.weekday for row in others if (row.from_on, row.until_on) == season}
    for weekday in set(weekdays) - known:
        OfficeHours.create(
            office=office_id, weekday=weekday, from_on=from_on, until_on=until_on, **new
        )
    _calendar_changed(office_id)


def _of_season(season: Season) -> Any:
    from_on, until_on = season
    begins = (OfficeHours.from_on == from_on) if from_on else OfficeHours.from_on.is_null()
    ends = (OfficeHours.until_on == until_on) if until_on else OfficeHours.until_on.is_null()
    return begins & ends


@writing()
def set_standard_hours(office_id: int, season: Season = (None, None)) -> None:
    """Set the hours of Perpres 21/2023: the ordinary ones, or Ramadan's for a season."""
    for hours in STANDARD_RAMADAN_HOURS if season[0] else STANDARD_HOURS:
        set_hours(
            office_id,
            list(hours.weekdays),
            hours.opens,
            hours.closes,
            hours.break_minutes,
            *season,
        )


@writing()
def drop_hours(hours: OfficeHours) -> None:
    """Take one weekday's hours away: the office is closed then."""
    OfficeHours.delete().where(OfficeHours.id == hours.id).execute()
    _calendar_changed(hours.office_id)


@writing()
def drop_season(hours: OfficeHours) -> None:
    """Take away a whole season, the one these hours belong to."""
    season = _of_season((hours.from_on, hours.until_on))
    OfficeHours.delete().where(OfficeHours.office == hours.office_id, season).execute()
    _calendar_changed(hours.office_id)


@writing()
def add_holiday(
    office_id: int | None,
    day: dt.date,
    name: str,
    kind: HolidayKind,
    *,
    is_estimated: bool = False,
    source: str = "",
) -> Holiday:
    """Close an office, or without one every office, on a day."""
    if queries.is_closed_by(office_id, day):
        raise Refused(_("This day is already in the calendar."))
    holiday = Holiday.create(
        office=office_id, day=day, name=name, kind=kind, is_estimated=is_estimated, source=source
    )
    _calendar_changed(office_id)
    return holiday


@writing()
def drop_holiday(holiday: Holiday) -> None:
    """Open the office again on a day of its own; national days stay."""
    Holiday.delete().where(Holiday.id == holiday.id).execute()
    _calendar_changed(holiday.office_id)


@writing()
def load_national_holidays() -> None:
    """Bring national holidays in line with ``holidays.csv``.

    A day that was only estimated may have moved, so the years of the file are
    replaced as a whole. Other years and the offices' own days stay.
    """
    wanted = {
        (
            dt.date.fromisoformat(row["day"]),
            row["kind"],
            row["name"],
            row["is_estimated"] == "yes",
            row["source"],
        )
        for row in _rows("holidays.csv")
    }
    years = [day.year for day, *_rest in wanted]
    known = queries.national_holidays(dt.date(min(years), 1, 1), dt.date(max(years), 12, 31))
    if {tuple(getattr(row, name) for name in HOLIDAY_FACTS) for row in known} == wanted:
        return
    Holiday.delete().where(Holiday.id.in_([row.id for row in known])).execute()
    fields = [getattr(Holiday, name) for name in HOLIDAY_FACTS]
    Holiday.insert_many(sorted(wanted), fields=fields).execute()
    _calendar_changed(None)


def _calendar_changed(office_id: int | None) -> None:
    change = Office.update(calendar_version=Office.calendar_version + 1)
    (change if office_id is None else change.where(Office.id == office_id)).execute()
