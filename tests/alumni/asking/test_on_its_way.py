"""A question that waits in the outbox goes out only to whoever may still be asked."""

import datetime as dt

import pytest

from mori.alumni.asking.operations import invite, keep_in_touch
from mori.alumni.consents.operations import withdraw_all
from mori.alumni.models import Alumnus
from mori.alumni.records.correcting_operations import note_death
from mori.notifications import operations as outbox
from mori.notifications.dispatcher import Dispatcher
from mori.notifications.mail import sender
from mori.notifications.models import Message
from mori.notifications.queries import due_messages
from tests.alumni.leaving.test_everywhere import (
    EVERY_WAY,
    LONG_AGO,
    MAIL,
    world,  # noqa: F401 - a fixture
)
from tests.alumni.records.making import make
from tests.cast import NOON
from tests.links.holding import POST
from tests.support.servers.smtp import Mode

pytestmark = pytest.mark.usefixtures("noon")
LATER = NOON + dt.timedelta(hours=1)


def sent(at=NOON) -> list[str]:
    """What the background work hands to the mail server now: whose, of what."""
    messages: list[Message] = []
    dispatcher = Dispatcher([], {"mail": messages.append})
    dispatcher.round(at)
    dispatcher.close(at)
    return [f"{each.recipient} {each.token.partition(' ')[0]}" for each in messages]


def waiting() -> list[str]:
    rows = Message.select().where(Message.token.startswith("signed link "))
    return [row.recipient for row in rows if not row.stopped_at]


@pytest.mark.parametrize("way", EVERY_WAY)
def test_whoever_leaves_is_not_asked(world, way):  # noqa: F811
    keep_in_touch(POST, NOON)
    assert MAIL in waiting()

    EVERY_WAY[way](world)

    assert (f"{MAIL} signed" in sent()) == way.startswith("taken_back")


def test_whoever_stays_is_asked(world):  # noqa: F811
    keep_in_touch(POST, NOON)

    assert f"{MAIL} signed" in sent()


def test_an_invitation_waits_for_nobody_who_left_either(app, cast):
    alumnus = make(cast.banua, mails=[MAIL])
    invite(alumnus, MAIL, "t", cast.wati.id, NOON, POST)

    withdraw_all(alumnus, None, NOON)

    assert sent() == []


def test_one_with_the_same_address_is_asked_all_the_same(app, cast):
    gone, there = (make(cast.banua, name, mails=[MAIL], answered_at=LONG_AGO) for name in "ab")
    keep_in_touch(POST, NOON)

    note_death(gone, Alumnus.get_by_id(gone.id).revision, "", cast.wati.id, NOON)

    assert sent() == [f"{MAIL} signed"]
    assert Alumnus.get_by_id(there.id).unanswered == 1


def test_what_was_found_due_in_the_moment_before_is_not_sent(app, cast):
    """The background work had read the outbox already."""
    alumnus = make(cast.banua, mails=[MAIL], answered_at=LONG_AGO)
    keep_in_touch(POST, NOON)
    (due,) = due_messages(NOON)

    withdraw_all(alumnus, None, NOON)

    assert not outbox.lease(due, NOON)


def test_what_the_server_refused_for_now_is_not_tried_again(committed, mailing, mailbox):
    alumnus = make(committed.cast.banua, mails=[MAIL], answered_at=LONG_AGO)
    keep_in_touch(POST._replace(seal_with=mailing.key), NOON)
    dispatcher = Dispatcher([], {"mail": sender(mailing)})
    with mailbox.failing(Mode.REFUSE):
        dispatcher.round(NOON)  # on its way in this moment
        current = Alumnus.get_by_id(alumnus.id)
        note_death(current, current.revision, "", committed.cast.wati.id, NOON)
        dispatcher.outgoing.settle(NOON)
    assert Message.get().attempts == 1

    dispatcher.round(LATER)
    dispatcher.close(LATER)

    assert mailbox.messages == []
    assert Message.get().sent_at is None
