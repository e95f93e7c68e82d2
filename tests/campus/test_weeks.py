"""A student's weeks: days present, entries and initialled ones, and what was initialled."""

import pytest

from mori.attendance.models import Attendance
from mori.campus.rules import Week, week_span, weeks_until
from mori.core.bytes import FIRST_VIEW_BYTES, brotli_size
from mori.core.workdays import DAY
from mori.logbook.models import Entry
from mori.placements.models import Placement
from tests.campus.signing import ask, leave, lock_final
from tests.cast import TODAY
from tests.links.holding import holder, inside_of
from tests.logbook.writing import write_entry

pytestmark = pytest.mark.usefixtures("noon")
MONDAY = TODAY - 2 * DAY


@pytest.fixture
def browser(visit, given):
    return holder(visit, given)


@pytest.fixture
def page(cast, given) -> str:
    return f"{inside_of(given)}/{cast.placement.key}"


def entry(cast, day, text: str, state: str) -> None:
    row = write_entry(cast, day=day, text=text)
    Entry.update(state=state).where(Entry.id == row.id).execute()


def test_weeks_are_counted(cast, browser, page):
    entry(cast, MONDAY, "Menyalin laporan.", "approved")
    entry(cast, MONDAY + DAY, "Menelepon pelapor.", "submitted")
    about = {"placement": cast.placement, "person": cast.sari, "office": cast.banua}
    Attendance.create(day=MONDAY, kind="present", **about)
    Attendance.create(day=MONDAY + DAY, kind="sick", **about)

    shown = browser.get(page).text

    assert "1 hari hadir, 2 catatan, 1 sudah diparaf" in shown


def test_only_initialled_texts_are_read(cast, browser, page):
    entry(cast, MONDAY, "Menyalin laporan.", "approved")
    entry(cast, MONDAY + DAY, "Menelepon pelapor.", "submitted")
    entry(cast, TODAY, "Ditarik kembali.", "withdrawn")

    shown = browser.get(f"{page}/minggu/3").text

    assert "Menyalin laporan." in shown
    assert "Menelepon pelapor." not in shown
    assert "Ditarik kembali." not in shown
    assert "1 catatan belum diparaf" in shown


@pytest.mark.parametrize("number", ["0", "4", "99", "x", "-1", "9" * 30])
def test_a_week_that_has_not_begun_is_not_there(browser, page, number):
    assert browser.get(f"{page}/minggu/{number}").status_code == 404


def test_a_locked_assessment_is_shown_and_an_open_one_is_not(cast, browser, page):
    row = lock_final(cast.placement)
    locked = browser.get(page).text
    type(row).update(state="draft").where(type(row).id == row.id).execute()

    assert "Dinilai oleh Rina Contoh" in locked
    assert "Dinilai oleh" not in browser.get(page).text


def test_every_page_by_link_keeps_the_budget_of_a_first_view(cast, visit, given, contact, page):
    """Half a year, an assessment, remarks; and the week's five entries of usual length."""
    Placement.update(starts_on=TODAY - 26 * 7 * DAY).where(
        Placement.id == cast.placement.id
    ).execute()
    for number in range(5):
        leave(given, cast.placement, f"Kunjungan ke-{number}: bertemu pembimbing di kantor.")
        entry(
            cast, TODAY - (7 + number) * DAY, f"Kegiatan {number}. " + "Menyalin. " * 40, "approved"
        )
    lock_final(cast.placement)
    signing = ask(cast, cast.placement, contact)
    browser, signer = holder(visit, given), holder(visit, signing)

    sizes = {
        path: brotli_size(who.get(path).data)
        for who, path in (
            (browser, page),
            (browser, f"{page}/minggu/26"),
            (signer, f"/t/{signing.link.key}/akhir"),
        )
    }

    assert max(sizes.values()) <= FIRST_VIEW_BYTES, sizes


def test_the_first_and_last_week_are_cut():
    first, last = MONDAY + 2 * DAY, MONDAY + 9 * DAY

    assert week_span(first, last, 1) == (first, MONDAY + 6 * DAY)
    assert week_span(first, last, 2) == (MONDAY + 7 * DAY, last)
    assert week_span(first, last, 3) is None


def test_weeks_come_latest_first():
    found = list(weeks_until(MONDAY, MONDAY + 11 * DAY, MONDAY + 7 * DAY, {MONDAY}, {MONDAY: True}))

    assert [each.number for each in found] == [2, 1]
    assert found[1] == Week(1, MONDAY, MONDAY + 6 * DAY, 1, 1, 1)
