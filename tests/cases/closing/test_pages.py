"""Deciding by two on the pages of an alert, and what is closed on a list of its own."""

import re

import pytest

from mori.cases.closing.models import Proposal, Reopening
from mori.cases.closing.rules import ProposalState, Reason, Step
from mori.core.db import db
from mori.safeguarding.alerts.rules import AlertState
from tests.cases.closing.deciding import (
    DAY,
    LATER,
    SAFE,
    UNREACHED,
    decided,
    propose,
    reached_alert,
)
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import alert_of, climb, minutes, reload

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def alert(cast, noon):
    return reached_alert(cast)


def page_of(browser, alert):
    reply = browser.get(f"/jaga/{alert.key}")
    assert reply.status_code == 200
    return reply.text


def closing(token="t", reason="safe", consent="phone"):
    return {"token": token, "reason": reason, "consent": consent}


def proposal_key(html):
    return re.search(r'name="proposal" value="(\w+)"', html)[1]


def test_closing_from_the_first_form_to_the_list(visit, cast, alert, noon):
    first, second = visit(cast.ningsih), visit(cast.opik)

    proposed = first.post(f"/jaga/{alert.key}/usul/tutup", closing())
    html = page_of(second, alert)
    agreed = second.post(f"/jaga/{alert.key}/usul/setuju", {"proposal": proposal_key(html)})

    assert (proposed.status_code, agreed.status_code) == (303, 303)
    assert "Ningsih Contoh" in html
    assert reload(alert).state == AlertState.CLOSED
    for browser in (first, second):
        assert alert.key not in browser.get("/jaga").text
        assert alert.key in browser.get("/jaga/ditutup").text
        assert "usul/tutup" not in page_of(browser, alert)


def test_whoever_was_not_told_or_is_nobody_finds_nothing_of_it(visit, cast, alert):
    decided(alert, SAFE, cast.ningsih, cast.opik)

    for who in (cast.hasan, cast.dewi, cast.rina, cast.wati, cast.sari):
        browser = visit(who)
        for form in ("usul", "usul/tutup", "usul/setuju", "usul/tolak", "usul/tarik", "buka-lagi"):
            assert browser.post(f"/jaga/{alert.key}/{form}", closing()).status_code in (403, 404)
    assert alert.key not in visit(cast.hasan).get("/jaga/ditutup").text
    assert Proposal.select().count() == 1


def test_what_is_missing_is_said_and_what_was_chosen_is_kept(visit, cast, alert):
    browser = visit(cast.ningsih)

    reply = browser.post(f"/jaga/{alert.key}/usul/tutup", closing(consent=""))

    assert reply.status_code == 422
    assert 'value="safe" checked' in reply.text
    assert Proposal.select().count() == 0


@pytest.mark.parametrize("step", ["", "close", "find", "nonsense"])
def test_a_step_that_is_none_or_not_possible_is_refused(visit, cast, alert, step):
    reply = visit(cast.ningsih).post(f"/jaga/{alert.key}/usul", {"step": step, "token": "t"})

    assert reply.status_code == 409
    assert Proposal.select().count() == 0


@pytest.mark.parametrize(
    ("step", "state"),
    [
        (Step.IN_HAND, AlertState.IN_HAND),
        (Step.MONITOR, AlertState.MONITORED),
        (Step.LOSE, AlertState.UNREACHABLE),
    ],
)
def test_each_step_is_offered_proposed_and_agreed_to(visit, cast, alert, step, state, word):
    first, second = visit(cast.ningsih), visit(cast.opik)
    assert f'name="step" value="{step}"' in page_of(first, alert)

    first.post(f"/jaga/{alert.key}/usul", {"step": step, "token": "t"})
    key = proposal_key(page_of(second, alert))
    second.post(f"/jaga/{alert.key}/usul/setuju", {"proposal": key})

    assert reload(alert).state == state
    assert f"<b>{word(state)}</b>" in page_of(first, alert)
    assert word(state) in second.get("/jaga").text


def test_not_to_agree_needs_a_reason_which_is_sealed(visit, cast, alert):
    proposal = propose(alert, SAFE, cast.ningsih)
    browser, address = visit(cast.opik), f"/jaga/{alert.key}/usul/tolak"

    bare = browser.post(address, {"proposal": proposal.key, "words": " "})
    said = browser.post(address, {"proposal": proposal.key, "words": "Belum bertemu Mawar"})

    assert (bare.status_code, said.status_code) == (422, 303)
    assert Proposal.get().state == ProposalState.DECLINED
    (stored,) = db.execute_sql("SELECT why_not FROM proposal").fetchone()
    assert "Mawar" not in stored
    assert "Belum bertemu Mawar" in page_of(visit(cast.ningsih), alert)


def test_whoever_proposed_takes_it_back_there(visit, cast, alert):
    proposal = propose(alert, SAFE, cast.ningsih)
    browser = visit(cast.ningsih)

    html = page_of(browser, alert)
    reply = browser.post(f"/jaga/{alert.key}/usul/tarik", {"proposal": proposal.key})

    assert "usul/setuju" not in html
    assert reply.status_code == 303
    assert Proposal.get().state == ProposalState.WITHDRAWN


def test_a_proposal_of_another_alert_is_not_decided_here(visit, cast, alert):
    other = reached_alert(cast, NOON + minutes(30))
    proposal = propose(other, SAFE, cast.ningsih, NOON + minutes(40))

    reply = visit(cast.opik).post(f"/jaga/{alert.key}/usul/setuju", {"proposal": proposal.key})

    assert reply.status_code == 409
    assert reload(other).state == AlertState.CONTACTED


def test_opening_it_again_asks_what_is_new(visit, cast, alert):
    decided(alert, SAFE, cast.ningsih, cast.opik)
    browser, address = visit(cast.opik), f"/jaga/{alert.key}/buka-lagi"

    bare = browser.post(address, {"token": "t", "words": ""})
    said = browser.post(address, {"token": "t", "words": "Ia menelepon lagi"})

    assert (bare.status_code, said.status_code) == (422, 303)
    assert reload(alert).state == AlertState.NOTIFIED
    assert Reopening.get().officer == cast.opik
    assert "Ia menelepon lagi" in page_of(visit(cast.ningsih), alert)


def test_one_whom_nobody_reaches_is_closed_for_that_reason_alone(visit, cast, alert, noon):
    decided(alert, Step.LOSE, cast.ningsih, cast.opik)
    browser = visit(cast.ningsih)

    early = page_of(browser, alert)
    noon.move_to(LATER + 31 * DAY)
    browser = visit(cast.ningsih)
    late = page_of(browser, alert)

    assert "usul/tutup" not in early
    assert f'value="{Reason.UNREACHED}"' in late
    assert 'name="consent"' not in late
    reply = browser.post(f"/jaga/{alert.key}/usul/tutup", {"token": "t", "reason": "unreached"})
    assert reply.status_code == 303
    assert Proposal.get(Proposal.step == Step.CLOSE).reason == UNREACHED.reason


def test_before_somebody_handles_it_there_is_nothing_to_decide(visit, cast, noon):
    alert = alert_of(cast.sari)
    climb(NOON)

    assert 'id="closing"' not in page_of(visit(cast.ningsih), alert)
