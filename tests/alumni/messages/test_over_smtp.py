"""Messages to alumni through a real mail server, and with real commits."""

import datetime as dt
from functools import partial

import pytest

from mori.alumni.consents.operations import withdraw
from mori.alumni.consents.queries import agreed_by
from mori.alumni.messages.models import Mailing
from mori.alumni.messages.queries import mailing_by_id, progress_of
from mori.alumni.messages.rules import AHEAD, DOUBTED_AFTER, MailingState
from mori.alumni.models import AlumnusContact
from mori.alumni.rules import Agreed
from mori.core.db import writing
from mori.notifications.dispatcher import Dispatcher
from mori.notifications.mail import sender
from mori.notifications.rules import IN_FLIGHT
from tests.cast import NOON
from tests.support.together import all_at_once

from .writing import ADDRESS, alumnus, mails, outcomes, sent, step, work_on

MANY = 3 * AHEAD + 10
pytestmark = pytest.mark.usefixtures("noon")


def deliver(settings, message):
    """The background work's rounds until a message is done; how many there were."""
    dispatcher = Dispatcher([], {"mail": sender(settings)})
    for second in range(1000):
        at = NOON + dt.timedelta(seconds=second)
        while step(at, secret=settings.key):
            pass
        if not mailing_by_id(message.id).state.is_sending:
            return
        for _round in range(AHEAD // IN_FLIGHT):
            dispatcher.round(at)
            dispatcher.outgoing.settle(at)


@writing()
def invented(office, most):
    return [
        alumnus(office, f"Ayu {number}", mail=f"ayu{number}@contoh.example")
        for number in range(most)
    ]


def test_everybody_gets_it_once_with_a_way_to_end_it(committed, mailing, mailbox):
    invented(committed.cast.banua, MANY)
    message = sent(committed.cast)

    deliver(mailing, message)

    recipients = [each["To"] for each in mailbox.messages]
    assert len(recipients) == MANY
    assert set(recipients) == {f"ayu{number}@contoh.example" for number in range(MANY)}
    assert progress_of([message.id])[message.id].handed == MANY
    assert Mailing.get_by_id(message.id).state == MailingState.SENT
    urls = {dict(each.raw_items())["List-Unsubscribe"] for each in mailbox.messages}
    assert len(urls) == MANY
    first = mailbox.messages[0]
    assert first["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = first["List-Unsubscribe"].strip("<>").removeprefix(ADDRESS)
    client = committed.app.test_client()
    assert client.post(path, data={"List-Unsubscribe": "One-Click"}).status_code == 200


def test_an_address_that_the_server_does_not_know_is_marked_and_not_tried_again(
    committed, mailing, mailbox
):
    gone, other = invented(committed.cast.banua, 2)
    mailbox.unknown.add("ayu0@contoh.example")
    message = sent(committed.cast)

    deliver(mailing, message)

    assert outcomes(message) == {"Ayu 0": "refused", "Ayu 1": "handed"}
    assert AlumnusContact.get(AlumnusContact.alumnus == gone).bounced_at is not None
    assert AlumnusContact.get(AlumnusContact.alumnus == other).bounced_at is None


def test_a_server_that_refuses_everybody_stops_it_and_marks_nobody(committed, mailing, mailbox):
    invented(committed.cast.banua, DOUBTED_AFTER + 5)
    for number in range(DOUBTED_AFTER + 5):
        mailbox.unknown.add(f"ayu{number}@contoh.example")
    message = sent(committed.cast)

    deliver(mailing, message)

    assert Mailing.get_by_id(message.id).state == MailingState.STOPPED
    assert not AlumnusContact.select().where(AlumnusContact.bounced_at.is_null(False)).exists()


def test_two_workers_at_once_write_to_nobody_twice(committed):
    invented(committed.cast.banua, 60)
    message = sent(committed.cast)

    ends = all_at_once(*[work_on] * 4)
    work_on()

    assert set(ends) <= {"done", "refused"}
    assert len(mails()) == len(set(mails())) == 40
    assert progress_of([message.id])[message.id].total == 60


def test_who_withdraws_at_the_same_moment_has_done_so_before_or_after(committed):
    people = invented(committed.cast.banua, 8)
    message = sent(committed.cast)
    assert step()

    leave = [partial(withdraw, each, [Agreed.NEWS], NOON) for each in people[:4]]
    ends = all_at_once(step, *leave)
    step()

    assert set(ends) == {"done"}
    assert all(Agreed.NEWS not in agreed_by(each) for each in people[:4])
    assert mails() == [f"ayu{number}@contoh.example" for number in range(4, 8)]
    assert set(list(outcomes(message).values())[:4]) == {"no_consent"}
