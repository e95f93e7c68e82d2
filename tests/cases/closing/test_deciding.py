"""Two officers decide; no single one puts a call off, and none ends it."""

import pytest

from mori.accounts.operations import end_role
from mori.cases.closing import operations, queries
from mori.cases.closing.models import Proposal
from mori.cases.closing.operations import Proposed
from mori.cases.closing.rules import Consent, ProposalState, Reason, Step, steps_from
from mori.core.errors import Refused
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.operations import note_news
from mori.safeguarding.alerts.rules import AlertState
from mori.safeguarding.audit.models import AuditRecord
from tests.cases.closing.deciding import (
    DAY,
    LATER,
    SAFE,
    decided,
    propose,
    reached_alert,
    work,
    work_until,
)
from tests.cast import NOON, role_of
from tests.safeguarding.alerts.alarm import (
    ADDRESS,
    alert_of,
    climb_until,
    minutes,
    reload,
    replay,
    tap,
    told,
    verbs,
)
from tests.safeguarding.alerts.excluding import exclude

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def alert(cast):
    return reached_alert(cast)


def test_one_proposes_a_second_agrees_and_it_is_closed(cast, alert):
    closed = decided(alert, SAFE, cast.ningsih, cast.opik)

    assert (closed.state, closed.closed_at) == (AlertState.CLOSED, LATER)
    assert verbs(alert)[-2:] == ["propose", "close"]
    recorded = AuditRecord.select().where(AuditRecord.about == alert.key)
    recorded = recorded.order_by(AuditRecord.number)
    assert [row.verb for row in recorded][-2:] == ["propose", "close"]


@pytest.mark.parametrize("step", [Step.IN_HAND, Step.MONITOR, Step.LOSE, Step.CLOSE])
def test_invariant_8_nobody_agrees_to_what_they_propose_themselves(cast, alert, step):
    what = SAFE if step.is_close else step
    proposal = propose(alert, what, cast.ningsih)

    with pytest.raises(Refused, match="yourself"):
        operations.agree(reload(alert), proposal, cast.ningsih.id, LATER)

    assert reload(alert).state == AlertState.CONTACTED


@pytest.mark.parametrize("who", ["hasan", "dewi", "rina", "wati"])
def test_invariant_8_whoever_was_not_told_decides_nothing(cast, alert, who):
    proposal, other = propose(alert, SAFE, cast.ningsih), getattr(cast, who)

    with pytest.raises(Refused):
        operations.agree(reload(alert), proposal, other.id, LATER)
    with pytest.raises(Refused):
        operations.propose(reload(alert), SAFE, other.id, "x", LATER, ADDRESS)

    assert reload(alert).state == AlertState.CONTACTED


def test_whoever_is_excluded_by_now_decides_nothing_and_what_they_proposed_is_void(cast, alert):
    proposal = propose(alert, SAFE, cast.ningsih)
    exclude(cast.sari, cast.ningsih)

    with pytest.raises(Refused):
        operations.agree(reload(alert), proposal, cast.opik.id, LATER)

    assert reload(alert).state == AlertState.CONTACTED


def test_a_second_is_told_and_one_is_found_where_nobody_else_was(cast):
    alert = alert_of(cast.sari)
    climb_until(NOON)
    operations.alerts.acknowledge_alert(reload(alert), cast.ningsih.id, NOON)
    Alert.update(state=AlertState.CONTACTED, contacted_at=NOON).execute()

    proposal = propose(alert, SAFE, cast.ningsih)
    operations.agree(reload(alert), proposal, cast.opik.id, LATER)

    assert told(alert) == ["ningsih", "opik"]
    assert reload(alert).state == AlertState.CLOSED


def test_the_second_is_asked_again_every_day(cast, alert):
    propose(alert, SAFE, cast.ningsih)
    before = len(told(alert))

    work_until(LATER + 2 * DAY, since=LATER)

    assert told(alert)[before:].count("opik") == 2


@pytest.mark.parametrize("what", ["tap", "message"])
def test_a_proposal_is_void_once_something_new_happens(cast, alert, what):
    proposal = propose(alert, SAFE, cast.ningsih, NOON + minutes(5))
    if what == "tap":
        replay(tap(cast.sari, NOON + minutes(6)))
    else:
        note_news(reload(alert), "contact", NOON + minutes(6), ADDRESS)

    with pytest.raises(Refused, match="happened"):
        operations.agree(reload(alert), proposal, cast.opik.id, NOON + minutes(7))

    assert queries.proposal_on(reload(alert)) is None
    assert not reload(alert).state.is_closed


def test_a_new_proposal_takes_the_place_of_the_one_before(cast, alert):
    first = propose(alert, Step.MONITOR, cast.ningsih)
    propose(alert, SAFE, cast.opik)

    with pytest.raises(Refused):
        operations.agree(reload(alert), first, cast.opik.id, LATER)

    states = [row.state for row in Proposal.select().order_by(Proposal.id)]
    assert states == [ProposalState.LAPSED, ProposalState.OPEN]


def test_a_form_sent_twice_proposes_once(cast, alert):
    propose(alert, SAFE, cast.ningsih, token="once")
    propose(alert, SAFE, cast.ningsih, token="once")

    assert Proposal.select().count() == 1


def test_a_second_who_does_not_agree_says_why_and_it_stays(cast, alert):
    proposal = propose(alert, SAFE, cast.ningsih)

    operations.decline(reload(alert), proposal, cast.opik.id, "sealed", LATER)

    assert reload(alert).state == AlertState.CONTACTED
    assert Proposal.get().why_not == "sealed"
    assert verbs(alert)[-1] == "decline"


def test_whoever_proposed_it_takes_it_back_and_nobody_else(cast, alert):
    proposal = propose(alert, SAFE, cast.ningsih)

    with pytest.raises(Refused):
        operations.withdraw(reload(alert), proposal, cast.opik.id, LATER)
    operations.withdraw(reload(alert), proposal, cast.ningsih.id, LATER)

    assert Proposal.get().state == ProposalState.WITHDRAWN


@pytest.mark.parametrize(
    "what",
    [
        Proposed(Step.CLOSE),
        Proposed(Step.CLOSE, Reason.SAFE),
        Proposed(Step.CLOSE, None, Consent.PHONE),
        Proposed(Step.CLOSE, Reason.UNREACHED, Consent.PHONE),
        Proposed(Step.FIND),
    ],
)
def test_what_lacks_reason_or_consent_or_is_not_possible_is_refused(cast, alert, what):
    with pytest.raises(Refused):
        propose(alert, what, cast.ningsih)

    assert Proposal.select().count() == 0


def test_an_alert_nobody_has_reached_the_person_of_is_not_closed(cast):
    alert = alert_of(cast.sari)
    climb_until(NOON + minutes(2))
    operations.alerts.acknowledge_alert(reload(alert), cast.ningsih.id, NOON + minutes(3))

    with pytest.raises(Refused):
        propose(alert, SAFE, cast.ningsih)

    assert Step.CLOSE not in steps_from(AlertState.ACKNOWLEDGED)


def test_reminders_are_fewer_and_never_end_until_it_is_closed(cast, alert):
    in_hand = decided(alert, Step.IN_HAND, cast.ningsih, cast.opik)
    assert in_hand.due_at == LATER + 3 * DAY
    monitored = decided(alert, Step.MONITOR, cast.opik, cast.ningsih)
    assert monitored.due_at == LATER + 14 * DAY
    before = len(told(alert))

    work_until(LATER + 60 * DAY, since=LATER, every=DAY)

    assert told(alert)[before:] == ["ningsih"] * 4
    closed = decided(alert, SAFE, cast.ningsih, cast.opik, LATER + 61 * DAY)
    before = len(told(alert))
    work_until(LATER + 90 * DAY, since=LATER + 61 * DAY, every=DAY)
    assert closed.state.is_closed
    assert len(told(alert)) == before


def test_who_left_is_replaced_and_the_next_takes_it_over(cast, alert):
    decided(alert, Step.IN_HAND, cast.ningsih, cast.opik)
    end_role(role_of(cast.ningsih), LATER)

    work(LATER + minutes(1))
    work(LATER + minutes(1))
    operations.take_over(reload(alert), cast.opik.id, LATER + minutes(2))

    assert told(alert)[-1] == "opik"
    assert reload(alert).acknowledged_by == cast.opik
    assert reload(alert).state == AlertState.IN_HAND
    with pytest.raises(Refused):
        operations.take_over(reload(alert), cast.opik.id, LATER + minutes(3))


def test_whoever_looks_after_it_and_is_excluded_by_now_has_made_no_contact(cast, alert):
    decided(alert, Step.MONITOR, cast.ningsih, cast.opik)
    exclude(cast.sari, cast.ningsih)

    work(LATER + minutes(1))

    assert reload(alert).state == AlertState.NOTIFIED
    assert reload(alert).acknowledged_by is None
    assert told(alert)[-1] == "opik"


def test_an_officer_opens_it_again_with_what_is_new_and_all_are_called(cast, alert):
    decided(alert, SAFE, cast.ningsih, cast.opik)
    at = LATER + DAY

    operations.reopen(reload(alert), cast.opik.id, "sealed", "t", at, ADDRESS)
    operations.reopen(reload(alert), cast.opik.id, "sealed", "t", at, ADDRESS)
    climb_until(at + minutes(2), since=at)

    again = reload(alert)
    assert (again.state, again.closed_at) == (AlertState.NOTIFIED, None)
    assert told(alert)[-2:] == ["ningsih", "opik"]
    assert verbs(alert).count("reopen") == 1


@pytest.mark.parametrize("what", [Step.IN_HAND, Step.MONITOR, SAFE])
def test_a_further_tap_within_ten_minutes_opens_it_again(cast, alert, what):
    decided(alert, what, cast.ningsih, cast.opik, NOON + minutes(6))

    replay(tap(cast.sari, NOON + minutes(8)))
    climb_until(NOON + minutes(8))

    assert reload(alert).state == AlertState.NOTIFIED
    assert Alert.select().count() == 1
