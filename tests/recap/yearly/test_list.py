"""The list of a year's interns: page, PDF and workbook say the same."""

import datetime as dt

import pytest

from mori.core.workdays import DAY
from mori.placements.models import Placement
from mori.placements.operations import withdraw_placement
from mori.recap.models import DayFact, OfficeRollup
from mori.recap.yearly.queries import PAGE
from tests.cast import NOON, TODAY, place
from tests.recap.files.asking import made
from tests.recap.reports.seeded import seed
from tests.recap.reports.test_hand_count import page_rows, workbook_rows
from tests.recap.rollups.recounting import rebuild
from tests.support.answers import text_of

pytestmark = pytest.mark.usefixtures("noon")

LIST = "/laporan/peserta?tahun=2026"
FILE = "/laporan/peserta/berkas?tahun=2026"
PVL, PENCEGAHAN = "Penerimaan dan Verifikasi Laporan", "Pencegahan Maladministrasi"
FROM = "2 November 2026"
BY_HAND = [
    ["Nama", "Asal lembaga", "Jenis peserta", "Program", "Unit", "Dari", "Sampai", "Status",
     "Nomor sertifikat", "Hari"],
    ["Sari Contoh", "Universitas Umpama", "Mahasiswa", "Magang", PVL, FROM, "31 Desember 2026",
     "Aktif", "–", "4"],
    ["Tono Contoh", "Universitas Contoh", "Mahasiswa", "Magang", PENCEGAHAN, FROM,
     "31 Desember 2026", "Aktif", "–", "2"],
    ["Ani Misal", "Universitas Umpama", "Mahasiswa", "Magang", PENCEGAHAN, FROM,
     "13 November 2026", "Selesai", "017/X/2026", "0"],
]  # fmt: skip
BRIEF = {
    PVL: "PVL", PENCEGAHAN: "Pencegahan", FROM: "2 Nov 2026",
    "31 Desember 2026": "31 Des 2026", "13 November 2026": "13 Nov 2026",
}  # fmt: skip


@pytest.fixture
def lived(cast):
    seed(cast)
    return cast


def test_page_workbook_and_paper_say_what_was_written_by_hand(visit, lived, store):
    browser = visit(lived.hasan)

    briefly = [[BRIEF.get(cell, cell) for cell in line] for line in BY_HAND]
    assert page_rows(browser.get(LIST).text) == briefly
    assert workbook_rows(made(browser, store, FILE, "xlsx").data, len(BY_HAND)) == BY_HAND
    text = "".join(text_of(made(browser, store, FILE, "pdf")).split())
    assert "PerwakilanBanua" in text
    for line in BY_HAND[1:]:
        for cell in line:
            assert "".join(cell.split()) in text.replace("-", ""), cell


def test_an_internship_over_new_year_is_in_both_years(visit, lived):
    Placement.update(ends_on=dt.date(2027, 1, 9)).where(
        Placement.id == lived.placement.id
    ).execute()

    text = visit(lived.wati).get("/laporan/peserta?tahun=2027").text

    assert [row[0] for row in page_rows(text)[1:]] == ["Sari Contoh"]
    assert page_rows(text)[1][-1] == "0"


def test_days_of_an_office_that_is_not_counted_are_dashes(visit, lived):
    OfficeRollup.delete().execute()

    text = visit(lived.wati).get(LIST).text

    assert [row[-1] for row in page_rows(text)[1:]] == ["–", "–", "–"]
    assert "– Hitungan kantor ini belum disusun." in text


def test_who_stepped_back_before_the_first_day_was_none(visit, lived):
    before = page_rows(visit(lived.hasan).get(LIST).text)
    soon = place(lived.laila, lived.banua, [(lived.pvl, lived.rina, None)], TODAY + 9 * DAY)
    withdraw_placement(soon, "", lived.wati.id, NOON)

    assert page_rows(visit(lived.hasan).get(LIST).text) == before


def test_who_stepped_back_later_was_one(visit, lived):
    withdraw_placement(lived.placement, "", lived.wati.id, NOON)
    rebuild(lived.banua)

    assert "Sari Contoh" in [row[0] for row in page_rows(visit(lived.hasan).get(LIST).text)]


def test_days_to_come_do_not_count(visit, lived):
    before = page_rows(visit(lived.hasan).get(LIST).text)
    fact = DayFact.select().where(DayFact.placement == lived.placement).get()
    fact.id, fact.day, fact.field_duty = None, TODAY + DAY, 1
    fact.save(force_insert=True)

    assert page_rows(visit(lived.hasan).get(LIST).text) == before


def test_it_is_read_by_the_page_and_the_file_is_whole(visit, lived, store):
    for _each in range(PAGE):
        place(lived.sari, lived.banua, [(lived.pvl, lived.rina, None)])
    browser = visit(lived.wati)

    text = browser.get(LIST).text

    assert len(page_rows(text)) - 1 == PAGE
    assert "after=2026-11-02~" in text
    workbook = workbook_rows(made(browser, store, FILE, "xlsx").data, PAGE + 4)
    assert [row[0] for row in workbook].count("Sari Contoh") == PAGE + 1


def test_another_office_lists_its_own(visit, lived):
    text = visit(lived.citra).get(LIST).text

    assert [row[0] for row in page_rows(text)[1:]] == ["Laila Contoh"]


@pytest.mark.parametrize("year", ["besok", "99999", "1066", "٢٠٢٦"])
@pytest.mark.parametrize("kind", ["", "/berkas"])
def test_what_is_no_year_is_said(visit, lived, year, kind):
    reply = visit(lived.wati).get(f"/laporan/peserta{kind}?tahun={year}")

    assert reply.status_code == 422
    assert "Tahun itu tidak dikenali." in reply.text


def test_a_year_without_interns_says_so(visit, lived, store):
    browser = visit(lived.wati)
    paper = made(browser, store, "/laporan/peserta/berkas?tahun=2019", "pdf")

    assert "Tidak ada peserta magang" in browser.get("/laporan/peserta?tahun=2019").text
    assert "Tidak ada peserta magang" in text_of(paper)
