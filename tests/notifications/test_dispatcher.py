"""One process does the background work, second by second, whatever fails."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from mori.config import ROOT
from mori.core.clock import now
from mori.notifications import operations
from mori.notifications.dispatcher import NAME, Dispatcher
from mori.notifications.models import Message
from mori.notifications.operations import post_message
from mori.notifications.queries import lease_named
from mori.notifications.rules import IN_FLIGHT
from tests.cast import NOON
from tests.notifications.working import fails, piece, seconds
from tests.support.servers.smtp import Mode


def queue(number=1, at=NOON):
    return [
        post_message(f"thing {n}", f"o{n}@contoh.example", "MORI", "Ada.", at)
        for n in range(number)
    ]


def reload(message):
    return Message.get_by_id(message.id)


def test_a_message_is_sent_once(dispatcher, mailbox):
    (message,) = queue()

    for second in range(3):
        dispatcher.round(NOON + seconds(second))
    dispatcher.close(NOON + seconds(3))

    assert len(mailbox.messages) == 1
    assert reload(message).sent_at is not None
    assert reload(message).body == ""  # a link may have stood in it
    assert reload(message).attempts == 1


@pytest.mark.parametrize("mode", [Mode.REFUSE, Mode.BUSY, Mode.HANG_UP])
def test_what_failed_is_sent_later_and_only_the_kind_of_failure_is_kept(dispatcher, mailbox, mode):
    (message,) = queue()
    with mailbox.failing(mode):
        dispatcher.round(NOON)
        dispatcher.outgoing.settle(NOON)
    failed = reload(message)

    dispatcher.round(NOON + seconds(4))
    too_early = reload(message).attempts
    dispatcher.round(NOON + seconds(5))
    dispatcher.outgoing.settle(NOON + seconds(5))

    assert failed.sent_at is None
    assert failed.due_at == NOON + seconds(5)
    assert "@" not in failed.last_error
    assert "Error" in failed.last_error or "Disconnected" in failed.last_error
    assert too_early == 1
    assert reload(message).sent_at == NOON + seconds(5)
    assert len(mailbox.messages) == 1


def test_a_message_is_tried_for_ever_ever_more_rarely(dispatcher, mailbox):
    (message,) = queue()
    at, pauses = NOON, []
    with mailbox.failing(Mode.REFUSE):
        for _ in range(12):
            dispatcher.round(at)
            dispatcher.outgoing.settle(at)
            pauses.append((reload(message).due_at - at).total_seconds())
            at = reload(message).due_at

    assert pauses == [5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900, 900]


def test_a_provider_that_hangs_does_not_hold_up_the_work(dispatcher, mailbox):
    queue(IN_FLIGHT + 3)
    done = []
    dispatcher.jobs.append(piece(lambda: done.append("job")))

    with mailbox.failing(Mode.HANG, seconds=4):
        began = time.monotonic()
        for second in range(3):
            dispatcher.round(NOON + seconds(second))
        took = time.monotonic() - began
        in_flight = Message.select().where(Message.leased_until.is_null(False)).count()

    assert took < 4
    assert done == ["job"] * 3
    assert in_flight == IN_FLIGHT
    for second in range(3, 6):
        dispatcher.outgoing.settle(NOON)
        dispatcher.round(NOON + seconds(second))
    dispatcher.close(NOON + seconds(9))
    assert len(mailbox.messages) == IN_FLIGHT + 3


def test_an_attempt_counts_for_its_own_message_in_a_restored_database_too(dispatcher, mailbox):
    (message,) = queue()
    dispatcher.round(NOON)
    Message.delete().execute()
    other = Message.create(
        **{**message.__data__, "key": "another", "token": "another thing", "due_at": NOON}
    )

    dispatcher.close(NOON)

    assert other.id == message.id
    assert reload(other).sent_at is None


def test_how_an_attempt_went_is_noted_once_the_database_is_back(dispatcher, mailbox, monkeypatch):
    (message,) = queue()
    dispatcher.round(NOON)
    with monkeypatch.context() as away:
        away.setattr(operations, "mark_sent", lambda *_: fails())
        dispatcher.close(NOON)

    dispatcher.round(NOON + seconds(1))

    assert reload(message).sent_at == NOON + seconds(1)
    assert len(mailbox.messages) == 1


def test_a_thread_that_never_comes_back_is_given_up_with_its_lease(committed):
    never = threading.Event()
    dispatcher = Dispatcher([], {"mail": lambda message: never.wait(20) and None})
    messages = queue(IN_FLIGHT + 1)

    dispatcher.round(NOON)
    dispatcher.round(NOON + seconds(59))
    waiting = reload(messages[-1]).attempts
    dispatcher.round(NOON + seconds(61))

    assert waiting == 0
    assert reload(messages[-1]).attempts == 1
    never.set()


def test_a_dead_address_does_not_hold_up_a_new_message(dispatcher, mailbox):
    with mailbox.failing(Mode.REFUSE):
        queue(IN_FLIGHT)
        dispatcher.round(NOON)
        dispatcher.outgoing.settle(NOON)
    late = NOON + seconds(60)
    fresh = post_message("fresh", "fresh@contoh.example", "MORI", "Ada.", late)

    with mailbox.failing(Mode.REFUSE):
        dispatcher.round(late)
        dispatcher.outgoing.settle(late)

    assert reload(fresh).attempts == 1


def test_a_job_that_fails_is_named_by_kind_only_and_the_others_still_run(committed, caplog):
    done = []
    jobs = [
        piece(fails, lambda: done.append("the next piece")),
        lambda at: fails(),
        piece(lambda: done.append("the next job")),
    ]

    Dispatcher(jobs, {"mail": fails}).round(NOON)

    assert done == ["the next piece", "the next job"]
    assert "RuntimeError" in caplog.text
    assert "person" not in caplog.text
    assert all(record.exc_info is None for record in caplog.records)
    assert lease_named(NAME).beat_at == NOON


def test_what_a_failing_piece_wrote_is_undone(committed):
    def writes_and_fails():
        queue()
        fails()

    Dispatcher([piece(writes_and_fails)], {"mail": fails}).round(NOON)

    assert Message.select().count() == 0


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_the_command_works_until_it_is_stopped_and_stops_cleanly(committed, mailing, ending):
    queue(1, now())
    environ = os.environ | {
        "DATABASE_URL": mailing.database_url,
        "MORI_INSTANCE": mailing.instance,
        "MORI_SECRET_KEY": mailing.secret_key,
        "MORI_MAIL_URL": mailing.mail_url,
    }
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "work"]
    process = subprocess.Popen(command, cwd=ROOT, env=environ, stderr=subprocess.PIPE, text=True)

    deadline = time.monotonic() + 20
    while not Message.select().where(Message.sent_at.is_null(False)).exists():
        assert time.monotonic() < deadline, "nothing was sent"
        time.sleep(0.05)
    process.send_signal(ending)
    _, told = process.communicate(timeout=15)

    assert process.returncode == 0, told
    assert told == ""
    assert lease_named(NAME).until <= now()
