"""What a unit teaches, beside the entries that are reviewed; what is missing, on Hari ini."""

import pytest

from mori.core.workdays import DAY
from mori.placements.models import UnitSpan
from mori.placements.passport.models import Competence, CompetenceMet
from mori.placements.passport.operations import set_competences
from tests.cast import NOON, TODAY
from tests.logbook.writing import write_entry

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def entry(cast):
    set_competences(cast.pvl.id, ["Mencatat laporan", "Memeriksa syarat"])
    set_competences(cast.pencegahan.id, ["Menyusun pertanyaan"])
    return write_entry(cast)


def said(cast, entry, *texts: str) -> dict:
    keys = [each.key for each in Competence.select().where(Competence.text.in_(texts))]
    return {"kompetensi": keys, "entri": entry.key, "unit": cast.pvl.key}


def met() -> set[str]:
    return {each.competence.text for each in CompetenceMet.select()}


def test_the_competences_of_the_unit_stand_beside_an_opened_entry(visit, cast, entry):
    text = visit(cast.rina).get(f"/tinjau?buka={entry.key}").text

    assert "Penerimaan dan Verifikasi Laporan: 0 dari 2 tercapai" in text
    assert "Mencatat laporan" in text
    assert "Menyusun pertanyaan" not in text
    assert "Paspor rotasi" not in visit(cast.rina).get("/tinjau").text


def test_what_the_entry_shows_is_ticked_there(visit, cast, entry):
    tick = said(cast, entry, "Mencatat laporan", "Memeriksa syarat")

    answer = visit(cast.rina).post(f"/peserta/{cast.placement.key}/paspor", tick)

    assert answer.location == f"/tinjau?buka={entry.key}"
    assert met() == {"Mencatat laporan", "Memeriksa syarat"}
    text = visit(cast.rina).get(f"/tinjau?buka={entry.key}").text
    assert "2 dari 2 tercapai" in text
    assert 'name="kompetensi"' not in text


def test_to_htmx_only_the_competences_come_back(visit, cast, entry):
    place, headers = f"/peserta/{cast.placement.key}/paspor", {"HX-Request": "true"}

    answer = visit(cast.rina).post(place, said(cast, entry, "Mencatat laporan"), headers=headers)

    assert answer.status_code == 200
    assert answer.text.lstrip().startswith("<details")
    assert "1 dari 2 tercapai" in answer.text
    assert "Memeriksa syarat" in answer.text


def test_nothing_of_another_unit_is_ticked_beside_an_entry(visit, cast, entry):
    tick = said(cast, entry, "Menyusun pertanyaan")

    visit(cast.rina).post(f"/peserta/{cast.placement.key}/paspor", tick)

    assert met() == set()


def test_a_unit_that_teaches_nothing_shows_nothing(visit, cast):
    entry = write_entry(cast)

    assert "Paspor rotasi" not in visit(cast.rina).get(f"/tinjau?buka={entry.key}").text


def test_an_intern_reads_what_is_missing_while_there_is_time(visit, cast, entry):
    assert "belum tercapai" not in visit(cast.sari).get("/").text
    UnitSpan.update(ends_on=TODAY + 9 * DAY).where(UnitSpan.placement == cast.placement).execute()

    text = visit(cast.sari).get("/").text

    assert "2 kompetensi di PVL belum tercapai, sampai Jumat, 27 November 2026." in text
    assert f"/peserta/{cast.placement.key}/paspor" in text
    for each in Competence.select():
        CompetenceMet.create(
            competence=each, placement=cast.placement, ticked_by=cast.rina, ticked_at=NOON
        )
    assert "belum tercapai" not in visit(cast.sari).get("/").text
