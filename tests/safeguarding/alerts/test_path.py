"""From the phone to the officers' mail: the real button, spool, background work and SMTP."""

import threading
import time

import pytest
from peewee import SqliteDatabase

from mori import work
from mori.core.db import db
from mori.core.tickets import help_ticket
from mori.notifications.models import Message
from mori.safeguarding.alerts.models import Alert, Delivery, Tap
from mori.safeguarding.alerts.rules import AlertState
from mori.safeguarding.button.app import RedButton
from mori.safeguarding.button.spool import Spool
from mori.safeguarding.rescue.operations import rescue_tap
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import minutes
from tests.safeguarding.tapping import Clock, get, tap

KEY = "Zk3-_abcdefghijk"


@pytest.fixture
def button(committed, mailing):
    return RedButton(
        mailing.folder / "spool",
        mailing.key,
        lambda: committed.app,
        rescue_tap,
        clock=Clock(NOON.timestamp()),
    )


def phone_of(person, mailing):
    ticket = help_ticket(mailing.key, person.key, person.help_epoch)
    return {"HTTP_COOKIE": f"__Host-mori_help={ticket}"}


def at_once(number, action):
    """Call it in so many threads that all begin together."""
    ready = threading.Barrier(number)
    results = []

    def begin():
        ready.wait()
        results.append(action())

    threads = [threading.Thread(target=begin) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def work_until(mailing, after):
    for minute in range(after + 1):
        work.run_once(mailing, NOON + minutes(minute))


def test_twenty_taps_at_once_are_one_alert_and_one_mail_to_each_who_should_know(
    committed, mailing, button, mailbox
):
    phone = phone_of(committed.cast.sari, mailing)

    replies = at_once(20, lambda: tap(button, {"t": KEY}, **phone))
    work_until(mailing, 4)

    assert [reply.status for reply in replies] == [303] * 20
    assert Alert.select().count() == Tap.select().count() == 1
    assert [delivery.recipients for delivery in mailbox.deliveries] == [
        ("ningsih@contoh.example",),
        ("opik@contoh.example",),
    ]
    work_until(mailing, 60)
    reached = {recipient for delivery in mailbox.deliveries for recipient in delivery.recipients}
    assert reached == {f"{name}@contoh.example" for name in ("ningsih", "opik", "hasan")}


def test_twenty_different_taps_at_once_are_one_alert_and_none_is_lost(
    committed, mailing, button, mailbox
):
    phone = phone_of(committed.cast.sari, mailing)

    at_once(20, lambda: tap(button, **phone))
    work_until(mailing, 2)

    assert Tap.select().count() == 20
    assert Alert.get().urgency == 20
    assert len(mailbox.messages) == 2


def test_invariant_1_what_was_answered_is_on_disk_until_it_is_committed(committed, mailing, button):
    tap(button, {"t": KEY}, **phone_of(committed.cast.sari, mailing))
    spool = Spool(mailing.folder / "spool", mailing.key)

    before = [record["token"] for batch in spool.take() for record in batch.records]
    work.run_once(mailing, NOON)

    assert before == [KEY]
    assert Tap.get().token == KEY
    assert spool.take() == []


def test_the_phone_that_tapped_sees_its_receipt_before_and_after_replay(committed, mailing, button):
    reply = tap(button, {"t": KEY}, **phone_of(committed.cast.sari, mailing))
    phone = {"HTTP_COOKIE": reply.cookie, "HTTP_ACCEPT_LANGUAGE": "en"}

    before = get(button, reply.headers["Location"], **phone)
    work.run_once(mailing, NOON)
    after = get(button, reply.headers["Location"], **phone)

    assert (before.status, after.status) == (200, 200)
    assert "We have your call." in before.text
    assert "Officers were told" not in before.text
    assert "Officers were told" in after.text
    assert get(button, reply.headers["Location"]).status == 404


def test_a_tap_whose_replay_fails_stays_in_the_spool_and_delays_no_other(
    committed, mailing, button
):
    spool = Spool(mailing.folder / "spool", mailing.key)
    spool.append({"token": "of a later release", "format": 2})
    tap(button, {"t": KEY}, **phone_of(committed.cast.sari, mailing))

    work.run_once(mailing, NOON)
    work.run_once(mailing, NOON + minutes(1))

    (batch,) = spool.take()
    assert len(batch.records) == 2
    assert [row.token for row in Tap.select()] == [KEY]
    assert Delivery.select().count() == 1


def test_invariant_6_a_tap_needs_no_database_and_is_replayed_when_it_is_back(
    committed, mailing, button, tmp_path
):
    phone, before = phone_of(committed.cast.sari, mailing), db.obj
    db.initialize(SqliteDatabase(tmp_path / "not there" / "mori.db"))

    reply = tap(button, {"t": KEY}, **phone)
    work.run_once(mailing, NOON)
    db.initialize(before)
    work.run_once(mailing, NOON)

    assert reply.status == 303
    assert Alert.get().person == committed.cast.sari


def test_without_a_spool_the_tap_is_rescued_and_replayed(committed, mailing, mailbox):
    (mailing.folder / "spool").write_text("in the way")
    button = RedButton(
        mailing.folder / "spool", mailing.key, None, rescue_tap, clock=Clock(NOON.timestamp())
    )

    reply = tap(button, {"t": KEY}, **phone_of(committed.cast.sari, mailing))
    (mailing.folder / "spool").unlink()
    work.run_once(mailing, NOON)

    assert reply.status == 303
    assert Alert.get().state == AlertState.NOTIFIED
    assert len(mailbox.to("ningsih@contoh.example")) == 1


def test_a_crash_between_sending_and_noting_it_sends_twice_what_is_one_mail(
    committed, mailing, button, mailbox
):
    tap(button, {"t": KEY}, **phone_of(committed.cast.sari, mailing))
    crashing = work.dispatcher_for(mailing)
    crashing.round(NOON)
    wait_for(lambda: mailbox.messages)  # and it never comes to note that it was sent

    work.run_once(mailing, NOON + minutes(1.5))

    first, second = mailbox.messages
    assert first["Message-ID"] == second["Message-ID"]
    assert first["References"] == second["References"]
    assert Message.get().sent_at == NOON + minutes(1.5)


def test_mails_of_one_alert_to_one_officer_are_one_thread(committed, mailing, button, mailbox):
    tap(button, {"t": KEY}, **phone_of(committed.cast.sari, mailing))

    work_until(mailing, 30)

    mails = mailbox.to("ningsih@contoh.example")
    assert len({mail["Message-ID"] for mail in mails}) == len(mails) == 3
    assert len({mail["References"] for mail in mails}) == 1
    assert mailbox.to("opik@contoh.example")[0]["References"] != mails[0]["References"]


def wait_for(condition, seconds=5.0):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)
