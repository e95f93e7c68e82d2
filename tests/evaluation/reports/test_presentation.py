"""When, where and before whom a report is presented; and what came of it."""

import pytest

from mori.accounts.operations import choose_language
from mori.evaluation.reports import operations, queries
from mori.evaluation.reports.models import Presentation
from mori.evaluation.reports.operations import PresentationPlan
from tests.cast import NOON, TODAY
from tests.evaluation.assessments.making import end_on

pytestmark = pytest.mark.usefixtures("noon")

FORM = {
    "seen": "0",
    "day": "2026-12-21",
    "starts_at": "09:30",
    "room": "Ruang rapat",
    "online": "https://rapat.contoh.example/abc",
    "listeners": "Rina, pembimbing\nPak Amat, dosen",
    "listener_count": "12",
}
HELD = {"seen": "1", "held_on": "2026-11-17", "outcome": "Diterima, dengan dua perbaikan."}


@pytest.fixture
def address(cast):
    return f"/peserta/{cast.placement.key}/presentasi"


def planned(cast, **changes):
    plan = PresentationPlan(TODAY, NOON.time(), "Aula", "", "", None)._replace(**changes)
    operations.plan_presentation(cast.placement, plan, 0, cast.sari.id, NOON)
    return queries.presentation_of(cast.placement.id)


@pytest.mark.parametrize("who", ["sari", "rina", "budi", "wati"])
def test_intern_supervisors_and_coordinator_plan_it_and_all_read_it(visit, cast, address, who):
    reply = visit(getattr(cast, who)).post(address, FORM)

    assert reply.status_code == 303
    for person in (cast.sari, cast.rina, cast.budi, cast.wati, cast.hasan):
        page = visit(person).get(f"/peserta/{cast.placement.key}/laporan").text
        assert "Senin, 21 Desember 2026, 09.30" in page
        assert "Ruang rapat" in page
        assert ">rapat.contoh.example</a>" in page
        assert "12 Rina, pembimbing" in page
    assert "Ruang rapat" in visit(cast.sari).get("/saya/laporan").text
    assert "Presentasi Senin, 21 Desember 2026" in (
        visit(cast.rina).get(f"/peserta/{cast.placement.key}").text
    )


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"day": ""}, "Pilih harinya."),
        ({"day": "besok"}, "tahun-bulan-hari"),
        ({"day": "2026-10-30"}, "Pilih hari selama magang"),
        ({"day": "2027-04-01"}, "Pilih hari selama magang"),
        ({"starts_at": "pagi"}, "empat angka"),
        ({"room": "", "online": ""}, "Isi tempatnya"),
        ({"online": "rapat.contoh.example"}, "Salin seluruh tautan"),
        ({"listener_count": "banyak"}, "bilangan bulat"),
        ({"listener_count": "501"}, "bilangan bulat"),
        ({"listeners": "x" * 601}, "600"),
        ({"seen": "4"}, "baru saja berubah"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(visit, cast, address, wrong, why):
    reply = visit(cast.sari).post(address, {**FORM, **wrong})

    assert reply.status_code == 422
    assert why in reply.text
    kept = {**FORM, **wrong, "seen": ""}
    assert all(line in reply.text for value in kept.values() for line in value.splitlines())
    assert not Presentation.select().exists()


def test_sent_twice_it_is_one(visit, cast, address):
    sari = visit(cast.sari)

    replies = [sari.post(address, FORM).status_code for _each in range(2)]

    assert replies == [303, 303]
    assert queries.presentation_of(cast.placement.id).revision == 1


def test_a_change_that_somebody_else_made_meanwhile_is_not_lost(visit, cast, address):
    visit(cast.sari).post(address, FORM)
    visit(cast.rina).post(address, {**FORM, "seen": "1", "room": "Aula"})

    reply = visit(cast.sari).post(address, {**FORM, "seen": "1", "room": "Lobi"})

    assert reply.status_code == 422
    assert "<dd>Aula</dd>" in reply.text
    assert 'value="Lobi"' in reply.text
    assert 'name="seen" value="2"' in reply.text
    assert queries.presentation_of(cast.placement.id).room == "Aula"


def test_staff_say_what_came_of_it_and_then_the_plan_stays(visit, cast, address):
    planned(cast)

    reply = visit(cast.rina).post(f"{address}/hasil", HELD)

    presentation = queries.presentation_of(cast.placement.id)
    page = visit(cast.sari).get("/saya/laporan").text
    assert reply.status_code == 303
    assert (presentation.held_on.isoformat(), presentation.outcome) == (
        HELD["held_on"],
        HELD["outcome"],
    )
    assert "Selasa, 17 November 2026" in page
    assert HELD["outcome"] in page
    assert "Ubah presentasi" not in page
    assert visit(cast.sari).post(address, {**FORM, "seen": "2"}).status_code == 422
    assert "Dipresentasikan Selasa, 17 November 2026" in (
        visit(cast.wati).get(f"/peserta/{cast.placement.key}").text
    )


@pytest.mark.parametrize("day", ["2026-11-19", "2026-10-30", "", "x"])
def test_it_was_held_on_a_day_that_has_come(visit, cast, address, day):
    planned(cast)

    reply = visit(cast.rina).post(f"{address}/hasil", {**HELD, "held_on": day})

    assert reply.status_code == 422
    assert HELD["outcome"] in reply.text
    assert not queries.presentation_of(cast.placement.id).is_held


def test_what_was_never_planned_was_not_held(visit, cast, address):
    reply = visit(cast.rina).post(f"{address}/hasil", HELD)

    assert reply.status_code == 422
    assert not Presentation.select().exists()


def test_the_intern_does_not_say_that_it_was_held(visit, cast, address):
    planned(cast)

    assert visit(cast.sari).post(f"{address}/hasil", HELD).status_code == 404
    assert "Sudah dilaksanakan" not in visit(cast.sari).get(address).text
    assert "Sudah dilaksanakan" in visit(cast.rina).get(address).text


def test_near_the_end_the_start_page_says_when(visit, cast):
    end_on(cast.placement, TODAY.replace(day=30))
    planned(cast)

    assert "Presentasi: Rabu, 18 November 2026, pukul 04.00." in visit(cast.sari).get("/").text


@pytest.mark.parametrize("locale", ["id", "en"])
def test_every_page_opens_in_both_languages_before_and_after(visit, cast, address, locale):
    pages = [address, f"/peserta/{cast.placement.key}/laporan"]
    for person in (cast.sari, cast.rina):
        choose_language(person.id, locale)
    for _each in range(3):
        for person in (cast.sari, cast.rina):
            assert all(visit(person).get(page).status_code == 200 for page in pages)
        known = queries.presentation_of(cast.placement.id) or planned(cast)
        operations.note_presentation(cast.placement, TODAY, "", known.revision, cast.rina.id, NOON)
