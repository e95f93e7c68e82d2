"""Participants confirm by a code, nameless, one of each phone, and answer three questions."""

import pytest

from mori.cascades.confirming.operations import confirm_teaching
from mori.cascades.figures.queries import shares_of
from mori.cascades.models import Confirmation
from mori.cascades.queries import teaching_by_id
from mori.cascades.rules import EvidenceLevel, code_shown
from mori.core.errors import Refused
from mori.core.workdays import DAY
from tests.cascades.making import make_member, make_training, taught
from tests.cast import TODAY

pytestmark = pytest.mark.usefixtures("noon")
RIGHT = {"first": "office", "note": "facts", "ombudsman": "after"}
WRONG = {"first": "social", "note": "feeling", "ombudsman": "never"}


@pytest.fixture
def teaching(cast):
    """Taught two days ago to six people."""
    lilih = make_member(cast.banua, "Lilih Umpama")
    training = make_training(cast.banua, lilih, on=TODAY - 7 * DAY)
    return taught(lilih, training, headcount=6)


def test_a_participant_confirms_once_without_a_name(teaching, visit):
    phone = visit()
    page = phone.get(f"/k/{code_shown(teaching.code).lower()}")

    for _ in range(2):
        phone.post(f"/k/{teaching.code}", data={**RIGHT, "token": "of this page"})

    assert "Lilih" not in page.text  # whoever guesses a code learns no name
    assert Confirmation.select().count() == 1
    row = Confirmation.get()
    assert row.answers.split() == list(RIGHT.values())
    assert "sudah dihitung" in phone.get(f"/k/{teaching.code}").text


def test_a_form_sent_twice_before_any_answer_is_one_phone(teaching, visit):
    for browser in (visit(), visit()):  # no cookie came back to the first
        browser.post(f"/k/{teaching.code}", data={**RIGHT, "token": "the same page"})

    assert Confirmation.select().count() == 1


def test_three_phones_raise_the_evidence_and_five_show_shares(teaching, visit):
    levels = []
    for number, answers in enumerate((RIGHT, RIGHT, WRONG, RIGHT, RIGHT)):
        visit().post(f"/k/{teaching.code}", data={**answers, "token": f"phone {number}"})
        levels.append(teaching_by_id(teaching.id).evidence_level)
        if number == 3:
            assert shares_of(teaching.training_id) == []

    assert levels == [EvidenceLevel.SAID] * 2 + [EvidenceLevel.CONFIRMED] * 3
    assert [(each.level, each.answers, each.right) for each in shares_of(teaching.training_id)] == [
        (2, 5, "4 4 4")
    ]


def test_no_more_confirm_than_were_there(teaching):
    for number in range(6):
        confirm_teaching(teaching, f"phone {number}", (), TODAY)

    with pytest.raises(Refused):
        confirm_teaching(teaching, "phone 7", (), TODAY)


def test_after_a_week_nothing_is_counted(teaching, visit):
    with pytest.raises(Refused):
        confirm_teaching(teaching, "phone", (), teaching.on + 8 * DAY)

    assert Confirmation.select().count() == 0


def test_a_part_of_the_answers_is_none(teaching, visit):
    visit().post(f"/k/{teaching.code}", data={"first": "office", "note": "x" * 90, "token": "a"})

    assert Confirmation.get().answers == ""


def test_guesses_wait_and_the_right_code_does_not(teaching, visit):
    guesser = visit()

    answers = [guesser.get("/k/ZZZZZZ").status_code for _ in range(22)]

    assert (answers[0], answers[-1]) == (404, 429)
    assert guesser.get(f"/k/{teaching.code}").status_code == 200
    assert guesser.get("/k?kode=").status_code == 200
