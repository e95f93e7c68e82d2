"""An officer is called on all their ways at once, and none of them says who or what."""

import json

import pytest

from mori.notifications.models import Message
from mori.safeguarding.alerts import operations as alerts
from mori.safeguarding.alerts import queries
from mori.safeguarding.alerts.models import Delivery, Sending
from mori.safeguarding.points.operations import remove_point
from mori.safeguarding.points.rules import Way
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import ADDRESS, climb, minutes, reload, told
from tests.safeguarding.points.asking import device, proven

pytestmark = pytest.mark.usefixtures("app", "noon")
CALLED = Message.is_urgent


@pytest.fixture
def points(cast):
    """Ningsih's: a number, a topic and a device."""
    return [
        proven(cast.ningsih, Way.SMS, "+6281234567890"),
        proven(cast.ningsih, Way.NTFY, "gT5kXw2mQz8rLp4v"),
        device(cast.ningsih),
    ]


def calls():
    return list(Message.select().where(CALLED).order_by(Message.id))


def refuse(*channels):
    Message.update(refused_at=NOON).where(CALLED, Message.channel.in_(channels)).execute()


def test_all_ways_are_taken_at_once(cast, points, alert):
    climb(NOON)

    assert told(alert) == ["ningsih"]
    assert [message.channel for message in calls()] == ["mail", "sms", "ntfy", "push"]
    assert {message.due_at for message in calls()} == {NOON}
    assert len({message.thread for message in calls()}) == 1
    assert len(Delivery.select()) == 1
    assert [each.point for each in Sending.select().order_by(Sending.id)] == points


def test_a_proven_mailbox_stands_for_the_accounts_address(cast, alert):
    proven(cast.ningsih, address="sendiri@contoh.id")

    climb(NOON)

    assert [message.recipient for message in calls()] == ["sendiri@contoh.id"]


def test_what_is_gone_or_not_proven_is_not_called(cast, points, alert):
    for point in points:
        remove_point(point, NOON)

    climb(NOON)

    assert [message.recipient for message in calls()] == [cast.ningsih.email]


@pytest.mark.usefixtures("points")
def test_no_message_says_who_or_what(cast, alert):
    climb(NOON)

    for message in calls():
        said = message.body
        if message.channel == "push":
            said = json.dumps({**json.loads(said), "to": ""})
        for word in (cast.sari.name, "Sari", "Tombol", "tolong", "lapor", alert.key):
            assert word.casefold() not in f"{message.subject} {said}".casefold()


@pytest.mark.usefixtures("points")
def test_while_one_way_takes_it_nobody_else_is_called_early(cast, alert):
    climb(NOON)

    refuse("mail", "sms", "push")
    assert not queries.unreached()
    assert not queries.refusing(alert)

    refuse("ntfy")
    assert queries.unreached() == [alert.id]
    assert queries.refusing(alert) == {cast.ningsih.id}
    alerts.call_on(alert.id, NOON + minutes(1), ADDRESS)
    assert told(reload(alert)) == ["ningsih", "opik"]
    assert not queries.unreached()


@pytest.mark.usefixtures("points")
def test_the_calls_page_says_when_any_way_has_taken_it(visit, cast, alert):
    climb(NOON)
    Message.update(sent_at=NOON).where(CALLED, Message.channel == "ntfy").execute()

    page = visit(cast.ningsih).get(f"/jaga/{alert.key}").text

    assert "pesan diserahkan pukul 12.00" in page or "dibuka pukul" in page
