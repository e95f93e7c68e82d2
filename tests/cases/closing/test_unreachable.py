"""Somebody whom nobody reaches is tried for thirty days, and never closed by the office alone."""

import pytest

from mori.cases.closing import operations
from mori.cases.closing.rules import Step
from mori.core.errors import Refused
from mori.safeguarding.alerts.models import Tap
from mori.safeguarding.alerts.operations import acknowledge_alert, confirm_contact_as_person
from mori.safeguarding.alerts.rules import AlertState
from tests.cases.closing.deciding import (
    DAY,
    LATER,
    SAFE,
    UNREACHED,
    decided,
    propose,
    reached_alert,
    work,
    work_until,
)
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import alert_of, climb_until, minutes, reload, told, verbs

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def lost(cast):
    """Sari's, whom nobody reaches any more, as Ningsih and Opik found."""
    return decided(reached_alert(cast), Step.LOSE, cast.ningsih, cast.opik)


def test_one_who_was_never_reached_is_lost_by_two_as_well(cast):
    alert = alert_of(cast.sari)
    climb_until(NOON + minutes(2))
    acknowledge_alert(reload(alert), cast.ningsih.id, NOON + minutes(3))

    lost = decided(alert, Step.LOSE, cast.ningsih, cast.opik)

    assert lost.state == AlertState.UNREACHABLE
    assert lost.due_at > LATER


def test_it_is_tried_every_day_for_ever_and_after_thirty_days_an_outsider_is_asked(cast, lost):
    before = len(told(lost))

    work_until(LATER + 45 * DAY, since=LATER, every=3600)

    called = told(lost)[before:]
    assert called.count("ningsih") >= 44
    assert called.count("dewi") == 3  # after 30 days, and each week from then on
    assert "dewi" not in called[:29]
    assert reload(lost).state == AlertState.UNREACHABLE
    assert reload(lost).due_at > LATER + 45 * DAY


def test_before_thirty_days_nobody_can_propose_to_close_it(cast, lost):
    with pytest.raises(Refused, match="thirty days"):
        propose(lost, UNREACHED, cast.ningsih, LATER + 29 * DAY)
    with pytest.raises(Refused):
        propose(lost, SAFE, cast.ningsih, LATER + 31 * DAY)


def test_only_somebody_from_outside_the_office_closes_it(cast, lost):
    at = LATER + 31 * DAY
    work_until(at, since=LATER)
    proposal = propose(lost, UNREACHED, cast.ningsih, at)

    with pytest.raises(Refused, match="outside"):
        operations.agree(reload(lost), proposal, cast.opik.id, at)
    still = reload(lost).state
    operations.agree(reload(lost), proposal, cast.dewi.id, at)

    assert still == AlertState.UNREACHABLE
    assert reload(lost).state == AlertState.CLOSED


def test_the_outsider_is_told_by_the_proposal_itself(cast, lost):
    before = len(told(lost))

    propose(lost, UNREACHED, cast.ningsih, LATER + 31 * DAY)

    assert told(lost)[before:] == ["dewi"]


def test_who_is_reached_again_is_looked_after_as_before(cast, lost):
    found = decided(lost, Step.FIND, cast.opik, cast.ningsih, LATER + DAY)

    assert (found.state, found.due_at) == (AlertState.CONTACTED, LATER + 2 * DAY)
    assert found.contacted_at == LATER + DAY


def test_the_person_says_so_themselves(cast, lost):
    confirm_contact_as_person(Tap.get(), LATER + DAY)

    assert reload(lost).state == AlertState.CONTACTED
    assert verbs(lost)[-1] == "find"


@pytest.mark.parametrize("by", [-40, 200])
def test_a_clock_that_is_set_makes_neither_storm_nor_silence(cast, lost, by):
    at = LATER + by * DAY
    before = len(told(lost))

    for minute in range(30):
        work(at + minutes(minute))

    assert 1 <= len(told(lost)[before:]) <= 2, "one reminder, and an outsider if it is time"
    assert at < reload(lost).due_at <= at + 3 * DAY
