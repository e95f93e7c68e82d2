"""Made on one page, checked by somebody else who has answered it, opened, retired."""

import pytest

from mori.core.errors import Refused
from mori.guidebook.exercises import operations, queries
from mori.guidebook.exercises.loading_operations import load_exercises
from mori.guidebook.exercises.models import (
    Exercise,
    ExerciseSentence,
    MaladministrationForm,
    StandardComponent,
)
from mori.guidebook.exercises.rules import (
    ComponentSide,
    ExerciseState,
    Side,
    Step,
    lines_in,
    shown,
    written,
)

from .sealing import SECRET, again, draft, made, opened, seal

pytestmark = pytest.mark.usefixtures("noon")

TYPED = {
    "title": "Surat pindah Bu Misal",
    "text": "Bu Misal meminta surat.\n\n* Tiga minggu kemudian belum ada kabar.\nPetugas libur.\n",
    "form": "penundaan_berlarut",
    "component": "jangka_waktu",
    "why": "Janji waktu lewat.",
    "token": "satu",
}


def path_of(exercise) -> str:
    return f"/belajar/latihan/{exercise.key}"


def step(browser, exercise, name: str):
    return browser.post(f"{path_of(exercise)}/keadaan", {"step": name})


def test_lines_become_sentences_and_lines_again():
    lines = lines_in(" * Satu. \n\nDua.\n*\n*Tiga.")

    assert [(each.text, each.is_suspicious) for each in lines] == [
        ("Satu.", True),
        ("Dua.", False),
        ("Tiga.", True),
    ]
    assert lines_in(written(lines)) == lines


def test_split_is_where_some_but_not_all_marked(cast):
    said = [seal(made(cast), cast.budi, Side.PANEL, (1, 2)).said]
    said += [said[0]._replace(marked=frozenset({2}))]

    assert [each.is_split for each in shown((1, 2, 3), said)] == [True, False, False]


def test_from_one_page_to_open_and_retired(visit, cast):
    rina, budi = visit(cast.rina), visit(cast.budi)

    reply = rina.post("/belajar/latihan/baru", TYPED)
    again_reply = rina.post("/belajar/latihan/baru", TYPED)

    assert reply.status_code == 303
    assert again_reply.location == reply.location  # the same form twice is one
    exercise = Exercise.get(Exercise.title == "Surat pindah Bu Misal")
    sentences = ExerciseSentence.select().where(ExerciseSentence.exercise == exercise)
    assert [each.is_suspicious for each in sentences.order_by(ExerciseSentence.position)] == [
        False,
        True,
        False,
    ]
    assert visit(cast.sari).get(path_of(exercise)).status_code == 404
    assert "Janji waktu lewat." not in budi.get(path_of(exercise)).get_data(as_text=True)

    budi.post(
        path_of(exercise),
        {"sentences": ["2"], "form": "penundaan_berlarut", "why": "Terlambat.", "revision": "1"},
    )
    seen = budi.get(path_of(exercise)).get_data(as_text=True)
    assert "Janji waktu lewat." in seen
    assert "Layak dibuka" in seen
    for name, state in (("check", "checked"), ("open", "open"), ("retire", "retired")):
        assert step(budi, exercise, name).status_code == 303
        assert again(exercise).state == state
        assert visit(cast.sari).get(path_of(exercise)).status_code == (
            200 if state == "open" else 404
        )
    assert queries.checker_of(exercise.id) == cast.budi.name


def test_an_author_does_not_check_their_own_on_any_way(visit, cast):
    exercise, browser = made(cast), visit(cast.rina)

    assert "Layak dibuka" not in browser.get(path_of(exercise)).get_data(as_text=True)
    reply = step(browser, exercise, "check")
    assert reply.status_code == 409
    assert "orang lain yang perlu memeriksanya" in reply.get_data(as_text=True)
    with pytest.raises(Refused):
        operations.take_step(exercise, Step.CHECK, cast.rina.id, exercise.made_at)
    assert again(exercise).state is ExerciseState.DRAFT


def test_whoever_checks_has_answered_first(visit, cast):
    exercise = made(cast)

    reply = step(visit(cast.wati), exercise, "check")

    assert reply.status_code == 409
    assert SECRET not in reply.get_data(as_text=True)
    assert again(exercise).state is ExerciseState.DRAFT


def test_what_was_not_checked_is_not_opened(visit, cast):
    exercise = made(cast)

    assert step(visit(cast.wati), exercise, "open").status_code == 409
    assert step(visit(cast.wati), exercise, "lain").status_code == 422
    assert again(exercise).state is ExerciseState.DRAFT


def test_a_draft_is_changed_by_its_author_alone(visit, cast):
    exercise = made(cast)
    path = f"{path_of(exercise)}/ubah"

    assert visit(cast.budi).get(path).status_code == 404
    assert "* Petugas meminta" in visit(cast.rina).get(path).get_data(as_text=True)
    assert visit(cast.rina).post(path, TYPED).status_code == 303
    assert again(exercise).title == "Surat pindah Bu Misal"
    assert [each.text for each in queries.sentences_of(exercise.id)][0] == "Bu Misal meminta surat."


def test_a_text_that_was_answered_is_not_changed(visit, cast):
    exercise = made(cast)
    seal(exercise, cast.budi, Side.PANEL)

    reply = visit(cast.rina).post(f"{path_of(exercise)}/ubah", TYPED)

    assert reply.status_code == 409
    assert "Bu Misal meminta surat." in reply.get_data(as_text=True)  # nothing typed is lost
    assert again(exercise).title == exercise.title


def test_an_open_one_is_not_changed(cast):
    with pytest.raises(Refused):
        operations.change_exercise(opened(cast), draft("Lain"), cast.rina.id, None)


def test_another_is_made_of_an_own_one(visit, cast):
    exercise = made(cast)
    path = f"/belajar/latihan/baru?dari={exercise.key}"

    assert SECRET in visit(cast.rina).get(path).get_data(as_text=True)
    assert SECRET not in visit(cast.wati).get(path).get_data(as_text=True)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": ""}, "Beri judul."),
        ({"text": "Satu saja."}, "Tulis 2 sampai 12 kalimat"),
        ({"text": "Satu.\n" * 13}, "Tulis 2 sampai 12 kalimat"),
        ({"text": f"Satu.\n* {'x' * 301}"}, "Baris 2 lebih dari 300 karakter"),
        ({"text": "Satu.\nDua."}, "Tidak ada kalimat yang ditandai"),
        ({"form": "nothing"}, "Ada kalimat yang ditandai"),
        ({"why": ""}, "Tulis satu kalimat mengapa"),
    ],
)
def test_what_does_not_fit_comes_back_with_all_that_was_typed(visit, cast, changes, said):
    before = Exercise.select().count()

    reply = visit(cast.rina).post("/belajar/latihan/baru", {**TYPED, **changes})

    text = reply.get_data(as_text=True)
    assert reply.status_code == 422
    assert said in text
    assert ("Surat pindah Bu Misal" in text) or "title" in changes
    assert Exercise.select().count() == before


def test_another_office_neither_checks_nor_retires_it(visit, cast):
    exercise = made(cast)

    for person in (cast.joko, cast.citra, cast.eko):
        assert step(visit(person), exercise, "retire").status_code == 404
    assert again(exercise).state is ExerciseState.DRAFT


def test_loading_again_changes_nothing(cast):
    before = [list(model.select().tuples()) for model in (Exercise, ExerciseSentence)]

    load_exercises(Exercise.select().first().made_at)

    assert [list(model.select().tuples()) for model in (Exercise, ExerciseSentence)] == before


def test_the_lists_are_those_of_their_sources(cast):
    sides = [each.side for each in StandardComponent.select()]
    assert (sides.count(ComponentSide.COUNTER), sides.count(ComponentSide.BEHIND)) == (6, 8)
    forms = list(MaladministrationForm.select())
    assert len(forms) == 11
    assert all(each.basis for each in forms)
    assert all(each.checked_on is None for each in forms)  # as the page says


def test_every_shipped_one_is_open_to_all_and_in_both_languages(cast):
    for exercise in Exercise.select().where(Exercise.office.is_null()):
        sentences = list(ExerciseSentence.select().where(ExerciseSentence.exercise == exercise.id))
        assert exercise.state is ExerciseState.OPEN
        assert exercise.title_en
        assert 2 <= len(sentences) <= 12
        for each in sentences:
            assert each.text_en
            assert bool(each.form_id) is each.is_suspicious
            assert bool(each.why) is bool(each.why_en)
            assert each.why or not each.is_suspicious


def test_what_interns_learn_from_stands_on_one_page(visit, cast):
    assert 'href="/buku"' in visit(cast.tono).get("/belajar").text
