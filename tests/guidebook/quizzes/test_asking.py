"""Questions are proposed, and approved by somebody else; editions keep them as they are."""

import pytest

from mori.core.clock import now
from mori.core.errors import Refused
from mori.guidebook.editions.queries import chapters_in
from mori.guidebook.quizzes import operations, queries
from mori.guidebook.quizzes.loading_operations import load_questions
from mori.guidebook.quizzes.models import QuizWording
from mori.guidebook.quizzes.rules import WordingState
from tests.guidebook.publishing import approve_questions, chapter, load, publish, published

from .asking import ASKED, TYPED, approve_wording, in_force, proposed_question, reworded

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def books(cast):
    load(cast)


def path_of(of=None) -> str:
    return f"/naskah/bab/{(of or chapter()).key}/soal"


def test_what_came_with_mori_is_approved_together_by_the_coordinator(cast, books, visit):
    keys = [row.key for row in queries.waiting_wordings(cast.banua.id, chapter().id)]

    page = visit(cast.wati).get(path_of()).text
    nothing = visit(cast.wati).post(f"{path_of()}/setujui", {})
    assert not in_force(cast)
    answer = visit(cast.wati).post(f"{path_of()}/setujui", {"seen": keys})

    assert page.count('name="seen"') == len(keys) == 3
    assert nothing.status_code == 409
    assert answer.status_code == 303
    assert [row.key for row in in_force(cast)] == keys
    assert "3 soal menunggu" in visit(cast.wati).get("/naskah").text
    assert not queries.wordings_in_force(cast.seberang.id, [chapter().id])


def test_a_supervisor_proposes_and_a_double_tap_is_one(cast, books, visit):
    browser = visit(cast.rina)

    answers = [browser.post(f"{path_of()}/baru", TYPED) for _time in range(2)]

    assert [each.status_code for each in answers] == [303, 303]
    made = QuizWording.get(QuizWording.author == cast.rina)
    assert queries.asked_by(made, queries.options_of([made])[made.id]) == ASKED
    assert made.state is WordingState.PROPOSED
    assert ASKED.text in visit(cast.wati).get(path_of()).text
    assert visit(cast.rina).post(f"{path_of()}/setujui", {"seen": [made.key]}).status_code == 404
    assert ASKED.text not in visit(cast.joko).get(path_of()).text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text": ""}, "Tulis soalnya."),
        ({"option_b": "", "why_b": "", "option_en_b": "", "why_en_b": ""}, "paling sedikit dua"),
        ({"why_b": ""}, "Pilihan B"),
        ({"right": "c"}, "Tandai pilihan mana"),
        ({"why_en_b": ""}, "kosongkan semuanya"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(cast, books, visit, wrong, said):
    answer = visit(cast.rina).post(f"{path_of()}/baru", TYPED | wrong)

    assert answer.status_code == 422
    assert said in answer.text
    assert "Tepat: di sana dicatat." in answer.text
    assert not QuizWording.select().where(QuizWording.author == cast.rina).exists()


def test_nobody_decides_on_their_own(cast, books, visit):
    made = proposed_question(cast, by=cast.wati)

    page = visit(cast.wati).get(path_of()).text
    asked = visit(cast.wati).post(f"{path_of()}/setujui", {"seen": [made.key]})

    assert f'value="{made.key}"' not in page
    assert asked.status_code == 409
    assert "Anda sendiri yang menulis ini" in asked.text
    for decide in (operations.approve_wordings, operations.decline_wordings):
        with pytest.raises(Refused):
            decide(chapter(), cast.banua.id, [made.key], cast.wati.id, now())
    visit(cast.wati).post(f"/naskah/soal/usul/{made.key}/tarik")
    assert queries.wording_by_key(made.key).state is WordingState.DISCARDED


def test_what_protects_needs_an_officer_too(cast, books, visit):
    guarded = chapter(8)
    keys = [row.key for row in queries.waiting_wordings(cast.banua.id, guarded.id)]

    early = visit(cast.wati).post(f"{path_of(guarded)}/setujui", {"seen": keys})
    agreed = visit(cast.ningsih).post(f"{path_of(guarded)}/sepakat", {"seen": keys})
    late = visit(cast.wati).post(f"{path_of(guarded)}/setujui", {"seen": keys})

    assert [early.status_code, agreed.status_code, late.status_code] == [409, 303, 303]
    assert "Petugas pelindungan harus menyepakati" in early.text
    assert [row.officer_id for row in in_force(cast, 8)] == [cast.ningsih.id] * len(keys)


def test_an_officer_agrees_by_proposing_and_somebody_else_approves(cast, books, visit):
    made = visit(cast.ningsih).post(f"{path_of(chapter(8))}/baru", TYPED)
    wording = QuizWording.get(QuizWording.author == cast.ningsih)

    assert made.status_code == 303
    assert wording.officer_id == cast.ningsih.id
    approve_wording(cast, wording)
    assert wording.key in [row.key for row in in_force(cast, 8)]
    question = in_force(cast, 8)[0].question
    assert visit(cast.ningsih).get(f"/naskah/soal/{question.key}/ubah").status_code == 200
    assert visit(cast.ningsih).post(f"{path_of()}/baru", TYPED).status_code == 404


def test_of_two_changes_from_the_same_wording_one_is_taken(cast, books, visit):
    approve_questions(cast)
    question = in_force(cast)[0].question
    one = reworded(cast, question)
    other = reworded(cast, question, ASKED._replace(text="Lain lagi?"))
    approve_wording(cast, one)

    with pytest.raises(Refused):
        approve_wording(cast, other)
    late = visit(cast.rina).post(f"/naskah/soal/{question.key}/ubah", TYPED | {"base": "lama"})

    assert late.status_code == 409
    assert TYPED["why_a"] in late.text
    assert in_force(cast)[0].text == ASKED.text


def test_an_edition_keeps_its_questions_while_they_go_on(cast, visit):
    first = published(cast)
    path = f"/buku/{first.slug}/{chapters_in(first.id)[0].slug}"
    was = in_force(cast)
    approve_wording(cast, reworded(cast, was[0].question))
    browser = visit(cast.rina)
    browser.post(f"/naskah/soal/{was[1].question.key}/ubah", {"base": was[1].key, "do": "retire"})
    approve_wording(cast, QuizWording.get(QuizWording.is_retired))

    second = publish(cast, token="again")

    before, after = (
        visit().get(path.replace(first.slug, each.slug)).text for each in (first, second)
    )
    assert [row.text in before for row in was] == [True, True, True]
    assert [row.text in after for row in was] == [False, False, True]
    assert ASKED.text not in before
    assert all(each in after for each in (ASKED.text, "Ke loket", "Tepat: di sana dicatat."))
    english = visit().get(f"{path}/en").text.replace("&#39;", "'")
    assert "What does the Ombudsman watch?" in english
    assert "Ministries only" in english


def test_without_its_english_a_question_stays_in_indonesian(cast, visit):
    published(cast)
    options = [each._replace(text_en="", why_en="") for each in ASKED.options]
    approve_wording(
        cast, proposed_question(cast, asked=ASKED._replace(text_en="", options=options))
    )

    edition = publish(cast, token="again")

    page = visit().get(f"/buku/{edition.slug}/{chapters_in(edition.id)[0].slug}/en").text
    assert f'<div lang="id"><p>{ASKED.text}' in page


def test_a_question_of_an_office_is_its_own(cast, books, visit):
    made = proposed_question(cast)
    path = f"/naskah/soal/{made.question.key}/ubah"

    assert visit(cast.budi).get(path).status_code == 200
    assert visit(cast.joko).get(path).status_code == 404


def test_a_newer_shipped_wording_is_a_proposal(cast, books):
    approve_questions(cast)
    row = in_force(cast)[0]
    QuizWording.update(shipped="0" * 64).where(QuizWording.id == row.id).execute()

    assert load_questions([cast.banua, cast.seberang], now()) == 1
    assert load_questions([cast.banua, cast.seberang], now()) == 0

    assert in_force(cast)[0].id == row.id
    waiting = queries.waiting_wordings(cast.banua.id)
    assert [(each.question_id, each.parent_id) for each in waiting] == [(row.question_id, row.id)]
