"""The demonstration: two offices that look as if people worked there."""

import json
import re
from html import unescape
from urllib.parse import urlsplit

import pytest

from mori.accounts.models import Person
from mori.attendance.corrections.models import AttendanceCorrection
from mori.attendance.corrections.rules import CorrectionState
from mori.attendance.models import Attendance
from mori.attendance.papers.models import AttendancePaper
from mori.certificates.papers.models import Paper
from mori.certificates.papers.rules import PaperState
from mori.core.bytes import PAGE_BYTES, PHOTO_BYTES, brotli_size
from mori.core.clock import local_date, now
from mori.core.workdays import DAY
from mori.evaluation.choices.queries import schemes_for
from mori.evaluation.ratings.models import Rating
from mori.evaluation.ratings.queries import batches_in
from mori.evaluation.ratings.rules import About
from mori.evaluation.reports.models import Presentation
from mori.evaluation.reports.queries import reports_of
from mori.evaluation.rules import Moment
from mori.evaluation.schemes.models import Scheme
from mori.evaluation.schemes.rules import SchemeState
from mori.guidance.coaching.models import CoachingNote
from mori.guidance.coaching.rules import AgreementState
from mori.guidance.plans.models import EntryOutcome, LearningPlan, PlanRevision
from mori.guidance.plans.rules import PlanState
from mori.guidance.portals.models import OfficePortal, PortalDay, PortalDuty
from mori.guidance.portals.rules import Duty
from mori.guidance.pulse.models import PulseAnswer
from mori.guidance.pulse.rules import PulseState
from mori.guidance.tasks.models import Task
from mori.guidance.tasks.queries import rows_of
from mori.guidance.tasks.rules import Standing
from mori.logbook.models import Comment, EarlierText, Entry
from mori.logbook.photos.models import EntryPhoto
from mori.logbook.review.waiting import Waiting
from mori.offices.models import Holiday, Office, Unit
from mori.placements.models import Placement
from mori.placements.proceedings.models import Proceeding
from mori.placements.proceedings.rules import ProceedingState
from mori.placements.resignations.models import Resignation
from mori.placements.resignations.rules import ResignationState
from mori.placements.rules import InternKind, PlacementState
from mori.placements.supervisors.models import SupervisorChange
from mori.placements.supervisors.rules import SupervisorChangeState
from mori.web.files import STORE
from tests.visit import Visit

pytestmark = pytest.mark.calendar

LINK = re.compile('href="(/[^"#.]*)["#]')  # to pages; files have a dot in their names


def test_everyone_is_listed_with_a_way_to_sign_in(demo):
    people, again, own = demo

    assert people == again
    assert set(people[0]) == {"name", "role", "office", "unit", "login", "password"}
    assert {each["office"] for each in people} == {"Kalimantan Selatan", "Lampung", "Indonesia"}
    assert {each["role"] for each in people} == {
        "intern",
        "supervisor",
        "coordinator",
        "safeguarding officer",
        "head of office",
        "national operator",
    }


def opened_by(own, url: str):
    """The page that a link opens."""
    browser = Visit(own)()
    return browser.get(browser.post(urlsplit(url).path).location)


def test_learning_plans_and_answers_of_the_tenth_day_are_in_every_state(demo):
    assert {each.state for each in LearningPlan.select()} == set(PlanState)
    assert LearningPlan.select().count() < Placement.select().count()
    assert PlanRevision.select().where(PlanRevision.number > 1).count() == 1
    assert {each.state for each in PulseAnswer.select()} == set(PulseState)
    assert EntryOutcome.select().count() > 20


def test_a_campus_supervisors_link_opens_students_of_theirs(demo):
    _, _, own = demo
    listed = own.test_cli_runner().invoke(args=["demo", "--json"], catch_exceptions=False)
    links = {
        each["name"]: each
        for each in json.loads(listed.output)["links"]
        if each["about"] != each["name"]  # an alumnus, whose link is about themselves
    }
    plan = links.pop("Bapak Anwar Contoh")

    assert 'value="agree"' in opened_by(own, plan["url"]).text
    assert set(links) == {
        "Ibu Rahimah Contoh",
        "Bapak Jumadi Umpama",
        "Bapak Syarwani Umpama",
        "Ibu Sulastri Contoh",
    }
    for each in links.values():
        browser = Visit(own)()
        inside = browser.post(urlsplit(each["url"]).path).location
        student = LINK.findall(browser.get(inside).text.split("<ul")[1])[0]
        assert browser.get(student).status_code == 200, each["name"]


def test_everyone_can_sign_in_to_a_first_page_that_fits_its_budget(demo):
    people, _, own = demo

    for who in people:
        client = own.test_client()
        token = client.get("/masuk").text.split('name="csrf_token" value="')[1].split('"')[0]
        signs_in = {"csrf_token": token, "login": who["login"], "password": who["password"]}
        page = client.post("/masuk", data=signs_in, follow_redirects=True)

        assert (page.status_code, page.request.path != "/masuk") == (200, True), who
        assert brotli_size(page.data) <= PAGE_BYTES, who


def test_every_page_that_somebody_finds_a_link_to_opens_today(demo):
    people, _, own = demo
    addresses = own.url_map.bind("127.0.0.1")

    for who in people:
        browser, opened, ahead = Visit(own)(Person.get(Person.name == who["name"])), set(), ["/"]
        for path in ahead:
            view, _ = addresses.match(urlsplit(path).path, "GET")
            if view in opened:
                continue
            page = browser.get(path, follow_redirects=True)
            assert page.status_code == 200, f"{path} as {who['name']}"
            ahead += LINK.findall(unescape(page.text))
            opened.add(view)
        assert len(opened) > 3, who


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

    assert oldest.day <= local_date(now(), "Asia/Jakarta") - 8 * DAY


def test_attendance_has_gaps_and_reasons(demo):
    assert {row.kind for row in Attendance.select()} >= {"present", "sick"}
    assert Attendance.select().where(Attendance.checked_out_at.is_null()).exists()


def test_each_office_has_a_correction_in_every_state(demo):
    corrections = AttendanceCorrection.select()

    for office in Office.select():
        assert {each.state for each in corrections if each.office_id == office.id} == {
            *CorrectionState
        }


def test_each_office_has_schemes_in_use_retired_and_in_draft_and_has_chosen(demo):
    for office in Office.select():
        own = Scheme.select().where(Scheme.office == office)
        states = sorted(each.state for each in own)
        chosen = schemes_for(office.id)[InternKind.STUDENT, Moment.FINAL]
        assert states == [SchemeState.DRAFT, SchemeState.IN_USE, SchemeState.RETIRED]
        assert (chosen.office_id, chosen.version) == (office.id, 2)


def test_each_office_has_tasks_however_they_stand_and_notes_kept_and_not(demo):
    for office in Office.select():
        tasks = rows_of(list(Task.select().where(Task.office == office)))
        notes = list(CoachingNote.select().where(CoachingNote.office == office))
        today = local_date(now(), office.zone)
        assert {each.standing for each in tasks} == set(Standing), office.name
        assert {each.state for each in notes} == set(AgreementState), office.name
        assert {each.is_overdue(today) for each in notes} == {True, False}
        assert {each.read_at is None for each in notes} == {True, False}


def test_reports_are_files_links_replaced_and_missing_and_presentations_planned_and_held(demo):
    reports = [reports_of(each.id) for each in Placement.select()]

    assert any(each and each[0].upload for each in reports)
    assert any(each and each[0].link for each in reports)
    assert any(len(each) > 1 for each in reports)
    assert not all(reports)
    assert {each.is_held for each in Presentation.select()} == {True, False}


def test_each_office_has_ratings_of_enough_and_of_too_few(demo):
    for office in Office.select():
        about = {each.subject.about for each in batches_in(office.id)}
        waiting = Rating.select().where(Rating.office == office)

        assert about == {*About}
        assert {each.is_shown for each in waiting} == {False}


def test_days_were_sent_to_a_portal_and_not_and_its_duties_are_done_and_not(demo):
    sent = [each.revision == each.entry.revision for each in PortalDay.select()]
    duties = [(each.duty, each.done_on is not None) for each in PortalDuty.select()]

    assert {*sent} == {True, False}
    assert {is_done for _duty, is_done in duties} == {True, False}
    assert {duty for duty, _is_done in duties} == {*Duty}
    assert OfficePortal.select().count() == 1


def test_internships_ended_early_by_the_office_with_a_statement_and_by_their_intern(demo):
    early = Placement.select().where(Placement.state == PlacementState.ENDED_EARLY)
    ended = {each.id: ending_of_kind(each) for each in early}
    stated = {each.placement_id for each in Paper.select().where(Paper.state == PaperState.SIGNED)}

    assert sorted(ended.values()) == ["office", "resigned"]
    assert [ended[each] for each in ended if each in stated] == ["office"]


def ending_of_kind(placement):
    done = (Resignation.placement == placement) & (Resignation.state == ResignationState.DONE)
    return "resigned" if Resignation.select().where(done).exists() else "office"


def test_each_office_has_warnings_early_ends_and_requests_that_wait_and_that_are_over(demo):
    for office in Office.select():
        ours = Placement.select().where(Placement.office == office)
        rows = Proceeding.select().where(Proceeding.placement.in_(ours))
        asked = SupervisorChange.select().where(SupervisorChange.placement.in_(ours))
        lifted = [each for each in rows if each.state.is_done and not each.kind.is_end]
        assert {each.state for each in rows} == {*ProceedingState}, office.name
        assert lifted
        assert SupervisorChangeState.ASKED in {each.state for each in asked}


def test_the_calendar_knows_the_national_holidays(demo):
    assert Holiday.select().where(Holiday.office.is_null()).count() > 40


def test_nothing_lies_in_the_future(demo):
    at = now()

    assert not Entry.select().where(Entry.submitted_at > at).exists()
    assert not Attendance.select().where(Attendance.checked_in_at > at).exists()
    assert Person.select().count() == 42


@pytest.mark.parametrize("days", [1, 3, 6])
def test_entries_wait_for_each_step_of_the_review_clock(demo, days):
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
