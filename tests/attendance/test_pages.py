import datetime as dt

import pytest

from mori.attendance.models import Attendance
from mori.attendance.operations import check_in, report_absence
from mori.attendance.rules import AttendanceKind
from mori.offices.models import Office
from mori.offices.operations import add_holiday
from mori.offices.rules import HolidayKind
from mori.placements.models import Placement
from tests.cast import NOON, TODAY

DAY = dt.timedelta(days=1)
pytestmark = pytest.mark.usefixtures("noon")


def test_one_tap_in_and_one_out(visit, cast, noon):
    browser = visit(cast.sari, htmx=True)

    came = browser.post("/presensi/masuk")
    noon.shift(4 * 3600)
    left = browser.post("/presensi/pulang")

    assert "12.00" in came.text
    assert 'id="presence"' in came.text
    assert "<html" not in came.text
    assert "12.00–16.00" in left.text


def test_without_htmx_a_tap_leads_back(visit, cast):
    browser = visit(cast.sari)

    from_home = browser.post("/presensi/masuk")
    from_month = browser.post(
        "/presensi/masuk", headers={"Referer": "http://127.0.0.1:8000/presensi?bulan=2026-11"}
    )

    assert (from_home.status_code, from_home.location) == (303, "/")
    assert (from_month.status_code, from_month.location) == (303, "/presensi")
    assert Attendance.select().count() == 1


@pytest.mark.parametrize("path", ["/presensi/masuk", "/presensi/pulang"])
def test_a_paused_intern_cannot_tap(visit, cast, path):
    Placement.update(state="paused").execute()

    assert visit(cast.sari).post(path).status_code == 409


@pytest.mark.parametrize("who", ["rina", "wati", "hasan", "ningsih"])
def test_attendance_is_for_interns(visit, cast, who):
    browser = visit(getattr(cast, who))

    assert browser.get("/presensi").status_code == 403
    assert browser.post("/presensi/masuk").status_code == 403


def test_a_stranger_signs_in_first(visit):
    assert visit().get("/presensi").status_code == 303


def test_the_month_shows_what_happened(visit, cast):
    add_holiday(cast.banua.id, dt.date(2026, 11, 10), "Hari jadi contoh", HolidayKind.LOCAL)
    placement = Placement.get_by_id(cast.placement.id)
    check_in(placement, TODAY, cast.sari.id, NOON)
    report_absence(
        placement, TODAY - 2 * DAY, AttendanceKind.SICK, "Sudah ke puskesmas", cast.sari.id, NOON
    )

    text = visit(cast.sari).get("/presensi?bulan=2026-11").text

    assert "Hari jadi contoh" in text
    assert "Sudah ke puskesmas" in text
    assert "12.00–" in text
    assert "hari=2026-11-17#report" in text  # yesterday has no word yet
    assert "hari=2026-11-10" not in text


def test_the_latest_day_comes_first(visit, cast):
    placement = Placement.get_by_id(cast.placement.id)
    for ago, note in ((2, "Demam lebih dulu"), (1, "Demam kemudian")):
        report_absence(placement, TODAY - ago * DAY, AttendanceKind.SICK, note, cast.sari.id, NOON)

    own, of_office = (
        visit(person).get(address).text
        for person, address in (
            (cast.sari, "/presensi"),
            (cast.wati, f"/peserta/{cast.placement.key}"),
        )
    )

    assert own.index("Demam kemudian") < own.index("Demam lebih dulu")
    assert of_office.index("Demam lebih dulu") < of_office.index("Demam kemudian")


def test_the_pdf_and_the_word_when_away_stand_above_the_days(visit, cast):
    text = visit(cast.sari).get("/presensi").text

    assert text.index("/presensi/2026-11.pdf") < text.index('id="totals"')
    assert text.index('action="/presensi/kabar"') < text.index('id="totals"')


@pytest.mark.parametrize(
    ("asked", "is_open"), [("", False), ("?kabar=1", True), ("?hari=2026-11-17", True)]
)
def test_the_word_when_away_is_folded_until_it_is_asked_for(visit, cast, asked, is_open):
    text = visit(cast.sari).get(f"/presensi{asked}").text

    assert ('id="report" open' in text) is is_open


def test_another_month_has_the_way_back(visit, cast):
    text = visit(cast.sari).get("/presensi?bulan=2026-10").text

    assert "/presensi?bulan=2026-09" in text
    assert "/presensi?bulan=2026-11" in text
    assert "Sep 2026" in text  # both fit into one line of a phone


@pytest.mark.parametrize("month", ["", "x", "2026-13", "0001-01", "9999-12", "2026-11-01"])
def test_a_month_that_is_none_is_this_month(visit, cast, month):
    assert "bulan=2026-10" in visit(cast.sari).get(f"/presensi?bulan={month}").text


def test_a_word_is_kept(visit, cast):
    said = visit(cast.sari).post(
        "/presensi/kabar", {"kind": "excused", "day": "2026-11-19", "note": "Ujian"}
    )

    row = Attendance.get()
    assert (said.status_code, said.location) == (303, "/presensi?bulan=2026-11")
    assert (row.kind, row.day, row.note) == ("excused", dt.date(2026, 11, 19), "Ujian")


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"kind": ""}, 422),
        ({"kind": "present"}, 422),
        ({"day": ""}, 422),
        ({"day": "kemarin"}, 422),
        ({"day": "9999-12-31"}, 422),
        ({"day": "2026-11-01"}, 409),
        ({"day": "2026-12-24"}, 409),
        ({"day": "2026-11-21"}, 409),  # a Saturday
    ],
)
def test_a_word_that_cannot_be_keeps_what_was_typed(visit, cast, changes, status):
    data = {"kind": "sick", "day": "2026-11-18", "note": "Surat dokter menyusul", **changes}

    answer = visit(cast.sari).post("/presensi/kabar", data)

    assert answer.status_code == status
    assert 'id="report" open' in answer.text
    assert "Surat dokter menyusul" in answer.text
    assert not Attendance.select().exists()


@pytest.mark.parametrize(
    ("zone", "shown"),
    [("Asia/Jakarta", "11.00"), ("Asia/Makassar", "12.00"), ("Asia/Jayapura", "13.00")],
)
def test_the_clock_is_the_offices(visit, cast, zone, shown):
    Office.update(zone=zone).execute()

    assert shown in visit(cast.sari, htmx=True).post("/presensi/masuk").text
