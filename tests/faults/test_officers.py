"""What officers do waits for no ordinary writer: reading an alert, and taking it on."""

import sqlite3
import threading
import time
from contextlib import contextmanager

import pytest

from mori.accounts.models import Person, Session
from mori.accounts.operations import SEEN_EVERY, digest_of
from mori.core.clock import now
from mori.core.db import TURN_WITHIN, db, writing
from mori.safeguarding.alerts.models import Alert, AlertEvent
from mori.safeguarding.alerts.rules import AlertState

from .site import until
from .test_database import form_of

PROMPT = 3.0  # seconds, on a busy machine; whoever waits for the lock waits five
HELD_FOR = TURN_WITHIN + 2


@pytest.fixture
def alert(sqlite_site):
    """Tono's; Ningsih was told."""
    server = sqlite_site.serve("wsgi:button")
    server.tap(sqlite_site.phone_of(sqlite_site.cast.tono), t="first-tap")
    sqlite_site.replay()
    return until(lambda: Alert.get_or_none(Alert.state == AlertState.NOTIFIED))


@contextmanager
def held(site):
    """Somebody who does not queue, such as a backup, holds the lock."""
    holder = sqlite3.connect(site.settings.database_url.removeprefix("sqlite:///"))
    holder.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        holder.rollback()
        holder.close()


def readings():
    return AlertEvent.select().where(AlertEvent.verb == "read").count()


def test_an_alert_opens_while_the_lock_is_held_and_its_opening_is_recorded_later(
    sqlite_site, alert
):
    server, officer = sqlite_site.serve(), sqlite_site.phone_of(sqlite_site.cast.ningsih)
    digest = digest_of(officer.cookies.partition("mori=")[2].partition(";")[0])
    Session.update(seen_at=now() - 2 * SEEN_EVERY).where(Session.digest == digest).execute()

    with held(sqlite_site):
        opened = server.ask(f"/jaga/{alert.key}", officer, timeout=30)
        recorded_meanwhile = readings()

    assert (opened.status, recorded_meanwhile) == (200, 0)
    assert "Tono Contoh" in opened.text
    assert opened.seconds < PROMPT
    until(lambda: readings() == 1)


def test_taking_an_alert_on_outwaits_what_turns_other_writers_away(sqlite_site, alert):
    server, officer = sqlite_site.serve(), sqlite_site.phone_of(sqlite_site.cast.ningsih)
    form = form_of(sqlite_site, officer)
    answers = {}

    def ask(path, fields):
        answers[path] = server.ask(path, officer, form | fields, timeout=60)

    path = f"/jaga/{alert.key}/tangani"
    asking = [
        threading.Thread(target=ask, args=each, daemon=True)
        for each in ((path, {}), ("/saya/bahasa", {"locale": "en"}))
    ]
    with held(sqlite_site):
        for each in asking:
            each.start()
        time.sleep(HELD_FOR)
    for each in asking:
        each.join(60)

    assert (answers[path].status, answers["/saya/bahasa"].status) == (303, 503)
    assert Alert.get().acknowledged_by == sqlite_site.cast.ningsih


def test_whoever_is_first_goes_before_all_who_came_earlier(sqlite_site):
    went, ready = [], threading.Barrier(5)

    def write(name, **how):
        with db.connection_context(), writing(30, **how):
            went.append(name)
            Person.update(locale="id").where(Person.id == sqlite_site.cast.sari.id).execute()

    def ordinary(number):
        ready.wait()
        write(f"ordinary {number}")

    with writing():
        waiting = [threading.Thread(target=ordinary, args=(n,), daemon=True) for n in range(4)]
        for each in waiting:
            each.start()
        ready.wait()
        time.sleep(0.2)  # they wait already
        officer = threading.Thread(target=write, args=("officer",), kwargs={"first": True})
        officer.start()
        time.sleep(0.2)
    for each in [*waiting, officer]:
        each.join(30)

    assert went[0] == "officer"
    assert sorted(went[1:]) == [f"ordinary {n}" for n in range(4)]


def test_an_ordinary_writer_is_as_patient_as_before_afterwards(sqlite_site):
    with db.connection_context():
        with writing(0.1):
            pass
        (patience,) = db.execute_sql("PRAGMA busy_timeout").fetchone()

    assert patience == TURN_WITHIN * 1000
