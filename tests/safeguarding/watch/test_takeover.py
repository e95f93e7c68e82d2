"""Nobody does the background work: the watchdog climbs the ladders of alerts in the database."""

import datetime as dt

import pytest

from mori import work
from mori.notifications.models import Lease, Message
from mori.safeguarding.alerts.models import Alert, Delivery
from mori.safeguarding.alerts.operations import acknowledge_alert
from mori.safeguarding.alerts.rules import ROBOT, AlertKind
from mori.safeguarding.canary.operations import send_canary
from mori.safeguarding.points.rules import Way
from mori.safeguarding.rescue.operations import rescue_tap
from mori.safeguarding.watch.queries import calls_to_send
from mori.safeguarding.watch.takeover import TakeOver
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import ADDRESS, alert_of, climb, minutes, replay, tap, told
from tests.safeguarding.drills.drilling import drill_in
from tests.safeguarding.drills.drilling import work as rehearse
from tests.safeguarding.points.asking import proven
from tests.safeguarding.watch.test_handing_off import names
from tests.support.servers.smtp import Mode

AFTER = 60.0
seconds = dt.timedelta(seconds=1)


@pytest.fixture
def node(committed, mailing):
    """A node whose background work has done one round at noon, and then died."""
    return Node(mailing)


class Node:
    def __init__(self, settings):
        self.settings = settings
        self.take_over = self.another()
        work.run_once(settings, NOON)

    def another(self):
        return TakeOver(ADDRESS, work.senders_for(self.settings), AFTER)

    def works(self, at=NOON):
        """A round of the background work, which is dead again afterwards."""
        work.run_once(self.settings, at)

    def watch(self, at, take_over=None):
        take_over = take_over or self.take_over
        take_over.round(at)
        take_over.settle(at)


def test_the_ladder_goes_on_and_nobody_is_told_again_when_the_work_is_back(
    node, committed, mailbox
):
    alert = alert_of(committed.cast.sari)
    node.works()
    heard = {0: names(mailbox)}
    for minute in (1, 2, 4, 5, 15, 30, 45):
        mailbox.clear()
        node.watch(NOON + minutes(minute))
        heard[minute] = sorted(names(mailbox))
    node.works(NOON + minutes(45) + seconds)

    assert heard == {
        0: ["ningsih"],
        1: [],
        2: ["opik"],
        4: [],
        5: ["ningsih", "opik"],
        15: ["hasan"],
        30: ["hasan", "ningsih", "opik"],
        45: ["hasan", "ningsih", "opik"],
    }
    assert len(names(mailbox)) == 3
    assert len(told(alert)) == 11
    assert not Message.select().where(Message.sent_at.is_null()).exists()


def test_what_was_queued_when_the_work_died_goes_out_as_the_same_mail(node, committed, mailbox):
    alert_of(committed.cast.sari)
    with mailbox.failing(Mode.BUSY):
        node.works()
    (message,) = Message.select()

    node.watch(NOON + minutes(1.5))
    node.works(NOON + minutes(1.6))

    (mail,) = mailbox.messages
    assert mail["Message-ID"].startswith(f"<{message.key}@")


def test_one_who_died_while_sending_keeps_the_message_for_no_longer_than_its_lease(
    node, committed, mailbox
):
    alert_of(committed.cast.sari)
    climb(NOON)
    Message.update(leased_until=NOON + minutes(1), attempts=1).execute()

    node.watch(NOON + minutes(1.1))

    assert names(mailbox) == ["ningsih"]


@pytest.mark.parametrize("ago", [0, 1, 59])
def test_while_anybody_leads_it_does_nothing(node, committed, mailbox, ago):
    alert_of(committed.cast.sari)
    Lease.update(beat_at=NOON + minutes(9) - ago * seconds).execute()

    node.watch(NOON + minutes(9))

    assert names(mailbox) == []
    assert not Delivery.select().exists()


def test_a_lead_that_another_holds_is_not_taken_from_it(node, committed, mailbox):
    alert_of(committed.cast.sari)
    at = NOON + minutes(9)
    Lease.update(holder="slow", until=at + 3 * seconds).execute()

    node.watch(at)
    before = names(mailbox)
    node.watch(at + 4 * seconds)

    assert (before, names(mailbox)) == ([], ["ningsih"])


def test_the_work_leads_at_once_when_it_is_back_and_counts_as_dead_until_then(node, committed):
    node.watch(NOON + minutes(9))
    lease = Lease.get()
    dispatcher = work.dispatcher_for(node.settings)
    dispatcher.round(NOON + minutes(9) + seconds)

    assert lease.beat_at == NOON
    assert Lease.get().holder == dispatcher.holder
    assert Lease.get().beat_at == NOON + minutes(9) + seconds


def test_two_watchdogs_on_two_nodes_call_once(node, committed, mailbox):
    alert = alert_of(committed.cast.sari)
    others = [node.another() for _ in range(2)]

    for each in others:
        each.round(NOON + minutes(2))
    for each in others:
        each.settle(NOON + minutes(2))
    node.watch(NOON + minutes(2), others[0])

    assert told(alert) == names(mailbox) == ["ningsih"]


def test_what_an_officer_has_taken_on_is_left_to_them_until_it_lapses(node, committed, mailbox):
    alert = alert_of(committed.cast.sari)
    node.works()
    acknowledge_alert(Alert.get(), committed.cast.ningsih.id, NOON + minutes(1))

    node.watch(NOON + minutes(30))
    before = names(mailbox)
    node.watch(NOON + minutes(31))

    assert before == ["ningsih"]
    assert told(alert) == ["ningsih", "opik"]


def test_drills_and_canaries_wait_for_the_work(node, committed, mailbox):
    send_canary("canary-1", "robot@contoh.example", NOON)
    replay({**tap(token="canary-1"), "person": ROBOT, "epoch": 1})
    drill_in(committed.cast.banua)
    rehearse(NOON)
    waiting = Message.select().count()

    for minute in (2, 5, 15, 30):
        node.watch(NOON + minutes(minute))

    kinds = [alert.kind for alert in Alert.select().order_by(Alert.id)]
    assert kinds == [AlertKind.CANARY, AlertKind.DRILL]
    assert (Message.select().count(), names(mailbox)) == (waiting, [])


def test_a_tap_that_only_the_database_could_take_is_heard(node, committed, mailbox):
    rescue_tap(tap(committed.cast.sari, NOON + minutes(3)))

    node.watch(NOON + minutes(3))

    assert names(mailbox) == ["ningsih"]


def test_an_alert_that_cannot_be_climbed_holds_up_no_other(node, committed, mailbox):
    first, second = alert_of(committed.cast.sari), alert_of(committed.cast.laila)
    Alert.update(calls=7, due_at=NOON - minutes(1)).where(Alert.id == first.id).execute()
    Delivery.create(alert=first, officer=committed.cast.ningsih, call=8, at=NOON)

    node.watch(NOON + minutes(2))

    assert told(second) == names(mailbox) == ["dewi"]


def test_ways_are_tried_in_the_other_order(node, committed):
    proven(committed.cast.ningsih, Way.SMS, "+6281234567890")
    proven(committed.cast.ningsih, Way.NTFY, "gT5kXw2mQz8rLp4v")
    alert_of(committed.cast.sari)
    climb(NOON)

    found = calls_to_send(NOON, 9, is_urgent=True, channels=("mail", "sms", "ntfy"))

    assert [message.channel for message in found] == ["ntfy", "sms", "mail"]


def test_nothing_is_logged_of_what_cannot_be_sent(node, committed, mailbox, caplog):
    alert_of(committed.cast.sari)

    with mailbox.failing(Mode.BUSY):
        node.watch(NOON + minutes(2))

    assert Message.get().attempts == 1
    assert not [each for each in caplog.records if each.name.startswith("mori")]
