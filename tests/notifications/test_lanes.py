"""Mail about alerts waits for no other mail, and a mailbox that refuses is told from a busy one."""

import datetime as dt
import threading

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from mori.notifications import operations
from mori.notifications.dispatcher import NAME, Dispatcher
from mori.notifications.models import Message
from mori.notifications.rules import IN_FLIGHT, LEADS_FOR
from tests.cast import NOON
from tests.notifications.working import piece, seconds
from tests.support.servers.smtp import Mode
from tests.support.together import until

DAY = dt.timedelta(days=1)


def post(token, at=NOON, **options):
    return operations.post_message(token, f"{token}@contoh.example", "MORI", "Ada.", at, **options)


def attempts(message):
    return Message.get_by_id(message.id).attempts


@pytest.fixture
def hanging():
    """A dispatcher whose provider never answers, until the test is over."""
    over = threading.Event()
    yield Dispatcher([], {"mail": lambda message: over.wait(20) and None})
    over.set()


def test_urgent_mail_is_begun_though_all_places_of_the_others_are_taken(committed, hanging):
    for number in range(3 * IN_FLIGHT):
        post(f"link{number}")
    hanging.round(NOON)
    urgent = post("urgent", is_urgent=True)

    hanging.round(NOON + seconds(1))

    assert attempts(urgent) == 1


def test_while_something_urgent_is_being_sent_no_other_mail_is_begun(committed, hanging):
    urgent, other = post("urgent", is_urgent=True), post("other")

    hanging.round(NOON)
    hanging.round(NOON + seconds(9))

    assert (attempts(urgent), attempts(other)) == (1, 0)


def test_what_a_job_makes_urgent_is_begun_before_the_next_job(committed, hanging):
    begun = []
    hanging.jobs += [
        piece(lambda: post("urgent", is_urgent=True)),
        lambda at: begun.append(Message.get().attempts) or (),
    ]

    hanging.round(NOON)

    assert begun == [1]


@pytest.mark.parametrize("answer", ["550 5.1.1 No such mailbox", "450 4.2.1 Busy"])
@pytest.mark.parametrize("where", ["RCPT", "DATA"])
def test_a_mailbox_that_refuses_is_told_from_one_that_is_busy(
    dispatcher, mailbox, monkeypatch, answer, where
):
    async def say(*_args: SMTP | Session | Envelope | str | list) -> str:
        return answer

    monkeypatch.setattr(type(mailbox), f"handle_{where}", say, raising=False)
    message = post("one")

    dispatcher.round(NOON)
    dispatcher.outgoing.settle(NOON)

    failed = Message.get_by_id(message.id)
    assert failed.last_error.endswith(answer[:3])
    assert "@" not in failed.last_error
    assert (failed.refused_at == NOON) is answer.startswith("550")


def test_a_server_that_refuses_everybody_is_no_fault_of_the_mailbox(dispatcher, mailbox):
    message = post("one")

    with mailbox.failing(Mode.REFUSE):
        dispatcher.round(NOON)
        dispatcher.outgoing.settle(NOON)

    assert Message.get_by_id(message.id).refused_at is None


@pytest.mark.parametrize("is_urgent", [True, False])
def test_a_clock_that_is_set_back_a_day_holds_up_no_mail(dispatcher, mailbox, is_urgent):
    message = post("one", NOON + DAY, is_urgent=is_urgent)
    Message.update(leased_until=NOON + DAY).execute()

    dispatcher.round(NOON)
    dispatcher.close(NOON)

    assert Message.get_by_id(message.id).sent_at == NOON


def test_what_is_due_later_waits_for_its_time(dispatcher, mailbox):
    post("digest", due_at=NOON + DAY)

    dispatcher.round(NOON)

    assert Message.get().attempts == 0


def test_urgent_mail_of_a_leader_that_died_does_not_wait_for_its_lease(dispatcher, mailbox):
    urgent, other = post("urgent", is_urgent=True), post("other")
    operations.lead(NAME, "dead", NOON)
    for message in (urgent, other):
        operations.lease(message, NOON)

    dispatcher.round(NOON + LEADS_FOR)
    dispatcher.close(NOON + LEADS_FOR)

    assert [mail["To"] for mail in mailbox.messages] == ["urgent@contoh.example"]


def test_a_round_begins_early_once_urgent_mail_has_left_room_for_more(dispatcher, monkeypatch):
    monkeypatch.setattr("mori.notifications.dispatcher.ROUND_SECONDS", 300.0)
    urgent = [post(f"urgent{number}", is_urgent=True) for number in range(3 * IN_FLIGHT)]
    working = threading.Thread(target=dispatcher.run)

    working.start()
    try:
        until(lambda: all(attempts(message) for message in urgent))
    finally:
        dispatcher.stop()
        working.join()

    assert all(Message.get_by_id(message.id).sent_at for message in urgent)
