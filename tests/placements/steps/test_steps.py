"""Briefing and farewell: a list per kind of intern, a day, and what is done."""

import pytest

from mori.placements.queries import placement_by_key
from mori.placements.steps.models import StepDone, StepItem
from mori.placements.steps.queries import lists_of
from mori.placements.steps.rules import StepMoment
from tests.cast import NOON, TODAY

pytestmark = pytest.mark.usefixtures("noon")
SAID = {"briefing": "Tanda pengenal\nRuang kerja", "farewell": "Sertifikat"}


@pytest.fixture
def items(visit, cast):
    assert visit(cast.wati).post("/rotasi/langkah?jenis=student", SAID).status_code == 303
    return {each.text: each for each in StepItem.select()}


def tick(visit, person, cast, item, on: str = "1"):
    said = {"langkah": item.key, "on": on}
    return visit(person).post(f"/peserta/{cast.placement.key}/langkah", said)


def lists(cast):
    return lists_of(placement_by_key(cast.placement.key))


def test_an_office_begins_with_what_is_usual(visit, cast):
    text = visit(cast.wati).get("/rotasi/langkah").text

    assert "Tanda pengenal dibagikan" in text
    assert not StepItem.select().exists()


def test_a_kind_of_intern_has_a_list_of_its_own(visit, cast, items):
    visit(cast.wati).post("/rotasi/langkah?jenis=pupil", {"briefing": "Izin orang tua"})

    assert [[step.text for step in each.steps] for each in lists(cast)] == [
        ["Tanda pengenal", "Ruang kerja"],
        ["Sertifikat"],
    ]


def test_they_are_on_the_first_and_on_the_last_working_day(cast, items):
    first, last = (each.day.isoformat() for each in lists(cast))

    assert (first, last) == ("2026-11-02", "2026-12-31")


def test_another_day_is_said(visit, cast, items):
    place = f"/peserta/{cast.placement.key}/langkah/hari"

    visit(cast.wati).post(place, {"moment": "farewell", "day": "2026-12-30"})

    assert [f"{each.day}" for each in lists(cast)] == ["2026-11-02", "2026-12-30"]


@pytest.mark.parametrize(
    "wrong", [{"day": ""}, {"day": "2027-01-01"}, {"moment": "x"}, {"day": "besok"}]
)
def test_a_day_that_cannot_be_is_refused(visit, cast, items, wrong):
    place = f"/peserta/{cast.placement.key}/langkah/hari"
    said = {"moment": "farewell", "day": "2026-12-30", **wrong}

    assert visit(cast.wati).post(place, said).status_code == 422
    assert [f"{each.day}" for each in lists(cast)] == ["2026-11-02", "2026-12-31"]


def test_supervisor_and_coordinator_tick_and_take_back(visit, cast, items):
    tick(visit, cast.rina, cast, items["Tanda pengenal"])
    tick(visit, cast.wati, cast, items["Tanda pengenal"])

    (done,) = StepDone.select()
    assert (done.done_by_id, done.done_at) == (cast.rina.id, NOON)

    tick(visit, cast.wati, cast, items["Tanda pengenal"], on="0")

    assert not StepDone.select().exists()


def test_nobody_else_ticks(visit, cast, items):
    for person in (cast.sari, cast.tono, cast.hasan, cast.joko, cast.citra):
        assert tick(visit, person, cast, items["Tanda pengenal"]).status_code in (403, 404)

    assert not StepDone.select().exists()


def test_what_is_left_after_its_day_is_said(visit, cast, items):
    briefing, farewell = lists(cast)
    assert briefing.moment is StepMoment.BRIEFING
    assert briefing.is_late(TODAY)
    assert not farewell.is_late(TODAY)

    for text in ("Tanda pengenal", "Ruang kerja"):
        tick(visit, cast.rina, cast, items[text])

    assert not lists(cast)[0].is_late(TODAY)


def test_too_many_steps_are_refused_and_kept_in_the_form(visit, cast):
    text = "\n".join(f"Langkah {n}" for n in range(16))

    answer = visit(cast.wati).post("/rotasi/langkah", {"briefing": text, "farewell": ""})

    assert answer.status_code == 422
    assert "Langkah 15" in answer.text
    assert not StepItem.select().exists()
