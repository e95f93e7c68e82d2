"""What waits for an officer in cases stands on the duty board until somebody has done it."""

import pytest

from mori.accounts.models import Membership
from mori.cases.closing import operations as closing
from mori.cases.closing.rules import Step
from mori.cases.evidence.operations import hand_in, receive_whole
from mori.cases.referrals.models import Referral
from mori.cases.referrals.operations import Offer, note_answer, offer_referral
from mori.cases.referrals.rules import Passed
from mori.cases.retention import operations as retention
from mori.cases.retention.rules import YEAR, Answer
from mori.cases.waiting.queries import waiting_for
from mori.cases.waiting.rules import Wait, Waiting
from mori.safeguarding.alerts.models import Delivery
from mori.safeguarding.routing.operations import register_relation
from mori.safeguarding.routing.rules import RelationKind
from tests.cases.closing.deciding import LATER, SAFE, decided, propose, reached_alert
from tests.cases.evidence.sending import photo
from tests.cases.opening import give_key, opened
from tests.cases.thread.writing import case_of, write
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import ADDRESS, minutes, reload, told

pytestmark = pytest.mark.usefixtures("noon", "english")
NEWS = "Something new in a closed call"
DUE = NOON + 2 * YEAR + YEAR / 12


@pytest.fixture
def reached(cast):
    return reached_alert(cast)


@pytest.fixture
def closed(cast, reached, noon):
    noon.move_to(LATER + minutes(1))
    return decided(reached, SAFE, cast.ningsih, cast.opik)


def board(visit, officer):
    return visit(officer).get("/jaga").text


def test_a_message_to_a_closed_call_waits_until_somebody_has_read_it(visit, cast, closed):
    assert NEWS not in board(visit, cast.opik)

    write(visit(cast.sari), closed, "Terjadi lagi di Contoh")

    assert NEWS in board(visit, cast.ningsih)
    assert NEWS in board(visit, cast.opik)
    assert NEWS not in board(visit, cast.dewi)
    assert "Terjadi lagi di Contoh" in case_of(opened(visit, cast.ningsih), closed)
    assert NEWS not in board(visit, cast.opik)


def test_whoever_cannot_read_it_does_not_take_it_off_the_board(visit, cast, closed, app):
    give_key(cast.ningsih, app)
    write(visit(cast.sari), closed, "Terjadi lagi di Contoh")

    case_of(opened(visit, cast.opik), closed)

    assert NEWS in board(visit, cast.opik)


def test_a_file_to_a_closed_call_waits_too(visit, cast, closed, store, app):
    server = app.config["SECRET_KEY"]
    evidence = receive_whole(store, closed, None, photo(), "f", server, LATER + minutes(2))
    hand_in(evidence, closed, "Contoh", server, LATER + minutes(2), ADDRESS)

    assert NEWS in board(visit, cast.opik)
    case_of(opened(visit, cast.ningsih), closed)
    assert NEWS not in board(visit, cast.opik)


def test_what_was_sent_before_it_was_closed_and_what_is_open_again_is_no_news(
    visit, cast, reached, noon
):
    write(visit(cast.sari), reached, "Sebelum ditutup", "before")
    noon.move_to(LATER + minutes(1))
    closed = decided(reached, SAFE, cast.ningsih, cast.opik, LATER + minutes(1))
    before = waiting_for(cast.opik.id, LATER)
    noon.move_to(LATER + minutes(2))
    write(visit(cast.sari), closed, "Sesudah ditutup", "after")
    after = waiting_for(cast.opik.id, LATER)

    closing.reopen(reload(closed), cast.opik.id, "", "r", LATER, ADDRESS)

    assert before == []
    assert after == [Waiting(Wait.NEWS, closed.key)]
    assert waiting_for(cast.opik.id, LATER) == []


def test_an_officer_who_is_kept_out_finds_nothing_of_it(visit, cast, closed):
    write(visit(cast.sari), closed, "Terjadi lagi di Contoh")
    source = "wish later"
    register_relation(cast.sari.id, [cast.opik.id], RelationKind.PRIVATE, NOON.date(), None, source)

    assert waiting_for(cast.opik.id, LATER) == []
    assert waiting_for(cast.ningsih.id, LATER) == [Waiting(Wait.NEWS, closed.key)]


def test_that_a_case_is_to_be_erased_reaches_a_second_officer(cast, closed):
    retention.note_answer(closed, Answer.KEEP, cast.ningsih.id, "k", 2, DUE, ADDRESS)
    assert not Delivery.select().where(Delivery.at == DUE).exists()
    later = DUE + 1.1 * YEAR

    retention.note_answer(closed, Answer.ERASE, cast.ningsih.id, "t", 2, later, ADDRESS)

    assert told(closed, since=later) == ["opik"]
    assert waiting_for(cast.opik.id, later) == [Waiting(Wait.ERASE, closed.key)]
    assert waiting_for(cast.ningsih.id, later) == []


def test_a_yes_that_was_noted_reaches_a_second_officer(cast, reached, app):
    offer = Offer("sapa", [Passed.NAME], "Contoh", NOON.date())
    offer_referral(reached, cast.ningsih.id, offer, "o", app.config["SECRET_KEY"], LATER)
    referral = Referral.get()

    note_answer(referral, "note_yes", cast.ningsih.id, ADDRESS, LATER)

    assert told(reached, since=LATER) == ["opik"]
    assert waiting_for(cast.opik.id, LATER) == [Waiting(Wait.YES, reached.key)]
    assert waiting_for(cast.ningsih.id, LATER) == []
    note_answer(Referral.get(), "confirm", cast.opik.id, ADDRESS, LATER)
    assert told(reached, since=LATER) == ["opik"]
    assert waiting_for(cast.opik.id, LATER) == []


def test_a_proposal_waits_for_whoever_did_not_make_it(cast, reached):
    propose(reached, Step.IN_HAND, cast.ningsih)

    assert waiting_for(cast.opik.id, LATER) == [Waiting(Wait.DECIDE, reached.key)]
    assert waiting_for(cast.ningsih.id, LATER) == []


def test_the_page_says_that_a_second_officer_was_told(visit, cast, reached, noon):
    noon.move_to(LATER)
    browser = visit(cast.ningsih)
    said = {"token": "t", "step": Step.IN_HAND.value}
    page = browser.post(f"/jaga/{reached.key}/usul", said, follow_redirects=True).text

    assert "A second officer was told and decides." in page
    assert "They were told." in page


def test_where_there_is_none_it_does_not_say_that_one_was_told(visit, cast, reached, noon):
    noon.move_to(LATER)
    others = Membership.person != cast.ningsih.id
    Membership.update(ended_at=NOON).where(others).execute()
    browser = visit(cast.ningsih)

    said = {"token": "t", "step": Step.IN_HAND.value}
    page = browser.post(f"/jaga/{reached.key}/usul", said, follow_redirects=True).text

    assert "There is nobody now who could decide with you." in page
    assert "there is none now who may" in page
    assert "told and decides" not in page
    assert "They were told." not in page
