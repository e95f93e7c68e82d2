"""The database is gone, or nobody takes the taps: officers hear of it all the same."""

import datetime as dt
import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from mori.core.clock import now
from mori.core.db import db
from mori.core.locks.file import follow_file
from mori.notifications.models import Lease, Message
from mori.safeguarding.alerts.models import Alert, Delivery
from mori.safeguarding.alerts.rules import step_at
from mori.safeguarding.button.handed import Handed
from mori.safeguarding.watch.snapshot import BEFORE, FILE
from mori.safeguarding.watch.watchdog import OWN_BEAT

from ..site import called_for, codes_in_the_database, kill, until
from ..test_database import damage, take_away

PATIENT = 60.0  # seconds; what is restored is found by the next rounds
PROMISED = 10.0  # seconds with the database down
SLACK = 1.8  # two busy cores


def seconds_until_told(site, name: str, within: float = 60) -> float:
    began = time.monotonic()
    until(lambda: name in site.told(), within)
    return time.monotonic() - began


def await_roster(site) -> None:
    until(lambda: (site.settings.folder / FILE).exists(), 60)


@pytest.mark.once
@pytest.mark.parametrize("breaking", [take_away, damage])
def test_with_the_database_gone_the_first_officer_is_told_and_nobody_else(
    sqlite_site, account, record_property, breaking
):
    site = sqlite_site
    server, sari = site.serve("wsgi:button"), site.phone_of(site.cast.sari)
    path = Path(site.settings.database_url.removeprefix("sqlite:///"))
    site.work()
    await_roster(site)
    backup = backed_up(path)

    breaking(path)
    answer = server.tap(sari, t="without-database")
    took = seconds_until_told(site, "ningsih")
    record_property("seconds without a database", round(took, 1))
    restore(backup, path)
    account.received(answer.headers["Location"].removeprefix("/c/"))
    account.settle(PATIENT)
    until(lambda: not Handed(site.settings.folder / "spool").notes())
    until(lambda: Delivery.select().join(Message).where(Message.sent_at.is_null(False)).exists())

    assert took < PROMISED * SLACK
    # A connection may go on in the damaged file for a round, and what it told is not in the
    # backup: twice rather than never, and in one thread.
    assert set(site.told()) == {"ningsih"}
    assert len({each["References"] for each in site.mailbox.messages}) == 1
    assert called_for(Alert.get()) == ["ningsih"]
    assert Alert.get().due_at > now()


@pytest.mark.once
def test_with_the_roster_spoilt_too_the_one_before_it_says_whom_to_tell(sqlite_site, account):
    site = sqlite_site
    server, sari = site.serve("wsgi:button"), site.phone_of(site.cast.sari)
    path = Path(site.settings.database_url.removeprefix("sqlite:///"))
    site.work()
    await_roster(site)
    site.phone_of(site.cast.tono)  # a new session: the roster is written anew
    until(lambda: (site.settings.folder / BEFORE).exists(), 60)
    backup = backed_up(path)

    take_away(path)
    (site.settings.folder / FILE).write_bytes(b"what somebody made of it")
    answer = server.tap(sari, t="without-a-roster")
    seconds_until_told(site, "ningsih")
    restore(backup, path)
    account.received(answer.headers["Location"].removeprefix("/c/"))
    account.settle(PATIENT)

    assert site.told() == ["ningsih"]


def backed_up(path: Path) -> Path:
    """A copy of the database, of which this process lets go."""
    backup = path.with_name("backup")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM INTO ?", (str(backup),))
    db.obj.close()
    return backup


def restore(backup: Path, path: Path) -> None:
    take_away(path)
    backup.rename(path)
    follow_file()


def test_with_nobody_working_the_watchdog_tells_the_officer_and_technicians_of_the_engine(
    site, account, record_property
):
    """In every run after six seconds; `make faults` waits for the true minute."""
    after = float(os.environ.get("WATCH_AFTER", "6"))
    server, worker = site.serve("wsgi:button"), site.work()
    await_roster(site)
    watching = {"MORI_TECHNICAL_MAIL": "teknisi@contoh.example"}
    site.watch(after, env=watching)
    until(lambda: (site.settings.folder / OWN_BEAT).exists())
    kill(worker)

    answer = server.tap(site.phone_of(site.cast.sari), t="nobody-works")
    took = seconds_until_told(site, "ningsih", 3 * after + 30)
    record_property(f"seconds until the watchdog, {after:.0f} s patient", round(took, 1))
    until(lambda: "teknisi" in site.told())
    site.work()
    account.received(answer.headers["Location"].removeprefix("/c/"))
    until(lambda: account.promised <= codes_in_the_database())
    until(lambda: called_for(Alert.get()) == ["ningsih"])
    until(lambda: site.told().count("teknisi") == 2)  # and that all is well again

    assert took < (after + 15) * SLACK
    assert sorted(site.told()) == ["ningsih", "teknisi", "teknisi"]
    told = site.mailbox.to("teknisi@contoh.example")
    assert [mail["Subject"].split(" di ")[0] for mail in told] == [
        "MORI: pekerjaan latar belakang berhenti",
        "MORI: semuanya baik lagi",
    ]


def test_with_nobody_working_an_alert_in_the_database_climbs_on_and_nobody_is_told_again(
    site, record_property
):
    after = 6.0
    server, worker = site.serve("wsgi:button"), site.work()
    server.tap(site.phone_of(site.cast.sari), t="climbs-on")
    until(lambda: site.told() == ["ningsih"], 60)
    until(lambda: Message.select().where(Message.sent_at.is_null(False)).exists())
    kill(worker)
    site.watch(after)
    Alert.update(due_at=now(), climbed_from=now() - step_at(1).after).execute()

    took = seconds_until_told(site, "opik")
    record_property("seconds until the ladder goes on", round(took, 1))
    site.work()
    until(lambda: Lease.get().beat_at > now() - dt.timedelta(seconds=1))
    until(lambda: not Message.select().where(Message.sent_at.is_null()).exists())

    assert took < (after + 15) * SLACK
    assert site.told() == called_for(Alert.get()) == ["ningsih", "opik"]
