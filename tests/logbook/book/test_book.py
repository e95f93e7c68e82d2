"""The whole logbook on paper and as a table."""

import csv
import datetime as dt
import io

import pytest

from mori.logbook.models import Activity, Entry
from mori.logbook.operations import Writing, approve_entry, change_entry, return_entry
from mori.placements.models import Placement
from tests.cast import NOON, TODAY, place
from tests.logbook.writing import write_entry
from tests.support.answers import pages_of, text_of

DAY = dt.timedelta(days=1)
ODD = "#set text(red) *tebal* $x$ \\ 😀 שלום"


pytestmark = pytest.mark.usefixtures("noon")


def write(cast, age: int, text: str, **fields) -> Entry:
    day, at = TODAY - age * DAY, NOON - age * DAY
    entry = write_entry(cast, day, text, at, **{"held_since": NOON} | fields)
    return Entry.get_by_id(entry.id)


@pytest.fixture
def book(cast):
    """Four days: initialled, returned, improved since, and written late with odd signs."""
    activity = Activity.get(Activity.unit_code == "")
    first = write(cast, 9, "Menerima konsultasi.", minutes=450, activity=activity, learnt="Sabar.")
    approve_entry(first, 1, cast.rina.id, NOON - 8 * DAY)
    return_entry(write(cast, 8, "Menelaah berkas."), 1, cast.rina.id, "Berkas apa?", NOON)
    improved = write(cast, 7, "Naskah pertama.")
    change_entry(improved, Writing("Naskah kedua."), 1, NOON)
    write(cast, 6, ODD, is_late=True, unit=cast.pencegahan, supervisor=cast.budi)


def table_of(reply) -> list[list[str]]:
    assert (reply.status_code, reply.mimetype) == (200, "text/csv")
    assert reply.data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(reply.data.decode("utf-8-sig"))))


def test_the_book_says_how_each_entry_stands(visit, cast, book):
    text = text_of(visit(cast.sari).get("/logbook.pdf"))

    for part in (
        "Perwakilan Banua",
        "Sari Contoh",
        "November 2026 · Penerimaan dan Verifikasi Laporan",
        "November 2026 · Pencegahan Maladministrasi",
        "Senin, 9 November 2026",
        "7,5 jam",
        "Sabar.",
        "Diparaf Rina Contoh, Sel 10 Nov, 12.00",
        "Dikembalikan Rina Contoh",
        "belum ditinjau",
        "ditulis belakangan",
        "Pembimbing",
        "Rina Contoh",
    ):
        assert part in text, part
    assert "Naskah kedua." in text
    assert "Naskah pertama." not in text


def test_odd_signs_come_out_as_they_are_or_by_name(visit, cast, book):
    text = " ".join(text_of(visit(cast.sari).get("/logbook.pdf")).split())

    assert "#set text(red) *tebal* $x$ \\ □" in text
    assert set("שלום") <= set(text)


def test_the_table_has_every_entry_and_runs_nothing(visit, cast, book):
    write(cast, 5, '=HYPERLINK("http://contoh.example")', learnt=" @SUM(1)")

    heading, *rows = table_of(visit(cast.sari).get("/logbook.csv"))

    assert heading[0] == "Hari"
    assert [row[0] for row in rows] == [f"2026-11-{day:02}" for day in (9, 10, 11, 12, 13)]
    assert rows[0][3] == "7,5"
    assert rows[0][10:] == ["Rina Contoh", "2026-11-10 12:00"]
    assert rows[3][4] == ODD
    assert rows[4][4].startswith("'=HYPERLINK")
    assert rows[4][5] == "' @SUM(1)"


def test_excel_in_indonesia_finds_columns(visit, cast, book):
    reply = visit(cast.sari).get("/logbook.csv?untuk=excel")

    text = reply.get_data().decode("utf-8")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))

    assert text.startswith("\ufeff")
    assert {len(row) for row in rows} == {12}
    assert rows[1][3] == "7,5"


def test_files_are_named_after_whose_they_are(visit, cast, book):
    def named(path):
        return visit(cast.sari).get(path).headers["Content-Disposition"]

    key = cast.placement.key.lower()
    assert named("/logbook.csv") == f'attachment; filename="logbook-sari-contoh-{key}.csv"'
    assert named("/logbook.pdf") == f'inline; filename="logbook-sari-contoh-{key}.pdf"'
    assert named("/presensi/2026-11.pdf") == 'inline; filename="presensi-sari-contoh-2026-11.pdf"'


def test_a_long_logbook_is_read_in_portions(visit, cast):
    for age in range(205):
        write(cast, age, f"Catatan {age}")

    rows = table_of(visit(cast.sari).get("/logbook.csv"))

    assert len(rows) == 206
    assert len({row[0] for row in rows}) == 206


@pytest.mark.parametrize("who", ["wati", "hasan"])
def test_coordinator_and_head_read_all(visit, cast, book, who):
    reply = visit(getattr(cast, who)).get(f"/peserta/{cast.placement.key}/logbook.csv")

    assert len(table_of(reply)) == 5


def test_a_supervisor_reads_what_is_theirs_and_the_book_says_so(visit, cast, book):
    browser = visit(cast.rina)

    rows = table_of(browser.get(f"/peserta/{cast.placement.key}/logbook.csv"))
    text = text_of(browser.get(f"/peserta/{cast.placement.key}/logbook.pdf"))

    assert len(rows) == 4
    assert "Pencegahan Maladministrasi" not in text
    assert "Hanya memuat catatan yang dibimbing Rina Contoh" in text


@pytest.mark.parametrize("who", ["joko", "citra", "tono", "laila", "ningsih"])
@pytest.mark.parametrize("kind", ["pdf", "csv"])
def test_nobody_else_gets_it(visit, cast, book, who, kind):
    path = f"/peserta/{cast.placement.key}/logbook.{kind}"

    assert visit(getattr(cast, who)).get(path).status_code == 404


@pytest.mark.parametrize("who", ["rina", "wati", "ningsih"])
def test_ones_own_is_for_interns(visit, cast, who):
    assert visit(getattr(cast, who)).get("/logbook.pdf").status_code == 403


def test_before_the_first_day_there_is_no_book(visit, cast):
    Placement.update(starts_on=TODAY + DAY).execute()

    assert visit(cast.sari).get("/logbook.pdf").status_code == 409


def test_the_last_internship_is_the_one_printed(visit, cast, book):
    place(cast.sari, cast.banua, [(cast.pvl, cast.rina, None)], dt.date(2025, 1, 6))

    assert "Menerima konsultasi." in text_of(visit(cast.sari).get("/logbook.pdf"))


def test_an_empty_book_says_so(visit, cast):
    assert "Belum ada catatan." in text_of(visit(cast.tono).get("/logbook.pdf"))
    assert len(table_of(visit(cast.tono).get("/logbook.csv"))) == 1


def test_the_line_that_says_who_initialled_stands_under_its_text(visit, cast):
    for age in range(9):
        write(cast, age, "Menyusun daftar.\n" * 10)  # the text ends where a page does

    pages = pages_of(visit(cast.sari).get("/logbook.pdf"))

    first_lines = [page.strip().splitlines()[0] for page in pages[1:]]
    assert first_lines
    assert not [line for line in first_lines if "belum ditinjau" in line]
