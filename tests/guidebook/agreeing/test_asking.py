"""Not clear is an answer: it blocks nothing, reaches coordinators, and may join the chapter."""

import pytest

from mori.accounts.operations import add_person
from mori.core.clock import now
from mori.core.errors import Refused
from mori.guidebook import queries as books
from mori.guidebook.agreeing import operations
from mori.guidebook.agreeing.models import Acknowledgement, ParagraphQuestion
from mori.guidebook.agreeing.rules import Confusing, confusing
from mori.guidebook.rules import RevisionState
from mori.guidebook.writing.operations import propose_text
from mori.notifications.models import Message
from tests.guidebook.agreeing.reading import (
    not_clear,
    part,
    publish,
    published_sop,
    shown,
    understand,
)
from tests.guidebook.publishing import approve

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def sop(cast):
    return published_sop(cast)


def second(cast) -> int:
    return int(shown(cast).revision.anchors.split()[1])


def asked(cast, sop, **changed):
    return {
        "token": "satu",
        "edition": sop.slug,
        "number": str(second(cast)),
        "text": "Kalau hujan?",
        **changed,
    }


def test_a_question_is_kept_once_and_the_rest_goes_on(cast, sop, visit):
    path, browser = f"/belajar/bagian/{part().key}", visit(cast.sari)

    page = browser.get(f"{path}/tanya?paragraf={second(cast)}")
    answers = [browser.post(f"{path}/tanya", asked(cast, sop)) for _ in range(2)]
    browser.post(f"{path}/paham", {"token": "dua", "edition": sop.slug})

    assert "Pulang pukul 16.00." in page.text
    assert [each.status_code for each in answers] == [303, 303]
    question = ParagraphQuestion.get()
    assert (question.paragraph, question.text) == ("Pulang pukul 16.00.", "Kalau hujan?")
    assert [row.understanding.is_unclear for row in Acknowledgement.select()] == [True, False]
    assert "/paham" not in browser.get(path).text


def test_what_is_too_long_stands_there_again(cast, sop, visit):
    path = f"/belajar/bagian/{part().key}/tanya"

    answer = visit(cast.sari).post(path, asked(cast, sop, text="Mengapa begitu? " * 100))

    assert answer.status_code == 422
    assert "Mengapa begitu? Mengapa begitu?" in answer.text
    assert not ParagraphQuestion.select().exists()


@pytest.mark.parametrize("number", ["", "0", "999", "x", "-1", "1 2", "9" * 20])
def test_a_paragraph_that_is_not_there_asks_nothing(cast, sop, visit, number):
    path = f"/belajar/bagian/{part().key}/tanya"

    got = visit(cast.sari).get(f"{path}?paragraf={number}")
    sent = visit(cast.sari).post(path, asked(cast, sop, number=number))

    assert [got.status_code, sent.status_code] == [303, 303]
    assert not ParagraphQuestion.select().exists()


def test_coordinators_read_it_without_a_name_and_the_answer_comes_back(cast, sop, visit):
    question = not_clear(cast, cast.sari)
    path = f"/naskah/pertanyaan/{question.key}"

    listed = visit(cast.wati).get("/naskah/pertanyaan").text
    page = visit(cast.wati).get(path).text
    answer = visit(cast.wati).post(path, {"text": "Sampai 16.00, Jumat 16.30."})

    assert "Sampai kapan?" in listed
    assert "Sampai kapan?" in page
    assert "Sari Contoh" not in listed + page
    assert answer.status_code == 303
    assert "Jumat 16.30" in visit(cast.sari).get(f"/belajar/bagian/{part().key}").text
    mail = Message.get(Message.recipient == cast.sari.email)
    assert f"/belajar/bagian/{part().key}" in mail.body
    assert "Jumat" not in mail.body
    assert "Sampai kapan?" not in visit(cast.wati).get("/naskah/pertanyaan").text
    assert "Sampai kapan?" in visit(cast.wati).get("/naskah/pertanyaan?saring=dijawab").text


def test_it_is_answered_once(cast, sop, visit):
    question = not_clear(cast, cast.sari)
    operations.answer_question(question, "Satu.", cast.wati.id, now(), "")

    again = visit(cast.wati).post(f"/naskah/pertanyaan/{question.key}", {"text": "Dua."})
    operations.answer_question(question, "Satu.", cast.wati.id, now(), "")

    assert again.status_code == 409
    assert "Satu." in again.text
    assert "Dua." in again.text
    assert ParagraphQuestion.get().answer == "Satu."


def test_clear_by_now_is_for_whoever_asked(cast, sop, visit):
    question = not_clear(cast, cast.sari)
    path = f"/belajar/pertanyaan/{question.key}/jelas"

    assert visit(cast.tono).post(path).status_code == 404
    assert visit(cast.sari).post(path).status_code == 303
    assert ParagraphQuestion.get().is_clear
    assert "Sampai kapan?" not in visit(cast.sari).get(f"/belajar/bagian/{part().key}").text


def test_the_other_office_and_supervisors_read_no_question(cast, sop, visit):
    path = f"/naskah/pertanyaan/{not_clear(cast, cast.sari).key}"

    assert visit(cast.citra).get(path).status_code == 404
    assert visit(cast.citra).post(path, {"text": "Ya."}).status_code == 404
    assert "Sampai kapan?" not in visit(cast.citra).get("/naskah/pertanyaan").text
    for person in (cast.rina, cast.sari, cast.ningsih):
        assert visit(person).get(path).status_code in (403, 404)
    assert visit(cast.hasan).get(path).status_code == 200
    assert visit(cast.hasan).post(path, {"text": "Ya."}).status_code in (403, 404)


def test_the_answer_joins_the_chapter_as_a_proposal(cast, sop, visit):
    question = not_clear(cast, cast.sari)
    path = f"/naskah/pertanyaan/{question.key}/usul"
    early = visit(cast.wati).post(path)
    operations.answer_question(question, "Jumat 16.30.", cast.wati.id, now(), "")

    places = {visit(cast.wati).post(path).location for _ in range(2)}

    assert early.location.endswith(question.key)
    assert len(places) == 1
    draft = books.revision_by_key(places.pop().rpartition("/")[2])
    assert draft.state is RevisionState.DRAFT
    assert draft.body.split("\n\n")[1:3] == ["Pulang pukul 16.00.", "Jumat 16.30."]
    assert draft.author_id == cast.wati.id


def test_what_was_not_clear_is_asked_for_again_only_once_it_changes(cast, sop):
    question = not_clear(cast, cast.sari)
    understand(cast, cast.sari)
    operations.answer_question(question, "Jumat 16.30.", cast.wati.id, now(), "")
    draft = operations.take_into_chapter(
        ParagraphQuestion.get_by_id(question.id), cast.rina.id, now()
    )
    propose_text(draft, cast.rina.id, now())
    approve(draft, cast)
    publish(cast, "sop")

    row = shown(cast)
    left = operations._left(operations.Reader(cast.sari.id, cast.banua.id), row)
    assert list(left) == [int(row.revision.anchors.split()[2])]


def test_an_answer_needs_words(cast, sop, visit):
    question = not_clear(cast, cast.sari)

    assert visit(cast.wati).post(f"/naskah/pertanyaan/{question.key}", {}).status_code == 422
    with pytest.raises(Refused):
        operations.answer_question(question, "", cast.wati.id, now(), "")


def test_from_five_readers_on_an_office_sees_what_confuses(cast, sop, visit):
    people = [add_person(f"Peserta {n}", now(), None, f"p{n}@contoh.example") for n in range(5)]
    not_clear(cast, people[0])
    for person in people[1:4]:
        understand(cast, person)
    before = visit(cast.wati).get("/naskah/pertanyaan").text

    understand(cast, people[4])
    after = visit(cast.wati).get("/naskah/pertanyaan").text

    assert "dari 5 orang" not in before
    assert "belum dipahami 1 dari 5 orang" in after


def test_confusing_counts_people_and_not_questions():
    assert confusing(4, [(1, 7)]) == []
    found = confusing(6, [(1, 7), (1, 7), (2, 7), (2, 8)])
    assert found == [Confusing(2, 2, 6), Confusing(1, 1, 6)]
