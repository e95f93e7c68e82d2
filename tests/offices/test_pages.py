import datetime as dt
import re

import pytest

from mori.offices.models import Holiday, Office, OfficeHours, Unit
from mori.offices.operations import add_holiday, load_national_holidays, set_standard_hours
from mori.offices.rules import HolidayKind
from tests.support.answers import text_of

pytestmark = pytest.mark.usefixtures("noon")

PAGES = ["/kantor", "/kantor/jam", "/kantor/libur", "/kantor/libur?tahun=2027"]
CHANGES = [
    "/kantor",
    "/kantor/unit",
    "/kantor/jam",
    "/kantor/jam/baku",
    "/kantor/jam/ramadan",
    "/kantor/libur",
]


@pytest.mark.parametrize("path", PAGES)
def test_coordinators_and_heads_read(visit, cast, path):
    for who in (cast.wati, cast.hasan):
        assert visit(who).get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("who", ["sari", "rina", "ningsih"])
def test_others_do_not(visit, cast, who, path):
    assert visit(getattr(cast, who)).get(path).status_code == 403


@pytest.mark.parametrize("path", CHANGES)
@pytest.mark.parametrize("who", ["sari", "rina", "ningsih", "hasan"])
def test_only_coordinators_change(visit, cast, who, path):
    assert visit(getattr(cast, who)).post(path).status_code == 403


def test_a_head_finds_no_forms(visit, cast):
    for path in PAGES:
        assert 'action="/kantor' not in visit(cast.hasan).get(path).text


def test_the_office_is_renamed(visit, cast):
    data = {"name": "Perwakilan Banua Raya", "seat": "Kota Umpama"}

    assert visit(cast.wati).post("/kantor", data).status_code == 303
    assert Office.get_by_id(cast.banua.id).seat == "Kota Umpama"


def test_printed_sheets_carry_the_letterhead(visit, cast):
    browser = visit(cast.wati)
    head = "KANTOR CONTOH\n\nPerwakilan Banua\nJalan Contoh No. 1 · 0511-000000"

    browser.post("/kantor", {"name": "Nama Pendek", "seat": "Kota Umpama", "letterhead": head})
    sheet = text_of(browser.get("/presensi/lembar.pdf"))

    assert sheet.splitlines()[:3] == [line for line in head.splitlines() if line]
    assert "Nama Pendek" not in sheet
    assert "Jalan Contoh No. 1" in browser.get("/kantor").text


def test_a_unit_is_added_and_closed(visit, cast):
    browser = visit(cast.wati)

    browser.post("/kantor/unit", {"name": "Pemeriksaan Laporan", "short": "Pemeriksaan"})
    unit = Unit.get(Unit.code == "pemeriksaan")
    browser.post(f"/kantor/unit/{unit.key}", {"name": "Pemeriksaan", "short": "Periksa"})

    unit = Unit.get_by_id(unit.id)
    assert (unit.name, unit.short, unit.is_open) == ("Pemeriksaan", "Periksa", False)
    browser.post(
        f"/kantor/unit/{unit.key}", {"name": "Pemeriksaan", "short": "Periksa", "is_open": "y"}
    )
    assert Unit.get_by_id(unit.id).is_open


@pytest.mark.parametrize(
    ("path", "data", "kept"),
    [
        ("/kantor", {"name": "", "seat": "Kota Ketik"}, "Kota Ketik"),
        ("/kantor/unit", {"name": "Unit Ketik", "short": ""}, "Unit Ketik"),
        ("/kantor/unit", {"name": "Unit Ketik", "short": "PVL"}, "Unit Ketik"),  # taken
        ("/kantor/unit", {"name": "Unit Ketik", "short": "…"}, "Unit Ketik"),
        ("/kantor/jam", {"weekdays": ["0"], "opens": "siang", "closes": "16:00"}, "siang"),
        ("/kantor/jam", {"opens": "08:11", "closes": "16:00"}, "08:11"),
        ("/kantor/jam", {"weekdays": ["0"], "opens": "16:00", "closes": "08:12"}, "08:12"),
        (
            "/kantor/jam",
            {"weekdays": ["0"], "opens": "08:13", "closes": "16:00", "break_minutes": "lama"},
            "lama",
        ),
        (
            "/kantor/jam",
            {"weekdays": ["0"], "opens": "08:00", "closes": "16:00", "from_on": "2026-02-01"},
            "2026-02-01",
        ),
        ("/kantor/jam/ramadan", {"from_on": "2027-03-09", "until_on": "2027-02-08"}, "2027-03-09"),
        ("/kantor/libur", {"day": "2026-12-30", "name": ""}, "2026-12-30"),
        ("/kantor/libur", {"day": "besok", "name": "Hari Ketik"}, "Hari Ketik"),
        ("/kantor/libur", {"day": "2031-01-01", "name": "Hari Ketik"}, "Hari Ketik"),
    ],
)
def test_bad_input_comes_back_as_it_was_typed(visit, cast, path, data, kept):
    answer = visit(cast.wati).post(path, data)

    assert answer.status_code == 422
    assert kept in answer.text


def test_hours_are_set_and_taken_away(visit, cast):
    browser = visit(cast.wati)

    browser.post(
        "/kantor/jam",
        {"weekdays": ["5"], "opens": "08:00", "closes": "12:00", "break_minutes": "0"},
    )
    saturday = OfficeHours.get(OfficeHours.weekday == 5)
    assert (saturday.office_id, saturday.closes) == (cast.banua.id, dt.time(12))

    browser.post(f"/kantor/jam/{saturday.key}/hapus")
    assert not OfficeHours.select().where(OfficeHours.weekday == 5).exists()


@pytest.mark.parametrize("season", [(), (dt.date(2027, 2, 8), dt.date(2027, 3, 9))])
def test_hours_taken_away_by_mistake_are_put_back(visit, cast, season):
    if season:
        set_standard_hours(cast.banua.id, season)
    mondays = OfficeHours.select(
        OfficeHours.opens, OfficeHours.closes, OfficeHours.break_minutes, OfficeHours.from_on
    ).where(OfficeHours.weekday == 0, OfficeHours.office == cast.banua)
    before = set(mondays.tuples())
    begins = OfficeHours.from_on == season[0] if season else OfficeHours.from_on.is_null()
    row = OfficeHours.get(OfficeHours.weekday == 0, OfficeHours.office == cast.banua, begins)
    browser = visit(cast.wati)

    asked = browser.post(f"/kantor/jam/{row.key}/hapus", follow_redirects=True).text
    gone = set(mondays.tuples())
    undo = asked.split('id="dropped"')[1].split("</form>")[0]
    browser.post("/kantor/jam", dict(re.findall(r'name="?(\w+)"? value="?([^">]+)', undo)))

    assert len(gone) == len(before) - 1
    assert set(mondays.tuples()) == before


def test_hours_that_are_there_are_not_called_taken_away(visit, cast):
    path = "/kantor/jam?weekdays=0&opens=07:30&closes=16:00&break_minutes=60"

    there = visit(cast.wati).get(path).text
    OfficeHours.delete().where(OfficeHours.weekday == 0).execute()

    assert 'id="dropped"' not in there
    assert 'id="dropped"' in visit(cast.wati).get(path).text
    assert 'id="dropped"' not in visit(cast.hasan).get(path).text


def test_the_regulations_hours_come_with_one_button(visit, cast):
    OfficeHours.delete().where(OfficeHours.office == cast.banua).execute()
    browser = visit(cast.wati)
    assert "Perpres 21/2023" in browser.get("/kantor/jam").text

    browser.post("/kantor/jam/baku")
    browser.post("/kantor/jam/ramadan", {"from_on": "2027-02-08", "until_on": "2027-03-09"})

    assert OfficeHours.select().where(OfficeHours.office == cast.banua).count() == 10


def test_a_season_that_overlaps_is_refused_and_another_removed(visit, cast):
    set_standard_hours(cast.banua.id, (dt.date(2027, 2, 8), dt.date(2027, 3, 9)))
    browser = visit(cast.wati)

    clash = browser.post("/kantor/jam/ramadan", {"from_on": "2027-03-01", "until_on": "2027-03-20"})
    assert clash.status_code == 422

    row = OfficeHours.get(OfficeHours.from_on == dt.date(2027, 2, 8))
    browser.post(f"/kantor/jam/{row.key}/hapus", {"season": "1"})
    assert not OfficeHours.select().where(OfficeHours.from_on.is_null(False)).exists()


def test_a_day_of_our_own_is_added_once_and_removed(visit, cast):
    browser = visit(cast.wati)
    data = {"day": "2026-12-30", "name": "Hari jadi contoh"}

    assert browser.post("/kantor/libur", data).location == "/kantor/libur?tahun=2026"
    assert browser.post("/kantor/libur", data).status_code == 422
    assert "Hari jadi contoh" in browser.get("/kantor/libur").text

    browser.post(f"/kantor/libur/{Holiday.get().key}/hapus")
    assert not Holiday.select().exists()


def test_national_days_show_their_source_and_stay(visit, cast):
    load_national_holidays()
    browser = visit(cast.wati)

    text = browser.get("/kantor/libur?tahun=2027").text

    assert "Hari Raya Idul Fitri" in text
    assert "SKB 3 Menteri" in text
    national = Holiday.get(Holiday.day == dt.date(2027, 3, 10))
    assert national.key not in text
    assert browser.post(f"/kantor/libur/{national.key}/hapus").status_code == 404


@pytest.mark.parametrize("kind", HolidayKind)
def test_every_kind_of_holiday_is_named(visit, cast, kind, word):
    add_holiday(cast.banua.id, dt.date(2026, 12, 30), "Hari contoh", kind)
    browser, named = visit(cast.wati), f"30 Desember · {word(kind)}"

    assert named in browser.get("/kantor/libur?tahun=2026").text
    assert named in browser.get("/kantor").text


def test_another_offices_parts_do_not_exist(visit, cast):
    browser = visit(cast.citra)
    holiday = add_holiday(cast.banua.id, dt.date(2026, 12, 30), "Hari contoh", HolidayKind.LOCAL)
    hours = OfficeHours.get(OfficeHours.office == cast.banua)

    assert browser.get(f"/kantor/unit/{cast.pvl.key}").status_code == 404
    assert browser.post(f"/kantor/unit/{cast.pvl.key}").status_code == 404
    assert browser.post(f"/kantor/jam/{hours.key}/hapus").status_code == 404
    assert browser.post(f"/kantor/libur/{holiday.key}/hapus").status_code == 404


def test_other_slices_add_the_way_to_what_a_coordinator_sets(visit, cast):
    pages = [visit(each).get("/kantor").text for each in (cast.wati, cast.hasan)]

    for path in ("/kantor/kode", "/kantor/frasa"):
        assert [f'href="{path}"' in page for page in pages] == [True, False]
