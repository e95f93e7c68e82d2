"""A supervisor learns who of their interns is not there today, as far as it is known."""

import datetime as dt
import re

import pytest

from mori.attendance.operations import check_in, report_absence
from mori.attendance.rules import AttendanceKind
from mori.placements.operations import pause_placement
from tests.cast import NOON, TODAY

pytestmark = pytest.mark.usefixtures("clock")

EARLY = dt.timedelta(hours=5)  # before half past seven


def said(browser, address="/tinjau/hari-ini"):
    found = re.search(r'<p id="today">(.*?)</p>', browser.get(address).text)
    return found and re.sub(r"<.*?>", "", found[1]).strip()


def report(cast, kind, placement=None, day=TODAY):
    placement = placement or cast.placement
    report_absence(placement, day, kind, "Demam.", placement.person_id, NOON)


def test_whoever_has_not_checked_in_is_named(visit, cast):
    assert said(visit(cast.rina)) == "Hari ini: Sari Contoh (belum masuk)"


@pytest.mark.parametrize("kind", [AttendanceKind.SICK, AttendanceKind.EXCUSED])
def test_whoever_is_away_is_named_with_the_reason(visit, cast, kind):
    report(cast, kind)

    label = {"sick": "sakit", "excused": "izin"}[kind]
    assert said(visit(cast.rina)) == f"Hari ini: Sari Contoh ({label})"


def test_once_all_are_in_it_says_so(visit, cast):
    check_in(cast.placement, TODAY, cast.sari.id, NOON)

    assert said(visit(cast.rina)) == "Semua bimbingan Anda hadir hari ini."


def test_duty_elsewhere_is_no_absence(visit, cast):
    report(cast, AttendanceKind.FIELD_DUTY)

    assert said(visit(cast.rina)) == "Semua bimbingan Anda hadir hari ini."


def test_before_the_hours_begin_nobody_is_missed(visit, cast, clock):
    clock.move_to(NOON - EARLY)

    assert said(visit(cast.rina)) == "Belum jam kerja. Belum ada yang izin atau sakit."


def test_before_the_hours_begin_whoever_is_ill_is_named(visit, cast, clock):
    report(cast, AttendanceKind.SICK)
    clock.move_to(NOON - EARLY)

    assert said(visit(cast.rina)) == "Hari ini: Sari Contoh (sakit)"


def test_on_a_day_off_nobody_is_missed(visit, cast, clock):
    clock.move_to(NOON + dt.timedelta(days=3))

    assert said(visit(cast.rina)) == "Hari ini bukan hari kerja."


def test_of_a_paused_placement_nothing_is_expected(visit, cast):
    pause_placement(cast.placement, "Skripsi.", cast.wati.id, NOON)

    assert said(visit(cast.rina)) == "Hari ini tidak ada peserta dalam bimbingan Anda."
    assert said(visit(cast.budi)) == "Hari ini: Tono Contoh (belum masuk)"


def test_only_ones_own_interns_are_named(visit, cast):
    assert said(visit(cast.joko)) == "Hari ini: Laila Contoh (belum masuk)"


def test_yesterdays_absence_is_over(visit, cast):
    report(cast, AttendanceKind.SICK, day=TODAY - dt.timedelta(days=1))

    assert said(visit(cast.rina)) == "Hari ini: Sari Contoh (belum masuk)"


def test_the_queue_leads_there_and_shows_it_in_place(visit, cast):
    assert 'href="/tinjau/hari-ini"' in visit(cast.rina).get("/tinjau").text
    assert visit(cast.rina, htmx=True).get("/tinjau/hari-ini").text.startswith('<p id="today">')
    assert visit(cast.sari).get("/tinjau/hari-ini").status_code == 403
