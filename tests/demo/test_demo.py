"""The demonstration: two offices that look as if people worked there."""

import datetime as dt
import json

import pytest
import time_machine

from mori.accounts.models import Person
from mori.attendance.models import Attendance
from mori.attendance.papers.models import AttendancePaper
from mori.core.bytes import PAGE_BYTES, PHOTO_BYTES, brotli_size
from mori.core.clock import now
from mori.core.db import db
from mori.logbook.models import Comment, EarlierText, Entry
from mori.logbook.photos.models import EntryPhoto
from mori.logbook.review.waiting import Waiting
from mori.offices.models import Holiday, Office, Unit
from mori.placements.models import Placement
from mori.web.files import STORE
from tests.conftest import close, migrated


@pytest.fixture(scope="module")
def demo(app, new_database, tmp_path_factory, settings):
    """The people of a demonstration loaded on a Thursday evening."""
    from dataclasses import replace

    folder = tmp_path_factory.mktemp("demo")
    before = db.obj
    own = migrated(replace(settings, database_url=new_database("demo"), instance=str(folder)))
    with time_machine.travel(dt.datetime(2026, 11, 19, 9, 30, tzinfo=dt.UTC), tick=False):
        reply = own.test_cli_runner().invoke(args=["demo", "--json"], catch_exceptions=False)
        again = own.test_cli_runner().invoke(args=["demo", "--json"], catch_exceptions=False)
    yield json.loads(reply.output)["people"], json.loads(again.output)["people"], own
    close(db.obj)
    db.initialize(before)


def test_everyone_is_listed_with_a_way_to_sign_in(demo):
    people, again, own = demo

    assert people == again
    assert set(people[0]) == {"name", "role", "office", "unit", "login", "password"}
    assert {each["office"] for each in people} == {"Kalimantan Selatan", "Lampung"}
    assert {each["role"] for each in people} == {
        "intern",
        "supervisor",
        "coordinator",
        "safeguarding officer",
        "head of office",
    }


def test_everyone_can_sign_in_to_a_first_page_that_fits_its_budget(demo):
    people, _, own = demo

    for who in people:
        client = own.test_client()
        token = client.get("/masuk").text.split('name="csrf_token" value="')[1].split('"')[0]
        signs_in = {"csrf_token": token, "login": who["login"], "password": who["password"]}
        page = client.post("/masuk", data=signs_in, follow_redirects=True)

        assert (page.status_code, page.request.path != "/masuk") == (200, True), who
        assert brotli_size(page.data) <= PAGE_BYTES, who


def test_two_offices_of_three_units_and_at_least_twelve_interns(demo):
    assert {office.zone for office in Office.select()} == {"Asia/Makassar", "Asia/Jakarta"}
    assert [office.units.count() for office in Office.select()] == [3, 3]
    assert Unit.select().count() == 6
    assert Placement.select().count() >= 12
    assert len({placement.kind for placement in Placement.select()}) == 5
    assert len({(row.starts_on, row.ends_on) for row in Placement.select()}) >= 8


def test_entries_stand_in_every_state_and_some_are_late(demo):
    states = {entry.state for entry in Entry.select()}

    assert states == {"submitted", "returned", "approved"}
    assert Entry.select().where(Entry.is_late).exists()
    assert EarlierText.select().exists()
    assert Comment.select().exists()
    assert Entry.select().count() > 150


def test_somebody_is_behind_with_reading(demo):
    oldest = Entry.select().where(Entry.state == "submitted").order_by(Entry.day).first()

    assert oldest.day <= dt.date(2026, 11, 10)


def test_attendance_has_gaps_and_reasons(demo):
    assert {row.kind for row in Attendance.select()} >= {"present", "sick"}
    assert Attendance.select().where(Attendance.checked_out_at.is_null()).exists()


def test_the_calendar_knows_the_national_holidays(demo):
    assert Holiday.select().where(Holiday.office.is_null()).count() > 40


def test_nothing_lies_in_the_future(demo):
    now = dt.datetime(2026, 11, 19, 9, 30, tzinfo=dt.UTC)

    assert not Entry.select().where(Entry.submitted_at > now).exists()
    assert not Attendance.select().where(Attendance.checked_in_at > now).exists()
    assert Person.select().count() == 35


@pytest.mark.parametrize("days", [1, 3, 6])
def test_entries_wait_for_each_step_of_the_review_clock(demo, days):
    with time_machine.travel(dt.datetime(2026, 11, 19, 9, 30, tzinfo=dt.UTC), tick=False):
        waiting = Entry.select(Entry, Office).join(Office).where(Entry.state == "submitted")
        waited = {
            Waiting(each.office_id, each.office.calendar_version, each.office.zone, now()).days(
                each.submitted_at
            )
            for each in waiting
        }

    assert days in waited


def test_some_entries_have_photos_and_some_sick_days_a_paper(demo):
    _, _, own = demo

    photos = {each.entry_id: each.entry.state for each in EntryPhoto.select()}
    assert len(photos) == 12
    assert set(photos.values()) == {"submitted"}
    assert max(each.bytes for each in EntryPhoto.select()) <= PHOTO_BYTES
    assert own.extensions[STORE].get(f"papers/{AttendancePaper.get().key}")
