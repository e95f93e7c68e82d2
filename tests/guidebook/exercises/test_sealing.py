"""Sealed once and for good; only then what others think is shown."""

import pytest
from peewee import DatabaseError

from mori.core.db import db
from mori.core.errors import Refused
from mori.core.workdays import DAY
from mori.guidebook.exercises import operations
from mori.guidebook.exercises.models import ExerciseAnswer
from mori.guidebook.exercises.rules import Side, Step
from mori.placements.models import Placement
from tests.cast import TODAY, Cast

from .sealing import SECRET, again, made, national, opened, seal

pytestmark = pytest.mark.usefixtures("noon")


def path_of(exercise) -> str:
    return f"/belajar/latihan/{exercise.key}"


def filled(exercise, **changes):
    return {
        "sentences": ["2"],
        "form": "permintaan_imbalan",
        "component": "biaya",
        "why": "",
        "revision": str(exercise.revision),
        **changes,
    }


def text_of(browser, path: str) -> str:
    return browser.get(path).get_data(as_text=True)


def test_an_intern_seals_and_then_sees_the_author_and_why_there_is_no_panel(visit, cast):
    exercise = opened(cast)
    browser = visit(cast.sari)
    before = text_of(browser, path_of(exercise))
    assert "Kunci jawabanku" in before
    assert SECRET not in before

    reply = browser.post(path_of(exercise), filled(exercise))

    assert reply.status_code == 303
    after = text_of(browser, path_of(exercise))
    answer = ExerciseAnswer.get(ExerciseAnswer.person == cast.sari)
    assert answer.key in after  # the receipt
    assert SECRET in after
    assert "Kurang dari tiga orang" in after
    assert "Kunci jawabanku" not in after


def test_the_panel_of_three_is_shown_with_reasons_and_where_it_is_split(visit, cast):
    exercise = opened(cast)
    seal(exercise, cast.wati, Side.PANEL, why="Alasan Wati.")
    seal(exercise, cast.hasan, Side.PANEL, (1, 2), why="Alasan Hasan.")
    seal(exercise, cast.sari)

    text = text_of(visit(cast.sari), path_of(exercise))

    assert "Kurang dari tiga orang" not in text
    assert "3 dari 3 anggota panel menandai ini." in text
    assert "1 dari 3 anggota panel menandai ini. Mereka tidak sepakat." in text
    assert text.count("Mereka tidak sepakat.") == 1
    assert "Alasan Wati." in text
    assert "Alasan Hasan." in text
    assert not [each for each in (cast.wati, cast.hasan, cast.budi) if each.name in text]


def test_two_of_a_panel_are_not_shown(visit, cast):
    exercise = opened(cast)
    seal(exercise, cast.wati, Side.PANEL, why="Alasan Wati.")
    seal(exercise, cast.sari)

    text = text_of(visit(cast.sari), path_of(exercise))

    assert "Alasan Wati." not in text
    assert "anggota panel" not in text


def test_interns_and_another_offices_staff_are_no_panel(visit, cast):
    exercise = national()
    seal(exercise, cast.rina, Side.PANEL, why="Alasan Rina.")
    seal(exercise, cast.budi, Side.PANEL)
    seal(exercise, cast.joko, Side.PANEL)  # of Seberang
    seal(exercise, cast.tono)
    seal(exercise, cast.sari)

    assert "Alasan Rina." not in text_of(visit(cast.sari), path_of(exercise))


def test_the_same_again_is_one_answer_and_one_receipt(visit, cast):
    exercise = opened(cast)
    browser = visit(cast.sari)

    replies = [browser.post(path_of(exercise), filled(exercise)) for _ in range(2)]

    assert [each.status_code for each in replies] == [303, 303]
    answer = ExerciseAnswer.get(ExerciseAnswer.person == cast.sari)
    assert ExerciseAnswer.select().where(ExerciseAnswer.person == cast.sari).count() == 1
    assert text_of(browser, path_of(exercise)).count(answer.key) >= 1


def test_another_answer_is_refused_and_the_first_stays(visit, cast):
    exercise = opened(cast)
    browser = visit(cast.sari)
    browser.post(path_of(exercise), filled(exercise))

    reply = browser.post(path_of(exercise), filled(exercise, sentences=["1", "2"]))

    assert reply.status_code == 409
    assert "tetap seperti itu" in reply.get_data(as_text=True)
    assert ExerciseAnswer.get(ExerciseAnswer.person == cast.sari).said.marked == {2}


@pytest.mark.parametrize("column", ["marks", "why", "side", "person_id", "sealed_at"])
def test_the_database_refuses_to_change_what_is_sealed(cast, column):
    answer = seal(opened(cast), cast.sari)

    with pytest.raises(DatabaseError, match="sealed"), db.atomic():
        db.execute_sql(f"UPDATE exercise_answer SET {column} = {column} WHERE id = {answer.id}")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"form": ""}, "Pilih bentuk yang paling cocok"),
        ({"form": "nothing"}, "Ada kalimat yang ditandai"),
        ({"sentences": []}, "Tidak ada kalimat yang ditandai"),
        ({"sentences": ["9"]}, "Pilih salah satu yang tersedia"),
        ({"form": "lain"}, "Pilih salah satu yang tersedia"),
        ({"why": "x" * 601}, "601"),
    ],
)
def test_what_does_not_fit_comes_back_with_what_was_typed(visit, cast, changes, said):
    exercise = opened(cast)

    reply = visit(cast.sari).post(
        path_of(exercise), filled(exercise, **{"why": "Alasanku.", **changes})
    )

    text = reply.get_data(as_text=True)
    assert reply.status_code == 422
    assert said in text
    assert ("Alasanku." in text) or "why" in changes
    assert not ExerciseAnswer.select().where(ExerciseAnswer.person == cast.sari).exists()


def test_nothing_looks_wrong_is_an_answer(visit, cast):
    exercise = opened(cast)
    browser = visit(cast.sari)

    browser.post(path_of(exercise), filled(exercise, sentences=[], form="nothing"))

    answer = ExerciseAnswer.get(ExerciseAnswer.person == cast.sari)
    assert (answer.said.marked, answer.form_id) == (frozenset(), None)
    assert "Tidak ada yang janggal" in text_of(browser, path_of(exercise))


def test_the_panel_gives_a_reason(visit, cast):
    exercise = opened(cast)

    reply = visit(cast.wati).post(path_of(exercise), filled(exercise))

    assert reply.status_code == 422
    assert "mengapa" in reply.get_data(as_text=True)


def test_who_read_another_text_is_told_and_seals_nothing(visit, cast):
    exercise = made(cast)

    reply = visit(cast.wati).post(path_of(exercise), filled(exercise, why="Alasan.", revision="7"))

    assert reply.status_code == 409
    assert "Alasan." in reply.get_data(as_text=True)
    assert not ExerciseAnswer.select().where(ExerciseAnswer.exercise == exercise.id).exists()


def test_an_author_answers_nothing_of_their_own(cast):
    with pytest.raises(Refused):
        seal(made(cast), cast.rina, Side.PANEL)


def test_a_retired_one_takes_no_answer_and_stays_with_who_sealed_it(visit, cast):
    exercise = opened(cast)
    seal(exercise, cast.sari)
    operations.take_step(exercise, Step.RETIRE, cast.wati.id, exercise.made_at)

    with pytest.raises(Refused):
        seal(again(exercise), cast.tono)
    assert SECRET in text_of(visit(cast.sari), path_of(exercise))
    assert visit(cast.tono).get(path_of(exercise)).status_code == 404


def test_what_was_written_while_it_was_retired_stands_on_the_page(visit, cast):
    """For interns and for the panel; and what nobody outside could ever see stays hidden."""
    exercise, never_open = opened(cast), made(cast, "Tidak jadi")
    for each in (exercise, never_open):
        operations.take_step(again(each), Step.RETIRE, cast.wati.id, exercise.made_at)
    said = {"why": "Papannya menyebut gratis.", "revision": "1"}

    replies = [
        visit(each).post(path_of(exercise), filled(exercise, **said))
        for each in (cast.sari, cast.wati)
    ]
    wrong = visit(cast.sari).post(path_of(exercise), filled(exercise, **said, form="nothing"))
    hidden = visit(cast.sari).post(path_of(never_open), filled(never_open, **said))

    assert [each.status_code for each in replies] == [409, 409]
    assert [wrong.status_code, hidden.status_code] == [422, 404]
    for each in (*replies, wrong):
        text = each.get_data(as_text=True)
        assert "Papannya menyebut gratis." in text
        assert "Petugas meminta uang terima kasih" in text
        assert "Salin dulu" in text
        assert SECRET not in text
        assert "Kunci jawabanku" not in text
    assert "sekarang tidak menerima jawaban" in replies[0].get_data(as_text=True)
    assert not ExerciseAnswer.select().where(ExerciseAnswer.person == cast.sari).exists()


def test_another_answer_than_the_sealed_one_is_shown_beside_it(visit, cast):
    exercise, browser = opened(cast), visit(cast.sari)
    browser.post(path_of(exercise), filled(exercise))

    reply = browser.post(path_of(exercise), filled(exercise, why="Pikiran kedua."))

    assert reply.status_code == 409
    assert "Pikiran kedua." in reply.get_data(as_text=True)
    assert SECRET in reply.get_data(as_text=True)


def test_an_answer_to_what_was_retired_meanwhile_is_refused(cast: Cast):
    exercise = opened(cast)
    seen = again(exercise)
    operations.take_step(exercise, Step.RETIRE, cast.wati.id, exercise.made_at)

    with pytest.raises(Refused):
        seal(seen, cast.sari)


def test_another_offices_exercise_does_not_exist_and_a_national_one_is_everyones(visit, cast):
    ours, everyones = opened(cast), national()

    assert visit(cast.laila).get(path_of(ours)).status_code == 404
    assert visit(cast.laila).post(path_of(ours), filled(ours)).status_code == 404
    assert visit(cast.laila).get(path_of(everyones)).status_code == 200
    listed = text_of(visit(cast.laila), "/belajar")
    assert everyones.key in listed
    assert ours.key not in listed
    assert ours.key in text_of(visit(cast.sari), "/belajar")


def test_whose_internship_is_over_still_learns(visit, cast):
    past = {"starts_on": TODAY - 90 * DAY, "ends_on": TODAY - 30 * DAY}
    Placement.update(**past).where(Placement.id == cast.placement.id).execute()
    exercise, browser = opened(cast), visit(cast.sari)

    assert exercise.key in text_of(browser, "/belajar")
    assert browser.post(path_of(exercise), filled(exercise)).status_code == 303


def test_interns_have_it_in_their_menu_and_staff_on_their_own_page(visit, cast):
    for person in (cast.sari, cast.laila):
        assert 'href="/belajar"' in text_of(visit(person), "/saya")
    for person in (cast.rina, cast.wati, cast.hasan):
        browser = visit(person)
        assert 'href="/belajar"' in text_of(browser, "/saya")
        assert browser.get("/belajar").status_code == 200
    for person in (cast.ningsih, cast.gita):
        browser = visit(person)
        assert 'href="/belajar"' not in text_of(browser, "/saya")
        assert browser.get("/belajar").status_code == 403
