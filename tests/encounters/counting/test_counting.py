"""What is counted of a note, once and by consent, and what an office sees of it."""

import datetime as dt
import json
from dataclasses import replace
from itertools import product

import pytest

from mori.encounters.counting.jobs import jobs
from mori.encounters.counting.models import CountedForm, NoteCount
from mori.encounters.counting.operations import count_note
from mori.encounters.counting.rules import FEWEST, Sort, shown_counts
from mori.encounters.rules import Note, plain
from mori.institutions.queries import region_by_code
from tests.cast import NOON, TODAY
from tests.encounters.making import WHOLE, carried, hidden

pytestmark = pytest.mark.usefixtures("noon")

LAST_MONTH = dt.date(2026, 10, 5)
HERE, THERE, ABROAD = "63.71", "63.03", "18.71"


def counted(code: str, times: int, day: dt.date = LAST_MONTH, service="ktp", late="week"):
    region = region_by_code(code)
    said = [(Sort.ALL, ""), (Sort.SERVICE, service), (Sort.HAPPENED, "late"), (Sort.OVER, late)]
    for number in range(times):
        token = f"{code} {service} {late} {day} {number}"[:40]
        count_note(region.id, said, token, day)


def rows() -> dict[tuple[str, str], int]:
    return {(row.sort.value, row.value): row.notes for row in NoteCount.select()}


@pytest.mark.once
def test_no_small_count_can_be_worked_out_of_those_that_are_shown():
    for numbers in product(range(9), repeat=4):
        counts = dict(zip("abcd", numbers, strict=True))
        shown = shown_counts(counts)
        left = sum(numbers) - sum(shown.values())
        hidden = [each for name, each in counts.items() if each and name not in shown]

        assert all(each >= FEWEST for each in shown.values())
        assert left == 0 or left >= FEWEST or not shown
        assert len(hidden) != 1 or not shown
    assert shown_counts({"a": 9, "b": 6, "c": 1}) == {"a": 9}, "no more than it takes"


def test_a_note_is_counted_by_one_thing_at_a_time_and_goes_on_as_counted(visit):
    browser = visit()
    asks = browser.post("/catatan/hitung", hidden())
    assert "Akta kelahiran" in asks.text
    assert "Dinas" not in asks.text.split("</ul>")[0].split("<ul>")[-1]

    page = browser.post("/catatan/hitung/simpan", {**hidden(), "region": "Kota Banjarmasin"})

    assert rows() == {
        ("all", ""): 1,
        ("service", "akta-kelahiran"): 1,
        ("happened", "late"): 1,
        ("happened", "money"): 1,
        ("over", "month"): 1,
    }
    assert {row.month for row in NoteCount.select()} == {TODAY.replace(day=1)}
    assert json.loads(carried(page))["counted_on"] == TODAY.isoformat()
    assert "/catatan/hitung" not in page.text
    again = {"note": carried(page)}
    assert browser.post("/catatan/hitung", again).status_code == 409
    sent = browser.post("/catatan/hitung/simpan", {**again, "region": "Kota Banjarmasin"})
    assert sent.status_code == 409


def test_a_double_tap_counts_once(visit, app):
    browser = visit()
    form = {**hidden(), "region": "Kota Banjarmasin", "token": "satu"}

    for _again in range(2):
        assert browser.post("/catatan/hitung/simpan", form).status_code == 200

    assert set(rows().values()) == {1}
    for job in jobs(app.config["SETTINGS"]):
        for piece in job(NOON + dt.timedelta(days=3)):
            piece()
    assert not CountedForm.select().exists()


def test_a_place_has_to_be_a_regency(visit):
    browser = visit()

    for said in ("", "Kalimantan Selatan", "Tempat Rekaan"):
        page = browser.post("/catatan/hitung/simpan", {**hidden(), "region": said})
        assert page.status_code == 422
        assert said in page.text
    assert not NoteCount.select().exists()


def test_what_was_violence_or_is_not_over_is_not_counted(visit):
    browser = visit()
    for note in (replace(WHOLE, happened=("harm", "late")), Note(service="Akta")):
        page = {"note": json.dumps(plain(note)), "region": "Kota Banjarmasin"}
        assert browser.post("/catatan/hitung/simpan", page).status_code == 404
        assert "/catatan/hitung" not in browser.post("/catatan/lanjut", page).text
    assert not NoteCount.select().exists()


def test_an_office_sees_its_own_regencies_and_nothing_below_five(visit, cast):
    counted(HERE, 6)
    counted(THERE, 5, service="sekolah", late="longer")
    counted(HERE, 1, service="puskesmas")
    counted(ABROAD, 9, service="pupuk-bersubsidi")

    for person in (cast.wati, cast.hasan):
        page = visit(person).get("/jumlah-catatan").text
        assert "12 catatan" in page
        assert "Banjarmasin" in page
        assert "puskesmas" not in page
        assert "Pupuk" not in page
        assert "Sebagian tidak ditampilkan" in page
    theirs = visit(cast.citra).get("/jumlah-catatan").text
    assert "9 catatan" in theirs
    assert "Banjarmasin" not in theirs
    table = visit(cast.wati).get("/jumlah-catatan.csv").text
    assert "Oktober" in page
    assert "2026-10" in table
    assert "puskesmas" not in table


def test_a_month_is_shown_once_it_is_over(visit, cast):
    counted(HERE, 7, TODAY)

    page = visit(cast.wati).get("/jumlah-catatan")

    assert "Belum ada bulan" in page.text
    assert visit(cast.wati).get("/jumlah-catatan?bulan=2026-11").status_code == 404
    assert visit(cast.wati).get("/jumlah-catatan?bulan=x").status_code == 404
    assert visit(cast.wati).get("/jumlah-catatan.csv").status_code == 200


def test_fewer_than_five_are_not_told(visit, cast):
    counted(HERE, 4)

    page = visit(cast.wati).get("/jumlah-catatan").text

    assert "Kurang dari 5 catatan" in page
    assert "KTP" not in page


def test_nobody_else_sees_counts(visit, cast):
    counted(HERE, 6)

    for person in (cast.sari, cast.budi, cast.ningsih, cast.gita):
        for path in ("/jumlah-catatan", "/jumlah-catatan.csv"):
            assert visit(person).get(path).status_code in (403, 404)
    assert "Belum ada bulan" in visit(cast.citra).get("/jumlah-catatan").text
    assert visit(cast.citra).get("/jumlah-catatan?bulan=2026-10").status_code == 404
