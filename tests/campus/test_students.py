"""A campus supervisor sees the own students by a link, and nothing else of the office."""

import datetime as dt

import pytest

from mori.attendance.models import Attendance
from mori.campus.rules import SHOWN_AFTER_END, week_of
from mori.core.bytes import FIRST_VIEW_BYTES, brotli_size
from mori.core.workdays import DAY
from mori.institutions.merging.operations import facts_of, merge_institutions
from mori.logbook.rules import EntryState
from mori.placements.models import Placement
from tests.campus.signing import dump
from tests.cast import NOON, TODAY
from tests.guidance.plans import planning
from tests.links.holding import holder, inside_of
from tests.logbook.writing import write_entry
from tests.support.answers import statements

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def browser(visit, given):
    return holder(visit, given)


def record(cast, day: dt.date, kind: str) -> None:
    about = {"placement": cast.placement, "person": cast.sari, "office": cast.banua}
    Attendance.create(day=day, kind=kind, checked_in_at=None, **about)


def test_students_come_with_unit_weeks_and_attendance(cast, browser, given):
    record(cast, TODAY - DAY, "present")
    record(cast, TODAY - 2 * DAY, "sick")

    page = browser.get(inside_of(given)).text

    assert "Sari Contoh" in page
    assert "Penerimaan dan Verifikasi Laporan" in page
    assert "Minggu ke-3 dari 9" in page
    assert "1 hari hadir, 1 hari berhalangan, 10 tanpa keterangan" in page


def test_students_of_another_campus_or_office_are_not_there(cast, browser, given):
    page = browser.get(inside_of(given)).text

    assert "Tono" not in page
    assert "Laila" not in page


def test_one_students_page_has_units_and_months(cast, browser, given):
    page = browser.get(f"{inside_of(given)}/{cast.placement.key}").text

    assert "Rina Contoh" in page
    assert "November 2026" in page


def test_a_learning_plan_stands_there_with_hours_and_credits(cast, browser, given):
    page = f"{inside_of(given)}/{cast.placement.key}"
    before = browser.get(page).text
    plan = planning.make_plan(cast)
    worked = write_entry(cast, TODAY - DAY, state=EntryState.APPROVED, minutes=9 * 60)
    planning.name(worked, plan)

    shown = browser.get(page).text

    assert "Rencana belajar" not in before
    first, both = (shown.split(f"<b>{each}</b>")[1] for each in (planning.LAW.label, "Seluruhnya"))
    assert "9 dari 90 jam" in first.split("</li>")[0]
    assert "0,20 dari 2,00 SKS" in first.split("</li>")[0]
    assert "0,20 dari 3,00 SKS" in both.split("</li>")[0]


def test_another_campuss_student_does_not_exist(cast, browser, given):
    for placement in (cast.placement_tono, cast.placement_laila):
        assert browser.get(f"{inside_of(given)}/{placement.key}").status_code == 404


def test_a_student_is_shown_for_three_months_after_the_end(cast, browser, given, noon):
    noon.move_to(NOON + (cast.placement.ends_on - TODAY) + SHOWN_AFTER_END)
    last = browser_again(browser, given, cast)

    noon.shift(DAY)

    assert last == (True, 200)
    assert browser_again(browser, given, cast) == (False, 404)


def browser_again(browser, given, cast) -> tuple[bool, int]:
    listed = "Sari Contoh" in browser.get(inside_of(given)).text
    return listed, browser.get(f"{inside_of(given)}/{cast.placement.key}").status_code


def test_what_the_campus_was_merged_into_is_shown(cast, browser, given, campus, twin):
    Placement.update(institution=twin).where(Placement.id == cast.placement_tono).execute()
    before = browser.get(inside_of(given)).text

    seen = (campus.seen, twin.seen)
    merge_institutions(campus, twin, facts_of(campus), seen, cast.wati.id, NOON)

    assert "Tono Contoh" not in before
    assert "Tono Contoh" in browser.get(inside_of(given)).text


def test_looking_changes_no_row(cast, browser, given):
    before = dump()

    for path in (inside_of(given), f"{inside_of(given)}/{cast.placement.key}"):
        assert browser.get(path).status_code == 200

    assert dump() == before


def test_the_red_button_stands_there_and_nothing_is_kept(cast, browser, given):
    page = browser.get(inside_of(given))

    assert 'action="/bantuan"' in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_a_full_page_asks_no_more_than_one_student(cast, browser, given, campus):
    record(cast, TODAY - DAY, "present")
    with statements() as of_one:
        assert "1 hari hadir" in browser.get(inside_of(given)).text
    fill_page(cast, campus)

    with statements() as of_many:
        page = browser.get(inside_of(given)).text

    assert page.count("hari hadir") == 30
    assert len(of_many) <= len(of_one), "\n".join(of_many)


def test_a_full_page_keeps_the_budget_of_a_first_view(cast, browser, given, campus):
    fill_page(cast, campus)

    page = browser.get(inside_of(given))

    assert "after=" in page.text
    assert brotli_size(page.data) <= FIRST_VIEW_BYTES


def fill_page(cast, campus) -> None:
    """More students than one page shows."""
    for number in range(35):
        Placement.create(
            person=cast.tono,
            office=cast.banua,
            kind="student",
            programme=f"Magang {number}",
            institution_typed="x",
            institution=campus,
            starts_on=TODAY - DAY,
            ends_on=TODAY + number * DAY,
            made_at=NOON,
        )


@pytest.mark.parametrize(
    ("today", "week"),
    [
        (dt.date(2026, 11, 3), (0, 3)),  # the day before it begins
        (dt.date(2026, 11, 4), (1, 3)),  # a Wednesday
        (dt.date(2026, 11, 8), (1, 3)),  # its Sunday
        (dt.date(2026, 11, 9), (2, 3)),
        (dt.date(2026, 11, 17), (3, 3)),  # the last day
        (dt.date(2026, 12, 24), (3, 3)),
    ],
)
def test_weeks_begin_on_mondays(today, week):
    assert week_of(dt.date(2026, 11, 4), dt.date(2026, 11, 17), today) == week
