"""The mail server is asked by the clock whether it takes mail, and for whom."""

import datetime as dt
import time
from dataclasses import replace

import pytest

from mori.notifications import operations, queries
from mori.notifications.jobs import MailCheck
from mori.notifications.mail import asker
from mori.notifications.models import Channel, RefusedAddress
from mori.notifications.rules import ADDRESSES_EVERY, ASK_AGAIN, ASK_EVERY, Found, Trouble
from tests.cast import NOON
from tests.support.servers.smtp import Mode

WELL = Found(None, frozenset(), frozenset())
SILENT = Found(Trouble.SILENCE, frozenset(), frozenset())
MINUTE = dt.timedelta(minutes=1)


class Ticks:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def ticks():
    return Ticks()


def rounds_until_answered(check, at=NOON):
    """Rounds of the background work until what was asked is written down."""
    before = Channel.select().count(), Channel.select(Channel.asked_at).scalar()
    deadline = time.monotonic() + 10
    while (Channel.select().count(), Channel.select(Channel.asked_at).scalar()) == before:
        assert time.monotonic() < deadline
        for piece in check(at):
            piece()


def test_a_server_that_answers_is_well_and_gets_no_mail(mailing, mailbox):
    assert asker(mailing)(["ningsih@contoh.example"]) == Found(
        None, frozenset({"ningsih@contoh.example"}), frozenset()
    )
    assert mailbox.messages == []


def test_a_server_that_does_not_listen_is_silent(mailing, mailbox):
    with mailbox.failing(Mode.REFUSE):
        assert asker(mailing)([]) == SILENT


def test_a_server_that_cannot_encrypt_is_no_secure_way(mailing):
    starttls = mailing.mail_url.replace("smtp://", "smtp+starttls://")

    assert asker(replace(mailing, mail_url=starttls))([]).trouble is Trouble.ENCRYPTION


def test_a_server_that_offers_no_signing_in_without_encryption_is_none_either(mailing):
    url = mailing.mail_url.replace("smtp://", "smtp://mori:salah@")

    assert asker(replace(mailing, mail_url=url))([]).trouble is Trouble.ENCRYPTION


def test_an_address_that_is_refused_is_found_without_any_mail(mailing, mailbox):
    mailbox.unknown = {"opik@contoh.example"}
    asked = ["ningsih@contoh.example", "opik@contoh.example"]

    found = asker(mailing)(asked)

    assert (found.asked, found.refused) == (frozenset(asked), {"opik@contoh.example"})
    assert mailbox.messages == []


def test_where_mail_is_written_into_a_folder_nothing_stands_in_its_way(settings):
    assert asker(replace(settings, mail_url=""))(["ningsih@contoh.example"]) == WELL


def test_it_is_asked_each_minute_for_addresses_each_hour_and_sooner_while_it_fails(app, ticks):
    asked, answers = [], [Found(None, frozenset("a"), frozenset()), SILENT, WELL, WELL]

    def ask(addresses):
        asked.append((ticks.now, tuple(addresses)))
        return answers[len(asked) - 1]

    check = MailCheck(ask, lambda: ["a"], ticks)
    rounds_until_answered(check)
    for number, (pause, moment) in enumerate(
        (
            (ASK_EVERY, ASK_EVERY),
            (ASK_AGAIN, ASK_EVERY + ASK_AGAIN),
            (0.2, ADDRESSES_EVERY),
        ),
        1,
    ):
        ticks.now += pause - 0.1
        assert list(check(NOON)) == []
        ticks.now = moment
        rounds_until_answered(check, NOON + number * MINUTE)

    assert asked == [
        (0, ("a",)),
        (ASK_EVERY, ()),
        (ASK_EVERY + ASK_AGAIN, ()),
        (ADDRESSES_EVERY, ("a",)),
    ]


def test_it_fails_since_the_first_silence_until_the_next_answer(app):
    for minutes, found in enumerate((WELL, SILENT, SILENT)):
        operations.note_answer(found, NOON + minutes * MINUTE)
    failing = queries.failing_mail()
    operations.note_answer(WELL, NOON + 3 * MINUTE)

    assert (failing.failing_since, failing.trouble) == (NOON + MINUTE, Trouble.SILENCE)
    assert queries.failing_mail() is None


def test_what_was_not_asked_stays_and_what_is_taken_again_goes(app):
    both = frozenset({"a@x.example", "b@x.example"})
    operations.note_answer(Found(None, both, both), NOON)

    operations.note_answer(WELL, NOON + MINUTE)
    operations.note_answer(Found(None, both, frozenset({"b@x.example"})), NOON + 2 * MINUTE)

    (left,) = RefusedAddress.select()
    assert (left.address, left.since) == ("b@x.example", NOON)


def test_a_server_that_hangs_holds_up_no_round(app, ticks):
    never = time.sleep

    check = MailCheck(lambda _addresses: never(3600), list, ticks)
    for _ in range(3):
        ticks.now += ASK_EVERY
        assert list(check(NOON)) == []
