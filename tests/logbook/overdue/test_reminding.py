"""Whoever holds what waits too long is reminded of all of it by one mail, once a day."""

import datetime as dt

import pytest
import time_machine

from mori.accounts.models import Person
from mori.accounts.operations import end_role
from mori.logbook.models import Entry
from mori.logbook.overdue.models import OverdueReminder
from mori.logbook.overdue.operations import post_digests
from mori.notifications.models import Message
from mori.notifications.operations import mark_failed, mark_sent
from tests.cast import NOON, TODAY, role_of
from tests.logbook.writing import write_entry

DAY = dt.timedelta(days=1)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def remind(visit, cast):
    """Taps *Ingatkan* as a coordinator; what comes back."""
    Person.update(locale="en").where(Person.id == cast.rina.id).execute()
    path = f"/tertunda/pembimbing/{role_of(cast.rina).key}/ingatkan"
    return lambda who=cast.wati: visit(who).post(path)


def overdue(cast, *days_ago: int) -> list[Entry]:
    return [write_entry(cast, TODAY - n * DAY, at=NOON - n * DAY) for n in days_ago]


def test_one_mail_lists_all_by_day_and_names_nobody(remind, cast):
    overdue(cast, 5, 7, 12)

    remind()

    message = Message.get()
    assert (message.recipient, message.due_at) == (cast.rina.email, NOON)
    assert message.subject == "MORI: the coordinator asks you to review 3 entries"
    assert message.body.count("\n- ") == 3
    assert "- Fri 6 Nov, waits for 8 working days" in message.body
    assert "Sari" not in message.body


def test_a_mail_names_twenty_days_and_counts_the_rest(remind, cast):
    overdue(cast, *range(7, 32))

    remind()

    assert Message.get().body.count("waits for") == 20
    assert "- and 5 more" in Message.get().body


def test_the_same_day_has_one_reminder_however_often_it_is_tapped(remind, visit, cast, clock):
    overdue(cast, 5)

    statuses = [remind().status_code for _ in range(3)]
    clock.move_to(NOON + 60 * MINUTE)
    remind()
    page = visit(cast.wati).get("/tertunda").text

    assert statuses == [303, 303, 303]
    assert (Message.select().count(), OverdueReminder.select().count()) == (1, 1)
    assert "/ingatkan" not in page


def test_the_next_working_day_may_have_another(remind, cast, clock):
    overdue(cast, 5)
    remind()
    clock.move_to(NOON + DAY)

    remind()

    assert Message.select().count() == 2


def test_the_days_of_a_weekend_share_mondays_mail(remind, visit, cast, clock):
    overdue(cast, 7)

    for days in (3, 4):
        clock.move_to(NOON + days * DAY)
        remind()
    page = visit(cast.wati).get("/tertunda").text
    clock.move_to(NOON + 5 * DAY)
    remind()

    assert Message.get().due_at == dt.datetime(2026, 11, 23, 0, 15, tzinfo=dt.UTC)
    assert "pengingat dikirim Sen 23 Nov, 08.15" in page


def test_the_page_says_when_the_mail_was_taken_and_not_before(remind, visit, cast):
    overdue(cast, 5)
    wati = visit(cast.wati)
    before = wati.get("/tertunda").text
    remind()
    queued = wati.get("/tertunda").text
    mark_failed(Message.get(), "no answer", NOON)
    failed = wati.get("/tertunda").text
    mark_sent(Message.get(), NOON + 7 * MINUTE)
    sent = wati.get("/tertunda").text

    assert "belum diingatkan dalam 30 hari terakhir" in before
    assert "pengingat dikirim Rab 18 Nov, 12.00" in queued
    assert "pengingat Rab 18 Nov, 12.00 belum berhasil dikirim" in failed
    assert "terakhir diingatkan Rab 18 Nov, 12.07" in sent


def test_where_nothing_waits_nobody_is_mailed(remind, cast):
    write_entry(cast, TODAY - DAY, at=NOON - DAY)

    reply = remind()

    assert (reply.status_code, Message.select().count()) == (303, 0)


def test_whoever_left_the_office_gets_neither_reminder_nor_digest(remind, cast):
    overdue(cast, 7)
    end_role(role_of(cast.rina), NOON)

    reply = remind()
    post_digests("https://mori.example", NOON)

    assert reply.status_code == 409
    assert "Rina Contoh tidak lagi punya peran di kantor ini." in reply.text
    assert [message.recipient for message in Message.select()] == [cast.budi.email]


def test_whoever_has_no_address_is_to_be_called(remind, cast):
    overdue(cast, 5)
    Person.update(email=None).where(Person.id == cast.rina.id).execute()

    reply = remind()

    assert reply.status_code == 409
    assert "Rina Contoh tidak punya alamat surel." in reply.text


def test_nobody_but_the_offices_coordinator_reminds(remind, cast):
    overdue(cast, 5)

    found = [remind(who).status_code for who in (cast.hasan, cast.rina, cast.sari, cast.citra)]

    assert found == [404] * 4
    assert not Message.select().exists()
