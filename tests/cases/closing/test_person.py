"""The person is asked, and whoever needs help again has it: on the page after the tap."""

import pytest

from mori.cases.closing import operations
from mori.cases.closing.models import Proposal, Reopening
from mori.cases.closing.operations import Proposed
from mori.cases.closing.rules import Consent, ProposalState, Reason, Step
from mori.core.errors import Refused
from mori.safeguarding.alerts.models import Tap
from mori.safeguarding.alerts.operations import (
    acknowledge_alert,
    confirm_contact_as_person,
    mark_accident,
)
from mori.safeguarding.alerts.rules import AlertState
from tests.cases.closing.deciding import (
    DAY,
    LATER,
    SAFE,
    UNREACHED,
    decided,
    propose,
    reached_alert,
    work_until,
)
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import climb_until, minutes, reload, replay, tap, told
from tests.safeguarding.receipts.reading import phone_of, seen

pytestmark = pytest.mark.usefixtures("noon")
ON_PAGE = Proposed(Step.CLOSE, Reason.WISH, Consent.PAGE)


@pytest.fixture
def alert(cast, noon):
    return reached_alert(cast)


@pytest.fixture
def phone(visit, alert):
    return phone_of(visit(), Tap.get().code)


def page_of(phone):
    return seen(phone.get(f"/c/{Tap.get().code}"))


def press(phone, what):
    return phone.post(f"/c/{Tap.get().code}/{what}")


def test_the_page_asks_and_a_second_officer_waits_for_the_answer(cast, alert, phone):
    proposal = propose(alert, ON_PAGE, cast.ningsih)

    with pytest.raises(Refused, match="not answered"):
        operations.agree(reload(alert), proposal, cast.opik.id, LATER)
    before = page_of(phone)
    reply = press(phone, "setuju-tutup")
    after = page_of(phone)
    operations.agree(reload(alert), Proposal.get(), cast.opik.id, LATER)

    assert "May it be closed?" in before
    assert reply.status_code == 303
    assert "You said yes" in after
    assert reload(alert).state == AlertState.CLOSED


def test_invariant_8_the_persons_yes_is_nobodys_second_officer(cast, alert, phone):
    proposal = propose(alert, ON_PAGE, cast.ningsih)
    press(phone, "setuju-tutup")

    with pytest.raises(Refused, match="yourself"):
        operations.agree(reload(alert), Proposal.get(), proposal.proposer_id, LATER)

    assert reload(alert).state == AlertState.CONTACTED


@pytest.mark.parametrize("what", [ON_PAGE, SAFE])
def test_whoever_still_needs_help_says_no_whatever_was_said_before(cast, alert, phone, what):
    proposal = propose(alert, what, cast.ningsih)
    press(phone, "setuju-tutup")

    press(phone, "masih-perlu")

    with pytest.raises(Refused):
        operations.agree(reload(alert), proposal, cast.opik.id, LATER)
    assert Proposal.get().state == ProposalState.DECLINED
    assert reload(alert).state == AlertState.CONTACTED


def test_closed_it_says_so_and_the_person_has_help_again_at_once(cast, alert, phone, noon):
    decided(alert, SAFE, cast.ningsih, cast.opik)
    noon.move_to(LATER + 40 * DAY)

    before = page_of(phone)
    first, second = press(phone, "perlu-lagi"), press(phone, "perlu-lagi")
    after = page_of(phone)

    assert "Closed with your agreement" in before
    assert (first.status_code, second.status_code) == (303, 303)
    assert reload(alert).state == AlertState.NOTIFIED
    assert told(alert)[-1] == "ningsih"
    assert Reopening.select().count() == 1
    assert "Closed with" not in after


def test_closed_it_asks_for_nothing_that_only_an_open_call_needs(cast, alert, phone, noon):
    asked = ("/cara", "/dihubungi")
    before = phone.get(f"/c/{Tap.get().code}").text

    decided(alert, SAFE, cast.ningsih, cast.opik)

    after = phone.get(f"/c/{Tap.get().code}").text
    assert [each in before for each in asked] == [True, True]
    assert [each in after for each in asked] == [False, False]


def test_a_day_later_the_page_says_of_which_day_its_hours_are(cast, alert, phone, noon):
    noon.move_to(NOON + DAY)

    assert "(Wed 18 Nov)" in page_of(phone)


def test_closed_because_nobody_reached_them_it_claims_no_agreement(cast, alert, phone, noon):
    decided(alert, Step.LOSE, cast.ningsih, cast.opik)
    at = LATER + 31 * DAY
    work_until(at, since=LATER)
    lost = page_of(phone)
    decided(alert, UNREACHED, cast.ningsih, cast.dewi, at)

    html = page_of(phone)

    assert "trying to reach you" in lost
    assert "could not reach you" in html
    assert "agreement" not in html
    press(phone, "perlu-lagi")
    assert reload(alert).state == AlertState.NOTIFIED


def test_what_was_called_an_accident_shows_the_same_whatever_officers_do(cast, alert, phone):
    mark_accident(Tap.get(), NOON + minutes(5))
    pages = [page_of(phone)]
    for what in (Step.MONITOR, SAFE):
        decided(alert, what, cast.ningsih, cast.opik)
        press(phone, "perlu-lagi")
        press(phone, "setuju-tutup")
        pages.append(page_of(phone))

    assert reload(alert).state == AlertState.CLOSED
    assert "Closed" not in pages[-1]
    assert "perlu-lagi" not in pages[-1]


def test_another_phone_opens_and_answers_nothing(visit, cast, alert):
    decided(alert, SAFE, cast.ningsih, cast.opik)
    code = Tap.get().code

    for browser in (visit(), visit(cast.tono), visit(cast.rina)):
        for what in ("perlu-lagi", "setuju-tutup", "masih-perlu"):
            assert browser.post(f"/c/{code}/{what}").status_code == 404
    assert reload(alert).state == AlertState.CLOSED


def test_of_a_call_that_several_strangers_share_nothing_is_said(visit, cast, noon):
    one, other = replay(tap()), replay(tap(at=NOON + minutes(1)))
    climb_until(NOON + minutes(2))
    acknowledge_alert(reload(one.alert), cast.ningsih.id, NOON + minutes(2))
    for each in (one, other):
        confirm_contact_as_person(each, NOON + minutes(3))
    decided(one.alert, SAFE, cast.ningsih, cast.dewi)
    phone = phone_of(visit(), one.code)

    html = seen(phone.get(f"/c/{one.code}"))
    phone.post(f"/c/{one.code}/perlu-lagi")

    assert "Closed" not in html
    assert reload(one.alert).state == AlertState.CLOSED
