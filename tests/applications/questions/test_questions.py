"""Questions before applying, and the answers that everybody reads."""

import pytest

from mori.applications.applying import operations
from mori.applications.applying.models import ApplyingTry
from mori.applications.applying.rules import MOST_ASKED
from mori.applications.questions.models import ApplicationQuestion
from mori.notifications.models import Message
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon")
PAGE = "/daftar/tanya?kantor=63"


def ask(visit, **changes):
    text = "Apakah harus membawa laptop?"
    fields = {"token": "t", "website": "", "text": text, "email": "tia@umpama.example"}
    return visit().post(PAGE, {**fields, **changes})


def answer(visit, person, key, **changes):
    return visit(person).post(
        f"/pertanyaan/{key}", {"answer": "Tidak harus.", "is_public": "y", **changes}
    )


def test_an_answer_goes_to_whoever_asked_and_to_all_if_it_is_public(visit, cast):
    for _ in range(2):  # the form came twice
        assert ask(visit).status_code == 303
    question = ApplicationQuestion.get()
    assert "laptop" in visit(cast.wati).get("/pertanyaan").text
    assert "laptop" not in visit().get(PAGE).text

    assert answer(visit, cast.wati, question.key).status_code == 303

    shown = visit().get(PAGE).text
    assert "laptop" in shown
    assert "Tidak harus." in shown
    assert "tia@umpama.example" not in shown
    mail = Message.get()
    assert (mail.recipient, "Tidak harus." in mail.body) == ("tia@umpama.example", True)
    assert "laptop" not in visit(cast.wati).get("/pertanyaan").text
    assert "laptop" in visit(cast.wati).get("/pertanyaan?saring=dijawab").text


def test_what_is_not_public_is_read_by_the_asker_alone(visit, cast):
    ask(visit)

    answer(visit, cast.wati, ApplicationQuestion.get().key, is_public="")

    assert "laptop" not in visit().get(PAGE).text


def test_an_empty_answer_is_refused_and_another_office_finds_nothing(visit, cast):
    ask(visit)
    key = ApplicationQuestion.get().key

    assert answer(visit, cast.wati, key, answer=" ").status_code == 422
    assert answer(visit, cast.citra, key).status_code == 404
    assert "laptop" not in visit(cast.citra).get("/pertanyaan").text
    assert ApplicationQuestion.get().answered_at is None


def test_questions_have_a_pace_and_no_nik(visit):
    ask(visit, text="NIK saya 3171012345678901, boleh?")
    assert ApplicationQuestion.get().text == "NIK saya […], boleh?"
    operations.note_try([ApplyingTry.get().subject] * MOST_ASKED, NOON)

    answer = ask(visit, token="t2", text="Satu lagi?")

    assert answer.status_code == 429
    assert "Satu lagi?" in answer.text
