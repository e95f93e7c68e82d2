"""A month of an office equals what was counted by hand; page, PDF and workbook say the same."""

import io

import html5lib
import pytest
from openpyxl import load_workbook

from tests.support.answers import text_of

from .seeded import seed

pytestmark = pytest.mark.usefixtures("noon")
HEADS = (
    "Nama|Unit",
    "1 Kam|2 Jum|3 Sab|4 Min|5 Sen|6 Sel|7 Rab|8 Kam|9 Jum|10 Sab|11 Min|12 Sen|13 Sel|14 Rab",
    "15 Kam|16 Jum|17 Sab|18 Min|19 Sen|20 Sel|21 Rab|22 Kam|23 Jum|24 Sab|25 Min|26 Sen|27 Sel",
    "28 Rab|29 Kam|30 Jum|31 Sab",
    "Hari|T|½|D|+|I|S|TK|Jam|Prog.|Izin|Pekan",
)
# Counted by hand from seeded.py. A line a week; then the sums of the month and of the whole.
SARI = (
    "Sari Contoh|PVL",
    "H|T|H?|·",
    "H½|I|S|D|TK|H+|·",
    "H½|T½|L|H|H|·|·",
    "H|H|H|H|H|·|·",
    "J|J|H|I|I|·",
    # 15 days count: the Saturday that nobody confirmed does not
    "15|2|3|1|1|3|1|1",
    # 7,42 + 7,4 + 5,5 + 8 + 3 + 4,92 + 4,9 + 7,5 + 4 × 10,5 + 7,5 + 7,5; one day has no time out
    "105,64?",
    # three days of September as well; 37,32 hours in the week that began then, 49,5 in the fourth
    "18/20|3/2|2 (1?)",
)
TONO = (
    "Tono Contoh|Pencegahan",
    "/|/|/|/",
    "/|/|/|/|/|/|/",
    "H|I|L|T|TK|·|·",
    "H|H|H|H|H|/|/",
    "/|/|/|/|/|/",
    "7|1|0|0|0|1|0|1",
    "52",
    "7/10|1/–|–",
)
MONTH = "/presensi/rekap{}?bulan=2026-10"


def cells(*lines: str) -> list[str]:
    return [cell for line in lines for cell in line.split("|")]


@pytest.fixture
def lived(cast):
    seed(cast)
    return cast


def page_rows(text: str) -> list[list[str]]:
    tree = html5lib.parse(text, treebuilder="lxml", namespaceHTMLElements=False)
    table = tree.xpath("//table[@class='month']")[0]
    return [
        [" ".join("".join(cell.itertext()).split()) for cell in row.xpath("th|td")]
        for row in table.xpath(".//tr")
    ]


def workbook_rows(body: bytes) -> list[list[str]]:
    sheet = load_workbook(io.BytesIO(body)).worksheets[0]
    return [[as_shown(cell) for cell in row] for row in sheet.iter_rows(min_row=3, max_row=5)]


def as_shown(cell) -> str:
    return str(cell.value).replace(".", ",") if isinstance(cell.value, float) else str(cell.value)


def test_the_page_is_the_hand_count(visit, lived):
    head, *rows = page_rows(visit(lived.wati).get(MONTH.format("")).text)

    assert head == cells(*HEADS)
    assert rows == [cells(*SARI), cells(*TONO)]


def test_the_workbook_is_the_hand_count(visit, lived):
    rows = workbook_rows(visit(lived.wati).get(MONTH.format(".xlsx")).data)

    assert rows == [cells(*HEADS), cells(*SARI), cells(*TONO)]


def test_the_print_is_the_hand_count(visit, lived):
    text = " ".join(text_of(visit(lived.wati).get(MONTH.format(".pdf"))).split())

    heads = [head.replace(" ", "") for head in cells(*HEADS)]  # the weekday stands below its day
    for line in (heads, cells(*SARI), cells(*TONO)):
        assert " ".join(line) in text
    for said in ("Perwakilan Banua", "Hari Umpama", "Koordinator magang", "Kepala perwakilan"):
        assert said in text


def test_a_dash_and_a_question_mark_come_with_their_reason(visit, lived):
    text = visit(lived.wati).get(MONTH.format("")).text

    assert "ketentuan program belum diisi: Siswa SMK · PKL" in text
    assert "ada jam pulang yang tidak tercatat" in text


def test_the_interns_own_month_counts_the_same(visit, lived):
    month = visit(lived.sari).get("/presensi?bulan=2026-10").text

    assert 'hari hadir</dt><dd class="number">15</dd>' in month
    assert "105,64</dd>" in month
    assert "belum dikonfirmasi kantor" in month
    assert "izin 2 jam, sudah disetujui" in month
