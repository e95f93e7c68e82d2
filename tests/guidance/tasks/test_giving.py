"""A supervisor gives one task to several interns, and takes it back."""

import pytest

from mori.guidance.tasks.models import Task, TaskEvent
from mori.placements.models import Placement, UnitSpan
from mori.placements.rules import PlacementState
from tests.cast import TODAY, place
from tests.guidance.making import TITLE, again, give, standing

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def with_tono(cast):
    """Rina looks after Tono too."""
    UnitSpan.update(supervisor=cast.rina).where(UnitSpan.placement == cast.placement_tono).execute()
    return cast


def form(*placements, **more):
    return {"token": "t", "interns": [each.key for each in placements], "title": TITLE, **more}


def test_all_of_ones_own_are_ticked_and_one_form_gives_it_to_each(visit, with_tono):
    cast, rina = with_tono, visit(with_tono.rina)
    assert rina.get("/tugas/baru").text.count(" checked>") == 2

    sent = rina.post("/tugas", form(cast.placement, cast.placement_tono, words="Pakai tabel."))

    assert (sent.status_code, sent.location) == (303, "/tugas")
    tasks = list(Task.select().order_by(Task.id))
    assert [(each.person_id, each.title, each.words) for each in tasks] == [
        (cast.sari.id, TITLE, "Pakai tabel."),
        (cast.tono.id, TITLE, "Pakai tabel."),
    ]
    shown = rina.get("/tugas").text
    assert "Diberikan kepada 2 peserta magang: Sari Contoh, Tono Contoh." in shown
    assert shown.count(TITLE) == 2


def test_a_form_sent_twice_makes_one(visit, cast):
    rina = visit(cast.rina)

    for _ in range(2):
        assert rina.post("/tugas", form(cast.placement)).status_code == 303

    assert Task.select().count() == 1
    assert [each.verb for each in TaskEvent.select()] == ["give"]


def test_a_link_about_one_intern_ticks_that_one_alone(visit, with_tono):
    page = visit(with_tono.rina).get(f"/tugas/baru?peserta={with_tono.placement_tono.key}").text

    assert page.count(" checked>") == 1
    assert f'value="{with_tono.placement_tono.key}" checked' in page


def test_a_stand_in_gives_tasks_too(visit, cast):
    sent = visit(cast.budi).post("/tugas", form(cast.placement))

    assert sent.status_code == 303
    assert Task.get().given_by_id == cast.budi.id


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": " "}, "Tulis tugasnya dalam beberapa kata."),
        ({"interns": []}, "Centang paling sedikit satu peserta magang."),
        ({"interns": ["nobody"]}, "Pilih salah satu yang tersedia"),
        ({"due_on": "2026-11-17"}, "Hari ini sudah lewat."),
        ({"due_on": "besok"}, "Tulis tanggal"),
        ({"words": "x" * 2001}, "2000"),
    ],
)
def test_what_is_wrong_is_said_beside_what_was_typed(visit, cast, wrong, said):
    typed = form(cast.placement, words="Pakai tabel yang lama.") | wrong

    page = visit(cast.rina).post("/tugas", typed)

    assert page.status_code == 422
    assert said in page.text
    assert typed["words"] in page.text
    assert typed["title"].strip() in page.text
    assert not Task.select().exists()


def test_nobody_gives_a_task_to_anothers_intern(visit, cast):
    for other in (cast.placement_tono, cast.placement_laila):
        assert visit(cast.rina).post("/tugas", form(other)).status_code == 422


@pytest.mark.parametrize(
    "change", [{"state": PlacementState.PAUSED}, {"ends_on": TODAY.replace(day=17)}]
)
def test_whoever_is_not_at_work_is_not_offered(visit, cast, change):
    Placement.update(**change).where(Placement.id == cast.placement.id).execute()

    page = visit(cast.rina).get("/tugas/baru").text

    assert "Sari Contoh" not in page
    assert "belum ada yang bisa diberi tugas" in page


def test_a_task_is_marked_done_without_an_entry_and_opened_again(visit, cast):
    task, rina = give(cast), visit(cast.rina)

    rina.post(f"/tugas/{task.key}")
    done = rina.get(f"/tugas/{task.key}").text
    assert (standing(task), again(task).done_by_id) == ("done", cast.rina.id)
    assert "Ditandai selesai oleh" in done
    rina.post(f"/tugas/{task.key}", {"reopen": "1"})

    assert (standing(task), again(task).done_at) == ("to_do", None)
    assert [each.verb for each in TaskEvent.select()] == ["give", "finish", "reopen"]


def test_what_was_done_meanwhile_is_said(visit, cast):
    task, rina = give(cast), visit(cast.rina)
    rina.post(f"/tugas/{task.key}")

    again_sent = rina.post(f"/tugas/{task.key}")

    assert again_sent.status_code == 409
    assert "Ini baru saja berubah." in again_sent.text


def test_whoever_gave_it_takes_it_back_and_nobody_else(visit, cast):
    task = give(cast)

    assert "Tarik dari" not in visit(cast.budi).get(f"/tugas/{task.key}").text
    assert visit(cast.budi).post(f"/tugas/{task.key}/tarik").status_code == 404
    assert standing(task) == "to_do"
    assert visit(cast.rina).post(f"/tugas/{task.key}/tarik").status_code == 303

    assert standing(task) == "withdrawn"
    assert TITLE not in visit(cast.sari).get("/").text


def test_a_task_is_taken_back_from_all_who_have_not_done_it(visit, with_tono):
    cast, rina = with_tono, visit(with_tono.rina)
    third = place(cast.laila, cast.banua, [(cast.pvl, cast.rina, None)])
    rina.post("/tugas", form(cast.placement, cast.placement_tono, third))
    sari, tono, laila = Task.select().order_by(Task.id)
    rina.post(f"/tugas/{tono.key}")
    assert "Tarik dari semua yang belum mengerjakan" in rina.get(f"/tugas/{sari.key}").text

    rina.post(f"/tugas/{sari.key}/tarik", {"all": "1"})

    assert [standing(each) for each in (sari, tono, laila)] == ["withdrawn", "done", "withdrawn"]


def test_an_intern_sees_neither_others_nor_what_others_do(visit, with_tono):
    cast = with_tono
    visit(cast.rina).post("/tugas", form(cast.placement, cast.placement_tono))
    sari, tono = Task.select().order_by(Task.id)

    page = visit(cast.sari).get(f"/tugas/{sari.key}").text

    assert "Tono" not in page
    assert visit(cast.sari).get(f"/tugas/{tono.key}").status_code == 404


def test_a_supervisor_taken_out_of_the_rotation_sees_nothing_of_it(visit, cast):
    task = give(cast)
    UnitSpan.update(supervisor=cast.budi).where(UnitSpan.placement == cast.placement).execute()

    rina = visit(cast.rina)

    assert rina.get(f"/tugas/{task.key}").status_code == 404
    assert rina.post(f"/tugas/{task.key}/tarik").status_code == 404
    assert TITLE not in rina.get("/tugas").text


def test_lists_hold_nothing_of_another_office(visit, cast):
    give(cast)

    assert TITLE not in visit(cast.joko).get("/tugas").text
    assert visit(cast.citra).get(f"/peserta/{cast.placement.key}/tugas").status_code == 404
