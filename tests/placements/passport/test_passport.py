"""What an intern has met in each unit, and what one unit tells the next."""

import datetime as dt

import pytest

from mori.certificates.lines.queries import lines_of
from mori.core.workdays import DAY
from mori.placements.models import UnitSpan
from mori.placements.passport.models import Competence, CompetenceMet
from mori.placements.passport.rules import Stage, Tick
from mori.placements.unit_notes.models import UnitNote
from tests.cast import NOON, TODAY

pytestmark = pytest.mark.usefixtures("noon")
FIRST = dt.date(2026, 11, 2)


@pytest.fixture
def competences(visit, cast):
    said = {"units-0": "Mencatat laporan\n\nMemeriksa syarat\nMencatat laporan", "units-1": ""}
    assert visit(cast.wati).post("/rotasi/kompetensi", said).status_code == 303
    return list(Competence.select().order_by(Competence.position))


def tick(visit, person, cast, competence, on: str = "1"):
    said = {"kompetensi": competence.key, "on": on}
    return visit(person).post(f"/peserta/{cast.placement.key}/paspor", said)


def test_each_line_is_one_competence(cast, competences):
    assert [each.text for each in competences] == ["Mencatat laporan", "Memeriksa syarat"]
    assert {each.unit_id for each in competences} == {cast.pvl.id}


def test_a_supervisor_ticks_what_they_have_seen_and_takes_it_back(visit, cast, competences):
    tick(visit, cast.rina, cast, competences[0])
    tick(visit, cast.budi, cast, competences[0])

    (met,) = CompetenceMet.select()
    assert (met.ticked_by_id, met.ticked_at) == (cast.rina.id, NOON)
    assert "Rina Contoh" in visit(cast.sari).get(f"/peserta/{cast.placement.key}/paspor").text

    tick(visit, cast.rina, cast, competences[0], on="0")

    assert not CompetenceMet.select().exists()


def test_what_is_met_goes_on_the_transcript(visit, cast, competences):
    tick(visit, cast.rina, cast, competences[1])

    assert [each.text for each in lines_of(cast.placement.id)] == ["PVL: Memeriksa syarat"]
    assert lines_of(cast.placement_tono.id) == ()


def test_a_unit_to_come_is_not_ticked(visit, cast, competences):
    UnitSpan.update(starts_on=TODAY + DAY).where(UnitSpan.placement == cast.placement).execute()

    tick(visit, cast.rina, cast, competences[0])

    assert not CompetenceMet.select().exists()


def test_nobody_but_who_supervises_ticks(visit, cast, competences):
    for person in (cast.sari, cast.tono, cast.wati, cast.joko):
        assert tick(visit, person, cast, competences[0]).status_code in (403, 404)

    assert not CompetenceMet.select().exists()


def test_what_is_not_taught_any_more_stays_ticked(visit, cast, competences):
    tick(visit, cast.rina, cast, competences[0])

    for text in ("Memeriksa syarat", "Mencatat laporan\nMemeriksa syarat"):
        visit(cast.wati).post("/rotasi/kompetensi", {"units-0": text, "units-1": ""})

    assert Competence.select().count() == 2
    assert CompetenceMet.get().competence_id == competences[0].id


@pytest.mark.parametrize("text", ["\n".join(f"Hal {n}" for n in range(13)), "x" * 161])
def test_too_much_is_refused_and_kept_in_the_form(visit, cast, text):
    answer = visit(cast.wati).post("/rotasi/kompetensi", {"units-0": text, "units-1": ""})

    assert answer.status_code == 422
    assert text.splitlines()[-1] in answer.text
    assert not Competence.select().exists()


def stage(met: bool) -> Stage:
    return Stage("PVL", FIRST, FIRST + 20 * DAY, (Tick("k", "Hal", "Rina", NOON if met else None),))


@pytest.mark.parametrize(
    ("day", "met", "is_pressing", "is_missed"),
    [
        (FIRST, False, False, False),
        (FIRST + 9 * DAY, False, False, False),
        (FIRST + 10 * DAY, False, True, False),
        (FIRST + 20 * DAY, False, True, False),
        (FIRST + 21 * DAY, False, False, True),
        (FIRST + 10 * DAY, True, False, False),
        (FIRST + 21 * DAY, True, False, False),
    ],
)
def test_a_gap_is_named_while_there_is_time(day, met, is_pressing, is_missed):
    assert stage(met).is_pressing(day) is is_pressing
    assert stage(met).is_missed(day) is is_missed


def test_a_gap_is_shown_to_intern_supervisor_and_coordinator(visit, cast, competences):
    UnitSpan.update(ends_on=TODAY + 2 * DAY).where(UnitSpan.placement == cast.placement).execute()

    for person in (cast.sari, cast.rina, cast.wati):
        text = visit(person).get(f"/peserta/{cast.placement.key}/paspor").text
        assert "2 masih kurang" in text


def test_a_note_between_units_is_read_by_all_it_concerns(visit, cast):
    place = f"/peserta/{cast.placement.key}/antarunit"
    said = {"text": "Sudah lancar mencatat laporan.", "token": "once"}

    answers = [visit(cast.rina).post(place, said) for _ in range(2)]

    assert [each.status_code for each in answers] == [303, 303]
    assert UnitNote.get().unit_id == cast.pvl.id
    for person in (cast.sari, cast.budi, cast.wati, cast.hasan):
        assert "Sudah lancar" in visit(person).get(place).text
    for person in (cast.tono, cast.joko, cast.citra):
        assert visit(person).get(place).status_code in (403, 404)


def test_an_empty_note_is_refused(visit, cast):
    place = f"/peserta/{cast.placement.key}/antarunit"

    assert visit(cast.rina).post(place, {"text": "  "}).status_code == 422
    assert not UnitNote.select().exists()
