"""The tasks of the first days: read from where each is done, and private where it is."""

import pytest

from mori.accounts.models import Person
from mori.core.clock import now
from mori.guidebook.agreeing.models import Signature
from mori.guidebook.onboarding.models import TaskTick
from mori.guidebook.onboarding.rules import Source, Task, all_tasks, tasks_for
from mori.placements.models import Placement
from mori.placements.rules import InternKind
from mori.safeguarding.safety.operations import keep_item
from mori.safeguarding.safety.rules import SafetyKind
from tests.guidebook.agreeing.reading import published_sop, shown, understand_all

pytestmark = pytest.mark.usefixtures("noon")


def sign_both(cast, visit, person) -> None:
    for slug in ("sop", "rahasia"):
        edition = shown(cast, 1, slug).edition
        visit(person).post(
            f"/belajar/setuju/{slug}", {"edition": edition.slug, "name": person.name}
        )


def keep(person, kind: SafetyKind) -> None:
    keep_item(person.id, kind, "x", None, now(), is_doubtful=False)


def test_the_list_names_each_task_once_for_known_kinds():
    rows = all_tasks()

    assert {each.task for each in rows} == set(Task)
    assert len({each.position for each in rows}) == len(rows) == len(Task)
    assert [each.task for each in tasks_for(InternKind.PUPIL)][-1] is Task.GUARDIAN
    assert Task.GUARDIAN not in {each.task for each in tasks_for(InternKind.STUDENT)}


def test_each_is_read_from_where_it_is_done(cast, visit):
    published_sop(cast)
    browser = visit(cast.sari)
    before = browser.get("/belajar/mulai").text

    understand_all(cast, cast.sari)
    sign_both(cast, visit, cast.sari)
    keep(cast.sari, SafetyKind.CONTACT)
    keep(cast.sari, SafetyKind.DRILL)
    browser.post("/belajar/mulai", {"tugas": "tour"})
    after = browser.get("/belajar/mulai").text

    assert before.count(">selesai") == 1  # the profile
    assert "7 bagian menunggu jawabanmu" in before
    assert after.count(">selesai") == 5
    assert "Sudah. Batalkan" in after
    assert "belum" not in after.partition("<main")[2]


def test_a_tour_is_ticked_once_and_can_be_undone(cast, visit):
    browser = visit(cast.sari)

    for _ in range(2):
        assert browser.post("/belajar/mulai", {"tugas": "tour"}).status_code == 303
    assert [row.is_done for row in TaskTick.select()] == [True]
    browser.post("/belajar/mulai", {"tugas": "tour", "on": "0"})

    assert [row.is_done for row in TaskTick.select()] == [False]


@pytest.mark.parametrize("code", ["guardian", "sop", "contact", "", "x"])
def test_an_intern_ticks_nothing_that_is_read_elsewhere(cast, visit, code):
    assert visit(cast.sari).post("/belajar/mulai", {"tugas": code}).status_code == 400
    assert not TaskTick.select().exists()


def test_who_has_no_internship_here_has_no_tasks(cast, visit):
    Placement.update(state="finished").where(Placement.id == cast.placement.id).execute()

    assert visit(cast.sari).get("/belajar/mulai").status_code == 200
    assert visit(cast.sari).post("/belajar/mulai", {"tugas": "tour"}).status_code == 404


def test_the_office_sees_what_is_left_and_learns_nothing_of_calls(cast, visit):
    published_sop(cast)
    before = visit(cast.wati).get("/peserta/persiapan").text

    keep(cast.sari, SafetyKind.CONTACT)
    keep(cast.sari, SafetyKind.DRILL)
    after = visit(cast.wati).get("/peserta/persiapan").text

    for text in ("Tombol Merah</", "cara aman", "Latihan Tombol"):
        assert text not in before.partition("<main")[2]
    assert before.partition("<main")[2] == after.partition("<main")[2]
    assert "Baca dan tanda tangani SOP kantor" in before


def test_whose_rows_are_seen(cast, visit):
    published_sop(cast)

    here = visit(cast.wati).get("/peserta/persiapan").text
    head = visit(cast.hasan).get("/peserta/persiapan").text
    own = visit(cast.rina).get("/peserta/persiapan").text
    elsewhere = visit(cast.citra).get("/peserta/persiapan").text

    for page in (here, head):
        assert "Sari Contoh" in page
        assert "Tono Contoh" in page
        assert "Laila Contoh" not in page
    assert "Sari Contoh" in own
    assert "Tono Contoh" not in own
    assert "Sari Contoh" not in elsewhere
    assert visit(cast.sari).get("/peserta/persiapan").status_code in (403, 404)


def test_a_guardians_consent_is_noted_by_a_coordinator(cast, visit):
    Placement.update(kind=InternKind.PUPIL).where(Placement.id == cast.placement.id).execute()
    path = f"/peserta/{cast.placement.key}/wali"

    assert "Serahkan izin orang tua atau wali" in visit(cast.sari).get("/belajar/mulai").text
    assert visit(cast.rina).post(path).status_code in (403, 404)
    assert visit(cast.sari).post(path).status_code in (403, 404)
    assert visit(cast.citra).post(path).status_code == 404
    for _ in range(2):
        assert visit(cast.wati).post(path).status_code == 303
    assert [row.code for row in TaskTick.select()] == ["guardian"]
    assert "Izin tercatat" in visit(cast.wati).get("/peserta/persiapan").text
    visit(cast.wati).post(path, {"on": "0"})
    assert not TaskTick.get().is_done


def test_a_profile_lacks_what_nobody_can_be_reached_by(cast, visit):
    Person.update(phone=None).where(Person.id == cast.sari.id).execute()

    assert "Periksa nomor HP" in visit(cast.wati).get("/peserta/persiapan").text


def test_today_has_one_line_while_something_waits_and_none_after(cast, visit):
    line = "Menunggu kamu: SOP dan janji"
    nothing = visit(cast.sari).get("/").text
    published_sop(cast)
    waiting = visit(cast.sari).get("/").text

    understand_all(cast, cast.sari)
    sign_both(cast, visit, cast.sari)

    assert Signature.select().count() == 2
    assert line not in nothing
    assert waiting.count(line) == 1
    assert line not in visit(cast.sari).get("/").text
    assert line not in visit(cast.laila).get("/").text


def test_what_is_private_is_said_in_the_list_itself():
    private = {each.task for each in all_tasks() if each.source.is_private}

    assert private == {Task.CONTACT, Task.DRILL}
    assert [each.task for each in all_tasks() if each.source is Source.INTERN] == [Task.TOUR]
