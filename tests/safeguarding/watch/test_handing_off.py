"""Taps that nobody takes: officers are told by the roster, and nobody again when all is back."""

import datetime as dt
import time

import pytest

from mori import work
from mori.accounts.models import Person
from mori.notifications.models import Message
from mori.safeguarding.alerts.models import Alert, AlertEvent, Delivery
from mori.safeguarding.alerts.rules import AlertState
from mori.safeguarding.button.handed import BEGUN, KNOWN, REFUSED, SENT, Handed, Note
from mori.safeguarding.button.spool import Spool
from mori.safeguarding.watch import snapshot
from mori.safeguarding.watch.handoff import HandOff
from mori.safeguarding.watch.jobs import Turns, replay_spool
from mori.safeguarding.watch.queries import roster
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import ADDRESS, minutes, tap, told
from tests.support.servers.smtp import Mode

PATIENCE = 5.0


@pytest.fixture
def node(committed, mailing):
    """The node of a test, with its roster and taps; nothing in it works yet."""
    return Node(mailing)


class Node:
    def __init__(self, settings):
        self.settings = settings
        self.hand_off = HandOff(settings, work.senders_for(settings))
        self.handed = Handed(settings.folder / "spool")
        snapshot.write(settings.folder, settings.key, roster(NOON))

    def tapped(self, person=None, at=NOON, **options):
        record = tap(person, at, **options)
        lane = "taps" if record["person"] else "claimed" if record["session"] else "unknown"
        Spool(self.settings.folder / "spool", self.settings.key, lane).append(record)
        return record

    def round(self, at, hand_off=None):
        """One round, until all it began has an end."""
        (hand_off or self.hand_off).round(at, PATIENCE)
        deadline = time.monotonic() + 5
        while self.unsettled() and time.monotonic() < deadline:
            time.sleep(0.01)

    def unsettled(self):
        notes = self.handed.notes()
        begun = {note[:3] for note in notes if note.what == BEGUN}
        return begun - {note[:3] for note in notes if note.what in (SENT, REFUSED)}


def names(mailbox):
    return [each.recipients[0].partition("@")[0] for each in mailbox.deliveries]


def at(number):
    return NOON + minutes(number) + dt.timedelta(seconds=6)


def test_the_ladder_is_climbed_without_a_database_for_ever(node, committed, mailbox):
    node.tapped(committed.cast.sari)

    node.round(NOON + dt.timedelta(seconds=4))
    too_early = names(mailbox)
    heard = {}
    for minute in (0, 1, 2, 5, 15, 30, 44, 45):
        mailbox.clear()
        node.round(at(minute))
        heard[minute] = sorted(names(mailbox))

    assert too_early == []
    assert heard == {
        0: ["ningsih"],
        1: [],
        2: ["opik"],
        5: ["ningsih", "opik"],
        15: ["hasan"],
        30: ["hasan", "ningsih", "opik"],
        44: [],
        45: ["hasan", "ningsih", "opik"],
    }


def test_twenty_taps_of_one_person_are_told_as_one_and_two_people_as_two(node, committed, mailbox):
    for _ in range(20):
        node.tapped(committed.cast.sari)
    node.tapped(committed.cast.laila)

    node.round(at(0))

    assert sorted(names(mailbox)) == ["dewi", "ningsih"]


@pytest.mark.parametrize("rounds", [1, 2])
def test_when_the_database_has_the_first_of_their_taps_nobody_is_told_of_the_others(
    node, committed, mailbox, rounds
):
    spool = Spool(node.settings.folder / "spool", node.settings.key)
    node.tapped(committed.cast.sari)
    (first,) = spool.take()
    node.tapped(committed.cast.sari)
    for number in range(rounds):
        node.round(at(0) + dt.timedelta(seconds=number))

    spool.done(first)
    node.round(at(0.1))

    assert names(mailbox) == ["ningsih"]


def test_when_the_database_is_back_nobody_is_told_again_and_the_ladder_goes_on(
    node, committed, mailbox
):
    node.tapped(committed.cast.sari)
    for minute in (0, 2):
        node.round(at(minute))

    work.run_once(node.settings, at(3))
    alert = Alert.get()
    heard, steps = names(mailbox), told(alert)
    work.run_once(node.settings, at(5))

    assert heard == steps == ["ningsih", "opik"]
    assert (alert.state, alert.step) == (AlertState.NOTIFIED, 2)
    assert [event.verb for event in AlertEvent.select().order_by(AlertEvent.id)][:3] == [
        "raise",
        "notify",
        "notify",
    ]
    assert sorted(names(mailbox)[2:]) == ["ningsih", "opik"]
    assert node.handed.notes() == []


def test_what_was_begun_and_has_no_end_is_sent_again_as_the_same_mail(node, committed, mailbox):
    record = node.tapped(committed.cast.sari)
    node.round(at(0))
    begun = [note for note in node.handed.notes() if note.what == BEGUN]
    node.handed.forget()
    node.handed.add(*begun)  # as if it had crashed before noting that it was sent

    work.run_once(node.settings, at(0.5))

    first, second = mailbox.messages
    assert [first[name] for name in ("Message-ID", "References", "Date", "To")] == [
        second[name] for name in ("Message-ID", "References", "Date", "To")
    ]
    assert Message.get(Message.id == Delivery.get().message_id).sent_at
    assert record["token"]


def test_two_who_hand_off_at_once_tell_an_officer_once(node, committed, mailbox):
    node.tapped(committed.cast.sari)
    another = HandOff(node.settings, work.senders_for(node.settings), is_backwards=True)

    node.hand_off.round(at(0), PATIENCE)
    node.round(at(0), another)

    assert names(mailbox) == ["ningsih"]


def test_of_nobody_known_each_office_hears_once_in_ten_minutes(node, committed, mailbox):
    for _ in range(3):
        node.tapped()

    node.round(at(0))
    node.round(at(1))
    work.run_once(node.settings, at(1.5))

    assert sorted(names(mailbox)) == ["dewi", "ningsih"]
    assert Alert.select().count() == 1


def test_a_mailbox_that_refuses_calls_the_next_officer_at_once(node, committed, mailbox):
    mailbox.unknown.add("ningsih@contoh.example")
    node.tapped(committed.cast.sari)

    node.round(at(0))
    node.round(at(0) + dt.timedelta(seconds=1))
    heard = names(mailbox)
    mailbox.unknown.clear()
    work.run_once(node.settings, at(1))

    assert heard == ["opik"]
    assert told(Alert.get())[:2] == ["ningsih", "opik"]


def test_while_no_mail_goes_out_it_is_tried_again_ever_more_rarely(node, committed, mailbox):
    node.tapped(committed.cast.sari)
    with mailbox.failing(Mode.BUSY):
        for second in range(6, 100):
            node.hand_off.round(NOON + dt.timedelta(seconds=second), PATIENCE)
    tries = [note.at - NOON.timestamp() for note in node.handed.notes()]

    assert tries == [6, 26, 66]


def test_a_tap_that_cannot_be_replayed_is_told_and_the_others_beside_it_are_not_told_again(
    node, committed, mailbox
):
    record = node.tapped(committed.cast.tono)
    spool = Spool(node.settings.folder / "spool", node.settings.key)
    spool.append({**tap(committed.cast.sari), "code": None})

    work.run_once(node.settings, at(0))
    replayed = names(mailbox)
    node.round(at(3))

    assert replayed == ["ningsih"]
    assert names(mailbox) == ["ningsih", "ningsih"], "the second for Sari's"
    assert {n.token for n in node.handed.notes() if n.what == BEGUN} != {record["token"]}


def test_of_taps_that_a_full_round_has_replayed_nobody_is_told_again(node, committed):
    first = node.tapped(committed.cast.sari)
    node.tapped(committed.cast.tono)
    spool = Spool(node.settings.folder / "spool", node.settings.key)

    round_ = replay_spool(spool, 0.2, ADDRESS, NOON)
    next(round_)()
    time.sleep(0.3)
    assert list(round_) == []

    assert [n.token for n in node.handed.notes() if n.what == KNOWN] == [first["token"]]


def test_reading_a_flood_for_longer_than_there_is_time_still_leaves_time_to_replay(node, committed):
    node.tapped(committed.cast.sari)
    spool = Spool(node.settings.folder / "spool", node.settings.key)

    for piece in replay_spool(spool, 0.0, ADDRESS, NOON):
        piece()

    assert not spool.waiting()


def test_strangers_wait_for_somebody_known_but_not_for_ever():
    turns, replayed = Turns(), []
    taps = iter([0, 1, 1, 1, 0])  # of somebody known, round by round
    of_known = turns.of_known(lambda _at: [lambda: replayed.append("known")] * next(taps))
    of_strangers = turns.of_strangers(lambda _at: [lambda: replayed.append("stranger")])

    for _round in range(5):
        for piece in (*of_known(NOON), *of_strangers(NOON)):
            piece()

    assert replayed == ["stranger", "known", "known", "known", "stranger", "stranger"]


def test_notes_that_a_crash_has_torn_are_left_out(tmp_path):
    handed = Handed(tmp_path)
    note = Note("token", 0, "officer", 1.5, SENT)
    handed.add(note)
    with handed.path.open("ab") as file:
        file.write(b'\n["token", 1, "off')

    handed.add(note)

    assert handed.notes() == [note, note]


def test_a_clock_that_is_set_causes_neither_a_storm_nor_a_stall(node, committed, mailbox):
    node.tapped(committed.cast.sari)
    node.round(at(0))

    for jump in (dt.timedelta(days=1), -dt.timedelta(days=1)):
        for second in range(3):
            node.round(at(0) + jump + dt.timedelta(seconds=second))

    assert sorted(names(mailbox)) == ["ningsih", "ningsih", "opik", "opik"]


def test_with_the_roster_gone_what_was_read_before_is_used(node, committed, mailbox):
    node.tapped(committed.cast.sari)
    node.round(at(0))
    for name in (snapshot.FILE, snapshot.BEFORE):
        (node.settings.folder / name).unlink(missing_ok=True)

    node.round(at(2))

    assert names(mailbox) == ["ningsih", "opik"]


def test_invariant_17_what_is_sent_is_the_same_neutral_mail(node, committed, mailbox):
    Person.update(locale="en").where(Person.id == committed.cast.ningsih.id).execute()
    snapshot.write(node.settings.folder, node.settings.key, roster(NOON))
    node.tapped(committed.cast.sari)

    node.round(at(0))

    (mail,) = mailbox.messages
    assert mail["Subject"] == "MORI: 1 task is waiting."
    assert "Sari" not in mail.as_string()
