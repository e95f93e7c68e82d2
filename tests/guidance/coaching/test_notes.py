"""Coaching notes: written by supervisors, read by the intern, kept by either."""

import datetime as dt

import pytest

from mori.guidance.coaching.models import CoachingEvent, CoachingNote
from mori.guidance.coaching.queries import note_by_key
from mori.placements.models import Placement, UnitSpan
from mori.placements.rules import PlacementState
from tests.cast import TODAY
from tests.guidance.making import coach

pytestmark = pytest.mark.usefixtures("noon")
DAY = dt.timedelta(days=1)
TEXT = "Kita bicara soal cara menulis laporan."
FORM = {
    "token": "t",
    "day": str(TODAY),
    "text": TEXT,
    "agreed": "Tanya dulu.",
    "due_on": "2026-11-25",
}


def path(cast):
    return f"/peserta/{cast.placement.key}/bimbingan"


def test_a_supervisor_writes_one_and_the_intern_finds_it(visit, cast):
    sent = [visit(cast.rina).post(path(cast), FORM) for _ in range(2)]

    assert [each.status_code for each in sent] == [303, 303]
    note = CoachingNote.get()
    assert (note.text, note.agreed, note.due_on) == (TEXT, "Tanya dulu.", dt.date(2026, 11, 25))
    start = visit(cast.sari).get("/").text
    assert "Baru, dari Rina Contoh" in start
    assert f"{path(cast)}#note-{note.key}" in start
    assert TEXT in visit(cast.sari).get(path(cast)).text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text": " "}, "Tulis dulu satu kalimat"),
        ({"day": ""}, "Pilih hari"),
        ({"due_on": ""}, "Pilih sampai kapan"),
        ({"agreed": ""}, "Tulis apa yang disepakati"),
        ({"due_on": "2026-11-17"}, "sebelum hari pembicaraan"),
        ({"text": "x" * 2001}, "2000"),
    ],
)
def test_what_is_wrong_is_said_beside_what_was_typed(visit, cast, wrong, said):
    page = visit(cast.rina).post(path(cast), FORM | wrong)

    assert page.status_code == 422
    assert said in page.text
    assert (FORM | wrong)["text"].strip() in page.text
    assert (FORM | wrong)["agreed"] in page.text
    assert not CoachingNote.select().exists()


@pytest.mark.parametrize("day", ["2026-11-19", "2026-11-01"])
def test_a_day_outside_the_internship_is_refused_with_what_was_typed(visit, cast, day):
    page = visit(cast.rina).post(path(cast), FORM | {"day": day})

    assert page.status_code == 409
    assert TEXT in page.text


def test_after_the_end_nothing_more_is_written(visit, cast):
    coach(cast)
    Placement.update(state=PlacementState.FINISHED).where(
        Placement.id == cast.placement.id
    ).execute()
    rina = visit(cast.rina)

    assert "Simpan catatan" not in rina.get(path(cast)).text
    rina.post(path(cast), FORM | {"text": "Terlambat."})
    assert CoachingNote.select().count() == 1


def test_read_is_what_the_intern_pressed_and_no_page_opened(visit, cast):
    note, sari = coach(cast), visit(cast.sari)
    for each in ("/", path(cast)):
        sari.get(each)
    assert note_by_key(note.key).read_at is None
    assert "Belum ditandai sudah dibaca" in visit(cast.rina).get(path(cast)).text

    for _ in range(2):
        assert sari.post(f"/bimbingan/{note.key}/dibaca").status_code == 303

    assert "Dibaca Rab 18 Nov, 12.00" in visit(cast.rina).get(path(cast)).text
    assert [each.verb for each in CoachingEvent.select()] == ["write", "read"]


def test_nobody_reads_it_for_the_intern(visit, cast):
    note = coach(cast)

    for other in (cast.rina, cast.wati, cast.tono):
        assert visit(other).post(f"/bimbingan/{note.key}/dibaca").status_code == 404
    assert note_by_key(note.key).read_at is None


@pytest.mark.parametrize("who", ["sari", "rina", "budi"])
def test_intern_and_supervisors_say_that_it_is_done_and_take_that_back(visit, cast, who):
    note, browser = coach(cast), visit(getattr(cast, who))

    browser.post(f"/bimbingan/{note.key}/selesai")

    done = note_by_key(note.key)
    assert (done.state, done.done_by.id) == ("done", getattr(cast, who).id)
    assert f"Selesai, menurut {done.done_by.name}" in visit(cast.sari).get(path(cast)).text
    browser.post(f"/bimbingan/{note.key}/selesai", {"reopen": "1"})
    assert (note_by_key(note.key).state, note_by_key(note.key).done_by) == ("open", None)


def test_with_htmx_the_note_alone_comes_back(visit, cast):
    note = coach(cast)

    answer = visit(cast.sari, htmx=True).post(f"/bimbingan/{note.key}/selesai")

    assert answer.text.startswith(f'<li id="note-{note.key}">')
    assert "Selesai, menurut Sari Contoh" in answer.text


def test_said_twice_it_stays_said_once(visit, cast):
    note = coach(cast)

    visit(cast.sari).post(f"/bimbingan/{note.key}/selesai")
    late = visit(cast.rina).post(f"/bimbingan/{note.key}/selesai")

    assert late.status_code == 303
    assert note_by_key(note.key).done_by.id == cast.sari.id


def test_what_was_agreed_comes_to_the_start_page_as_its_day_comes(visit, cast):
    far = coach(cast, agreed="Nanti saja.", due_on=TODAY + 9 * DAY)
    near = coach(cast, agreed="Besok lusa.", due_on=TODAY + 2 * DAY)
    over = coach(cast, agreed="Sudah lewat.", due_on=TODAY - DAY, day=TODAY - 3 * DAY)
    sari = visit(cast.sari)
    for each in (far, near, over):
        sari.post(f"/bimbingan/{each.key}/dibaca")

    start = sari.get("/").text

    assert "Besok lusa." in start
    assert "Sudah lewat." in start
    assert "Nanti saja." not in start
    assert "lewat batas" in sari.get(path(cast)).text


def test_a_note_without_an_agreement_asks_for_nothing(visit, cast):
    note = coach(cast, agreed="", due_on=None)

    page = visit(cast.sari).get(path(cast)).text

    assert "Sudah selesai" not in page
    visit(cast.sari).post(f"/bimbingan/{note.key}/selesai")
    assert note_by_key(note.key).state == "none"


def test_whoever_may_read_the_placement_reads_them_and_nobody_else(visit, cast):
    coach(cast)

    readers = (cast.sari, cast.rina, cast.budi, cast.wati, cast.hasan)
    assert all(TEXT in visit(each).get(path(cast)).text for each in readers)
    others = (cast.tono, cast.laila, cast.joko, cast.citra, cast.eko, cast.ningsih)
    assert {visit(each).get(path(cast)).status_code for each in others} <= {403, 404}


def test_a_supervisor_taken_out_of_the_rotation_reads_and_writes_nothing(visit, cast):
    note = coach(cast)
    UnitSpan.update(supervisor=cast.budi).where(UnitSpan.placement == cast.placement).execute()
    rina = visit(cast.rina)

    assert rina.get(path(cast)).status_code == 404
    assert rina.post(path(cast), FORM).status_code == 404
    assert rina.post(f"/bimbingan/{note.key}/selesai").status_code == 404
