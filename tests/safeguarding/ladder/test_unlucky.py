"""The ladder goes on when a mailbox refuses, an officer falls away, or a clock is set."""

import datetime as dt

import pytest

from mori.accounts.models import Membership
from mori.notifications import operations as outbox
from mori.notifications.models import Message
from mori.safeguarding.alerts import jobs, operations
from mori.safeguarding.alerts.rules import AlertState
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import (
    ADDRESS,
    alert_of,
    climb,
    messages,
    minutes,
    reload,
    replay,
    tap,
    told,
)
from tests.safeguarding.alerts.excluding import exclude

pytestmark = pytest.mark.usefixtures("app")
DAY = dt.timedelta(days=1)


@pytest.fixture
def alert(cast):
    """Sari's; Ningsih has been called."""
    alert = alert_of(cast.sari)
    work(NOON)
    return alert


def work(at):
    for do in jobs.climb_ladders(ADDRESS, at):
        do()


def refuse(person, at):
    for message in Message.select().where(Message.recipient == person.email):
        outbox.mark_failed(message, "SMTPRecipientsRefused 550", at, is_refused=True)


def test_a_mailbox_that_refuses_calls_the_next_officer_at_once(cast, alert):
    refuse(cast.ningsih, NOON)

    for second in range(1, 10):
        work(NOON + dt.timedelta(seconds=second))

    assert told(alert) == ["ningsih", "opik"]
    assert reload(alert).due_at == NOON + minutes(2)


def test_when_all_mailboxes_refuse_everybody_was_tried_once_and_the_ladder_goes_on(cast, alert):
    for second in range(1, 20):
        for person in (cast.ningsih, cast.opik, cast.hasan, cast.dewi, cast.eko):
            refuse(person, NOON)
        work(NOON + dt.timedelta(seconds=second))

    assert told(alert) == ["ningsih", "opik", "dewi", "hasan", "eko"]
    assert reload(alert).due_at == NOON + minutes(2)


def test_while_one_of_a_call_may_still_be_reached_nobody_else_is_called(cast, alert):
    work(NOON + minutes(2))
    work(NOON + minutes(5))
    refuse(cast.ningsih, NOON + minutes(5))

    work(NOON + minutes(6))

    assert told(alert) == ["ningsih", "opik", "ningsih", "opik"]


@pytest.mark.parametrize("how", ["excluded", "no officer any more"])
def test_an_officer_who_falls_away_after_acknowledging_leaves_no_silence(cast, alert, how):
    operations.acknowledge_alert(reload(alert), cast.ningsih.id, NOON)
    if how == "excluded":
        exclude(cast.sari, cast.ningsih)
    else:
        ended = Membership.update(ended_at=NOON).where(Membership.person == cast.ningsih)
        ended.execute()

    work(NOON + dt.timedelta(seconds=1))

    assert told(alert) == ["ningsih", "opik"], "nobody waits, and the second is not passed over"
    assert reload(alert).state == AlertState.NOTIFIED


def test_an_officer_who_handles_it_is_left_alone(cast, alert):
    operations.acknowledge_alert(reload(alert), cast.ningsih.id, NOON)

    work(NOON + minutes(29))

    assert told(alert) == ["ningsih"]


def test_three_hundred_taps_after_acknowledging_are_one_mail_in_ten_minutes(cast, alert):
    operations.acknowledge_alert(reload(alert), cast.ningsih.id, NOON + minutes(1))

    for number in range(300):
        replay(tap(cast.sari, NOON + minutes(2) + dt.timedelta(seconds=number)))

    assert told(alert) == ["ningsih", "ningsih"]
    assert len(messages()) == 2
    assert reload(alert).urgency == 301


@pytest.mark.parametrize("back", [minutes(10), DAY, 400 * DAY])
def test_a_clock_that_is_set_back_stops_no_ladder(cast, alert, back):
    since = NOON - back

    for minute in range(16):
        work(since + minutes(minute))

    assert told(alert) == ["ningsih", "opik", "ningsih", "opik", "hasan"]
    assert reload(alert).due_at <= since + minutes(31)


def test_a_clock_set_back_and_forward_again_never_calls_in_every_second(cast, alert):
    for second in range(60):
        work(NOON - DAY + dt.timedelta(seconds=second))
    for second in range(60):
        work(NOON + dt.timedelta(seconds=second))

    assert told(alert) == ["ningsih", "opik", "ningsih", "opik"], "one step for each setting"
    assert NOON < reload(alert).due_at <= NOON + minutes(15)


def test_an_acknowledgement_and_a_contact_outlive_no_set_clock(cast, alert):
    other = alert_of(cast.tono)
    climb(NOON)
    for each in (alert, other):
        operations.acknowledge_alert(reload(each), cast.ningsih.id, NOON)
    operations.confirm_contact_as_officer(reload(other), cast.opik.id, NOON)

    work(NOON - 3 * DAY)

    assert reload(alert).state == AlertState.NOTIFIED
    assert reload(other).state == AlertState.CONTACTED
    assert reload(other).due_at == NOON - 2 * DAY
