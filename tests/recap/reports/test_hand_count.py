"""Figures equal those counted by hand; page, PDF, workbook and CSV say the same, cell by cell."""

import csv
import io

import html5lib
import pytest
from openpyxl import load_workbook

from mori.core.files.tables import BOM
from tests.recap.files.asking import made
from tests.support.answers import text_of

from .seeded import ALL, HEADS, SARI, SARI_AND_ANI, TONO, TONO_AND_ANI, seed

pytestmark = pytest.mark.usefixtures("noon")

REPORT = "/laporan?per={}&periode=2026-11"
FILE = "/laporan/berkas/baru?per={}&periode=2026-11"
REPORTS = {
    "unit": ("Unit", ("Pencegahan Maladministrasi", TONO_AND_ANI),
             ("Penerimaan dan Verifikasi Laporan", SARI)),
    "pembimbing": ("Pembimbing", ("Budi Contoh", TONO_AND_ANI), ("Rina Contoh", SARI)),
    "lembaga": ("Asal lembaga", ("Universitas Umpama", SARI_AND_ANI),
                ("Lembaga tidak diketahui", TONO)),
    "jenis-lembaga": ("Jenis lembaga", ("Tidak disebutkan", ALL)),
    "jenis": ("Jenis peserta", ("Mahasiswa", ALL)),
    "program": ("Program", ("Magang", ALL)),
    "provinsi": ("Provinsi", ("Kalimantan Selatan", SARI_AND_ANI),
                 ("Daerah tidak diketahui", TONO)),
    "daerah": ("Kabupaten atau kota", ("Kota Banjarmasin", SARI_AND_ANI),
               ("Daerah tidak diketahui", TONO)),
    "kegiatan": ("Jenis kegiatan", ("Jenis kegiatan tidak dipilih",
                 "–|–|6|30,50|4|3|2|1|–|–|–")),
}  # fmt: skip


@pytest.fixture
def lived(cast):
    seed(cast)
    return cast


def by_hand(per: str) -> list[list[str]]:
    what, *rows = REPORTS[per]
    lines = [*rows, ("Seluruh kantor", ALL)]
    return [[what, *HEADS], *([name, *figures.split("|")] for name, figures in lines)]


def page_rows(text: str) -> list[list[str]]:
    tree = html5lib.parse(text, treebuilder="lxml", namespaceHTMLElements=False)
    table = tree.xpath("//table[@class='report']")[0]
    for reason in table.xpath(".//span[@class='unseen']"):
        reason.getparent().remove(reason)
    return [
        [" ".join("".join(cell.itertext()).split()) for cell in row.xpath("th|td")]
        for row in table.xpath(".//tr")
    ]


def workbook_rows(body: bytes, height: int) -> list[list[str]]:
    sheet = load_workbook(io.BytesIO(body)).worksheets[0]
    rows = sheet.iter_rows(min_row=3, max_row=2 + height, values_only=True)
    return [[_as_shown(cell) for cell in row] for row in rows]


def as_number(text: str) -> str:
    """What a number comes to that is written with two places: 8,00 is 8."""
    return text.rstrip("0").rstrip(",") if "," in text else text


def _as_shown(cell) -> str:
    return str(cell).replace(".", ",") if isinstance(cell, float) else str(cell)


def csv_rows(body: bytes, between: str = ",") -> list[list[str]]:
    text = body.decode().removeprefix(BOM)
    return [*csv.reader(io.StringIO(text), delimiter=between)]


@pytest.mark.parametrize("per", REPORTS)
def test_page_workbook_and_csv_are_the_hand_count(visit, lived, store, per):
    browser, wanted = visit(lived.wati), by_hand(per)

    assert page_rows(browser.get(REPORT.format(per)).text) == wanted
    workbook = made(browser, store, FILE.format(per), "xlsx").data
    assert workbook_rows(workbook, len(wanted)) == [
        [as_number(cell) for cell in row] for row in wanted
    ]
    lines = csv_rows(made(browser, store, FILE.format(per), "csv").data)
    assert [line[:-1] for line in lines] == wanted


def test_paper_is_the_hand_count_below_the_heading_with_a_place_to_sign(visit, lived, store):
    answer = made(visit(lived.wati), store, FILE.format("unit"), "pdf")
    text = " ".join(text_of(answer).split())

    assert "Perwakilan Banua" in text
    assert "Laporan per unit, November 2026" in text
    for line in by_hand("unit")[1:]:
        assert " ".join(line) in text
    assert "Kepala perwakilan" in text


def test_a_dash_has_its_reason_everywhere(visit, lived, store):
    browser = visit(lived.wati)
    reason = "Ini tidak dihitung per jenis kegiatan."

    paper, workbook, table = (
        made(browser, store, FILE.format("kegiatan"), each) for each in ("pdf", "xlsx", "csv")
    )

    assert f"– {reason}" in browser.get(REPORT.format("kegiatan")).text
    sheet = load_workbook(io.BytesIO(workbook.data)).worksheets[0]
    assert f"– {reason}" in {cell for (cell,) in sheet.iter_rows(max_col=1, values_only=True)}
    head, line, total = csv_rows(table.data)
    assert (head[-1], line[-1], total[-1]) == ("Keterangan", reason, "")
    assert reason in text_of(paper).replace("\n", " ")


def test_excel_gets_its_semicolons(visit, lived, store):
    reply = made(visit(lived.wati), store, FILE.format("unit"), "csv2")

    assert [line[:-1] for line in csv_rows(reply.data, ";")] == by_hand("unit")


def test_days_outside_the_period_do_not_count(visit, lived):
    text = visit(lived.wati).get("/laporan?per=pembimbing&dari=2026-11-10&sampai=2026-11-18").text

    assert page_rows(text)[1:] == [
        ["Budi Contoh", *["0", "1", "0", "0,00", "0", "0", "–", "0", "0", "1", "1"]],
        ["Rina Contoh", *["0", "0", "0", "0,00", "0", "0", "–", "0", "1", "0", "0"]],
        ["Seluruh kantor", *["0", "1", "0", "0,00", "0", "0", "–", "0", "1", "1", "1"]],
    ]
    assert "– Tidak ada catatan yang diputuskan." in text
