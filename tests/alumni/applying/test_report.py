"""The report: every row of a list is accounted for."""

import re

import pytest

from mori.alumni.applying.rules import ReportGroup
from mori.alumni.imports.models import Import, ImportRow
from mori.alumni.imports.queries import last_alumnus
from mori.alumni.imports.rules import ImportState, RowDecision
from mori.alumni.models import Alumnus
from tests.alumni.applying.applied import fresh, imported, listed, rows_of, take_over, work
from tests.alumni.making import make_alumnus

pytestmark = pytest.mark.usefixtures("app", "noon")
PHONE = "+6281250000001"


@pytest.fixture
def made(cast):
    make_alumnus(cast.banua, "Sari Umpama", phone=PHONE, year=2014)
    lines = (
        "Sari Umpama;;Universitas Contoh;081250000001;;2014",
        "Budi Misal;;Universitas Contoh;O811;;31 Februari 2015",
        "Joko Contoh",
        "Citra Peraga",
        ";99;Universitas Contoh;081250000009",
        "Jumlah;4",
    )
    found = imported(cast, listed(*lines))
    rows = {row.read.cells[0]: row for row in rows_of(found)}
    for name, columns in (
        ("Joko Contoh", {"decision": RowDecision.SKIP}),
        ("Citra Peraga", {"verdict": "doubtful"}),
    ):
        ImportRow.update(columns).where(ImportRow.id == rows[name].id).execute()
    return found


def figures(page):
    """Group → how many the table says."""
    rows = re.findall(r"saring=(\w+)[^>]*>[^<]*</a></th><td class=\"number\">(\d+)", page)
    return {group: int(number) for group, number in rows}


def test_every_row_is_accounted_for_and_the_sums_add_up(visit, cast, made):
    take_over(made, cast)

    page = visit(cast.wati).get(f"/alumni/impor/{made.key}/laporan").text

    found = figures(page)
    assert found == {
        "made": 1,
        "joined": 1,
        "same": 0,
        "skipped": 1,
        "left": 1,
        "unread": 1,
        "nobody": 2,
    }
    assert sum(found.values()) == fresh(made).row_count == 7


def test_each_group_lists_its_rows_as_they_were_written(visit, cast, made):
    take_over(made, cast)
    browser = visit(cast.wati)
    shown = {
        each: browser.get(f"/alumni/impor/{made.key}/laporan?saring={each.value}").text
        for each in ReportGroup
    }

    budi = Alumnus.get(Alumnus.name == "Budi Misal")
    assert f"/alumni/{budi.key}" in shown[ReportGroup.MADE]
    assert "31 Februari 2015" in shown[ReportGroup.MADE]
    assert "Joko Contoh" in shown[ReportGroup.SKIPPED]
    assert "Citra Peraga" in shown[ReportGroup.LEFT]
    assert "081250000009" in shown[ReportGroup.UNREAD]
    assert "Jumlah" in shown[ReportGroup.NOBODY]
    assert "Joko Contoh" not in shown[ReportGroup.MADE]


def test_what_could_not_be_understood_stands_on_the_record_as_it_was(visit, cast, made):
    take_over(made, cast)
    budi = Alumnus.get(Alumnus.name == "Budi Misal")

    page = visit(cast.wati).get(f"/alumni/{budi.key}").text

    for text in ("alumni.csv", "baris 3", "O811", "31 Februari 2015"):
        assert text in page


def test_taken_over_stopped_gone_on_with_and_taken_back_by_the_page(visit, cast, made):
    browser = visit(cast.wati)
    path = f"/alumni/impor/{made.key}"
    states = [fresh(made).state]
    for step in ("masukkan", "masukkan", "henti", "henti", "lanjut"):
        assert browser.post(f"{path}/{step}").location == f"{path}/laporan"
        states.append(fresh(made).state)
    assert states == ["deciding", *["applying"] * 2, *["applying_held"] * 2, "applying"]
    assert "0 dari 7" in browser.get(f"{path}/laporan").text
    work()
    assert "Batalkan seluruh impor" in browser.get(f"{path}/laporan").text

    browser.post(f"{path}/batalkan")
    browser.post(f"{path}/batalkan")
    assert fresh(made).state is ImportState.UNDOING
    browser.post(f"{path}/henti")
    browser.post(f"{path}/lanjut")
    work()

    assert fresh(made).state is ImportState.UNDONE
    assert [row.name for row in Alumnus.select()] == ["Sari Umpama"]


def test_what_was_not_taken_back_is_named(visit, cast, made):
    take_over(made, cast)
    budi = Alumnus.get(Alumnus.name == "Budi Misal")
    Alumnus.update(name="Budi Misalkan").where(Alumnus.id == budi.id).execute()
    browser = visit(cast.wati)

    browser.post(f"/alumni/impor/{made.key}/batalkan")
    work()

    page = browser.get(f"/alumni/impor/{made.key}/laporan").text
    assert "Budi Misalkan" in page
    assert "sudah diubah seseorang" in page


def test_a_decided_list_is_taken_over_by_its_button(visit, cast, made):
    ImportRow.update(decision=RowDecision.LEFT).where(ImportRow.verdict == "doubtful").execute()
    Import.update(compared_to=last_alumnus(cast.banua.id)).execute()
    browser, address = visit(cast.wati), f"/alumni/impor/{made.key}"

    assert f'action="{address}/masukkan"' in browser.get(address).text
    assert "/masukkan" not in visit(cast.hasan).get(address).text

    browser.post(f"{address}/masukkan")
    work()

    assert f"{address}/laporan" in browser.get(address).text
    assert f'href="{address}"' in browser.get(f"{address}/laporan").text


def test_the_progress_alone_answers_htmx(visit, cast, made):
    visit(cast.wati).post(f"/alumni/impor/{made.key}/masukkan")

    fragment = visit(cast.wati, htmx=True).get(f"/alumni/impor/{made.key}/laporan").text

    assert fragment.startswith('<div id="progress"')
    assert "0 dari 7" in fragment


def test_the_head_reads_it_and_changes_nothing(visit, cast, made):
    browser = visit(cast.hasan)

    assert browser.get(f"/alumni/impor/{made.key}/laporan").status_code == 200
    assert browser.post(f"/alumni/impor/{made.key}/masukkan").status_code == 404
    assert fresh(made).state is ImportState.DECIDING


@pytest.mark.parametrize("who", ["citra", "eko", "rina", "sari"])
def test_nobody_else_sees_it(visit, cast, made, who):
    browser = visit(getattr(cast, who))

    assert browser.get(f"/alumni/impor/{made.key}/laporan").status_code == 404
    for step in ("masukkan", "henti", "lanjut", "batalkan"):
        assert browser.post(f"/alumni/impor/{made.key}/{step}").status_code == 404
