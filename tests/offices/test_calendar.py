import datetime as dt

import pytest

from mori.core.errors import Refused
from mori.core.workdays import Calendar
from mori.offices.models import Holiday, Office, OfficeHours
from mori.offices.operations import (
    add_holiday,
    drop_season,
    load_national_holidays,
    open_known_office,
    set_hours,
    set_standard_hours,
)
from mori.offices.queries import calendar_of, holidays_of, hours_of, weeks_of
from mori.offices.rules import HolidayKind

RAMADAN = (dt.date(2027, 2, 8), dt.date(2027, 3, 9))


def calendar(office: Office) -> Calendar:
    return calendar_of(office.id, Office.get_by_id(office.id).calendar_version)


def test_a_season_wins_while_it_lasts(cast):
    set_standard_hours(cast.banua.id, RAMADAN)

    before, during, after = (
        calendar(cast.banua).hours_on(dt.date(2027, month, day))
        for month, day in ((2, 5), (2, 12), (3, 12))  # Fridays
    )

    assert (before.opens, before.break_minutes) == (dt.time(7, 30), 90)
    assert (during.opens, during.closes, during.break_minutes) == (dt.time(8), dt.time(15, 30), 60)
    assert after.opens == dt.time(7, 30)


def test_standard_hours_replace_the_ordinary_ones(cast):
    set_hours(cast.banua.id, [0], dt.time(9), dt.time(15), 30)
    set_standard_hours(cast.banua.id)

    week = weeks_of(cast.banua.id)[None, None]
    assert [(row.weekday, row.break_minutes) for row in week] == [
        (0, 60), (1, 60), (2, 60), (3, 60), (4, 90),
    ]  # fmt: skip


def test_seasons_that_share_days_are_refused(cast):
    set_standard_hours(cast.banua.id, RAMADAN)

    with pytest.raises(Refused):
        set_standard_hours(cast.banua.id, (RAMADAN[1], RAMADAN[1] + dt.timedelta(days=9)))


def test_a_season_is_removed_as_a_whole(cast):
    set_standard_hours(cast.banua.id, RAMADAN)
    row = OfficeHours.get(OfficeHours.from_on == RAMADAN[0])

    drop_season(row)

    assert len(hours_of(cast.banua.id)) == 5


def test_national_holidays_are_loaded_once(cast):
    load_national_holidays()
    version = Office.get_by_id(cast.banua.id).calendar_version
    load_national_holidays()

    days = [row.day for row in Holiday.select()]
    assert len(days) == len(set(days)) == 51
    assert Office.get_by_id(cast.banua.id).calendar_version == version


def test_a_holiday_that_moved_is_mended_and_our_own_stays(cast):
    load_national_holidays()
    idul_adha = Holiday.get(Holiday.day == dt.date(2027, 5, 17))
    Holiday.update(day=dt.date(2027, 5, 16)).where(Holiday.id == idul_adha).execute()
    add_holiday(cast.banua.id, dt.date(2027, 5, 14), "Hari contoh", HolidayKind.LOCAL)
    add_holiday(None, dt.date(2029, 5, 14), "Tahun lain", HolidayKind.NATIONAL)

    load_national_holidays()

    found = holidays_of(cast.banua.id, dt.date(2027, 5, 10), dt.date(2027, 5, 18))
    assert [(row.day.day, row.is_estimated) for row in found] == [
        (14, False), (17, True), (18, False),
    ]  # fmt: skip
    assert Holiday.select().where(Holiday.name == "Tahun lain").exists()


def test_a_new_holiday_is_seen_at_once(cast):
    assert calendar(cast.banua).is_workday(dt.date(2026, 12, 24))

    load_national_holidays()

    assert not calendar(cast.banua).is_workday(dt.date(2026, 12, 24))
    assert not calendar(cast.seberang).is_workday(dt.date(2026, 12, 24))


def test_a_known_office_opens_with_its_zone(app):
    papua = open_known_office("91")

    assert (papua.name, papua.zone) == ("Papua", "Asia/Jayapura")
    assert open_known_office("91").id == papua.id


def test_an_unknown_office_is_refused(app):
    with pytest.raises(Refused):
        open_known_office("99")
