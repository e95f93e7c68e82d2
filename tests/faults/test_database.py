"""The database is locked, stopped, missing, damaged or read-only: taps are taken all the same."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from mori.accounts.operations import digest_of
from mori.core.db import db
from mori.core.locks.file import follow_file
from mori.safeguarding.alerts.models import Alert
from tests.support.reporting import skip_loudly
from tests.support.servers import postgres
from tests.support.together import at_once, until
from tests.visit import _form_secret, _form_token

from .conftest import started
from .site import MODEST, TAP_SECONDS, Phone, Site

KEY = "Zk3-_abcdefghijk"
PAGE_SECONDS = 12.0  # twice what a page may wait for a lock, and something for two busy cores

LOCKING = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=10)
connection.execute("BEGIN EXCLUSIVE")
print("locked", flush=True)
sys.stdin.read()
"""


@contextmanager
def locked(site: Site) -> Iterator[None]:
    """Another process holds the whole database."""
    if site.settings.database_url.startswith("sqlite"):
        path = site.settings.database_url.removeprefix("sqlite:///")
        with subprocess.Popen(
            [sys.executable, "-c", LOCKING, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as holder:
            assert holder.stdout
            assert holder.stdout.readline() == b"locked\n"
            yield
            holder.kill()
    else:
        with postgres._administer(site.settings.database_url) as connection:
            tables = connection.execute(
                "SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables "
                "WHERE schemaname = 'public'"
            ).fetchone()
            assert tables
            with connection.transaction():
                connection.execute(f"LOCK TABLE {tables[0]} IN ACCESS EXCLUSIVE MODE")
                yield


def form_of(site: Site, phone: Phone) -> dict[str, str]:
    """The form token of the page that this phone shows."""
    token = phone.cookies.partition("mori=")[2].partition(";")[0]
    secret = _form_secret(site.settings.key, digest_of(token))
    return {"csrf_token": _form_token(site.settings.key, secret)}


def test_while_the_database_is_locked_taps_are_taken_and_pages_say_so(site, account):
    server, sari = site.serve(), site.phone_of(site.cast.sari)
    tono = site.phone_of(site.cast.tono)
    form = form_of(site, tono) | {"locale": "en"}
    site.work()
    until(lambda: server.ask("/healthz").status == 200)

    with locked(site):
        pages = [lambda: server.ask("/saya/bahasa", tono, form, timeout=30)] * 3
        taps = [
            lambda n=n: (time.sleep(0.3), server.tap(sari, t=f"locked-{n}"))[1] for n in range(4)
        ]
        answers = at_once(pages + taps)
        written, tapped = answers[:3], answers[3:]
        phone = sari.holding(tapped[0].cookie)
        receipt = server.ask(tapped[0].headers["Location"], phone, timeout=30)
    for answer in tapped:
        account.received(answer.headers["Location"].removeprefix("/c/"))
    account.settle()

    assert max(answer.seconds for answer in tapped) < TAP_SECONDS
    assert {answer.status for answer in written} == {503}
    assert max(answer.seconds for answer in written) < PAGE_SECONDS
    assert all("Tombol Merah" in answer.text for answer in written)
    assert receipt.status == 200
    assert receipt.seconds < PAGE_SECONDS
    assert Alert.select().count() == 1
    assert server.ask("/saya/bahasa", tono, form).status == 303


def take_away(path: Path) -> None:
    for each in path.parent.glob(f"{path.name}*"):
        if each.suffix != ".turn":
            each.unlink()


def damage(path: Path) -> None:
    """In place: a file that others have mapped kills them with a bus error when it is cut short,
    which no failing disk does.
    """
    for each in path.parent.glob(f"{path.name}*"):
        if each.suffix != ".turn":
            with each.open("r+b") as file:
                file.write(b"what a failing disk returns " * 400)


@pytest.mark.once
def test_a_database_that_is_gone_or_damaged_gets_the_taps_made_meanwhile_when_it_is_restored(
    sqlite_site, account
):
    site = sqlite_site
    server, sari = site.serve(), site.phone_of(site.cast.sari)
    path = Path(site.settings.database_url.removeprefix("sqlite:///"))
    site.work()
    until(lambda: server.ask("/healthz").status == 200)
    assert server.ask("/saya", sari).status == 200
    backup = path.with_name("backup")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM INTO ?", (str(backup),))
    db.obj.close()

    for number, breaking in enumerate((take_away, damage), start=1):
        breaking(path)
        answer = server.tap(sari, t=f"meanwhile-{breaking.__name__}")
        site.await_failed_rounds(2)
        page = server.ask("/saya", sari)
        receipt = server.ask(answer.headers["Location"], sari.holding(answer.cookie))
        health = server.ask("/healthz")
        take_away(path)
        shutil.copy(backup, path)
        account.received(answer.headers["Location"].removeprefix("/c/"))
        follow_file()
        account.settle()

        assert (answer.status, page.status, receipt.status) == (303, 503, 200)
        assert "Tombol Merah" in page.text
        assert (health.status, health.text) == (503, "database: no answer\n")
        assert Alert.get().person == site.cast.sari
        assert server.ask("/saya", sari).status == 200
        assert "The app failed" not in site.log
        assert "unexpected error" not in site.log
        until(lambda number=number: site.told() == ["ningsih"] * number)
        account.promised.clear()  # the next restored backup knows nothing of it
        db.obj.close()


@pytest.mark.once
def test_a_database_that_may_only_be_read_loses_no_tap(sqlite_site, account):
    site = sqlite_site
    sari, path = (
        site.phone_of(site.cast.sari),
        Path(site.settings.database_url[len("sqlite:///") :]),
    )
    form = form_of(site, sari) | {"locale": "en"}
    db.obj.close()

    with read_only(path.parent):
        server = site.serve(giving_up=MODEST)
        site.work(giving_up=MODEST)
        answer = server.tap(sari, t="while-it-is-fixed")
        written = server.ask("/saya/bahasa", sari, form)
        receipt = server.ask(answer.headers["Location"], sari.holding(answer.cookie))
        site.await_failed_rounds(2)
        waiting = site.waiting()
    account.received(answer.headers["Location"].removeprefix("/c/"))
    account.settle()

    assert (answer.status, written.status, receipt.status) == (303, 503, 200)
    assert waiting == ["while-it-is-fixed"]
    assert server.ask("/saya/bahasa", sari, form).status == 303


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    paths = [*folder.iterdir(), folder]
    for path in paths:
        path.chmod(0o555)
    try:
        yield
    finally:
        for path in paths:
            path.chmod(0o755)


class Stoppable:
    """A PostgreSQL that is stopped and started again where it was."""

    def __init__(self, url: str) -> None:
        self.folder = Path(parse_qs(urlsplit(url).query)["host"][0])
        self.again: subprocess.Popen[bytes] | None = None

    def stop(self) -> None:
        process = int((self.folder / "pages/postmaster.pid").read_text().split()[0])
        os.kill(process, signal.SIGQUIT)
        until(lambda: not (self.folder / "pages/postmaster.pid").exists())

    def start(self) -> None:
        command = [postgres.find_binaries() / "postgres", "-D", self.folder / "pages"]
        options = ["-k", self.folder, "-c", "listen_addresses=", "-c", "fsync=off"]
        self.again = subprocess.Popen(
            [str(part) for part in command + options],
            cwd="/",
            env=postgres._environment(self.folder),
            stderr=subprocess.DEVNULL,
            **postgres._servant(),
        )

    def end(self) -> None:
        if self.again:
            self.again.send_signal(signal.SIGQUIT)
            self.again.wait(timeout=10)


def end_connections(url: str) -> None:
    """What a failover does to a pool."""
    with postgres._administer(url) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )


@pytest.mark.once
def test_postgresql_stopped_and_started_again_needs_no_restart_of_mori(
    mailbox, cache, tmp_path, record_property
):
    from .conftest import Account

    try:
        with postgres.start() as url, started(url, None, tmp_path, mailbox, cache) as site:
            server, sari = site.serve(), site.phone_of(site.cast.sari)
            worker = site.work()
            until(lambda: server.ask("/healthz").status == 200)
            at_once([lambda: server.ask("/saya", sari)] * 8)  # the pool has connections to lose
            postgresql, account = Stoppable(url), Account(site, record_property)
            db.obj.close_all()

            postgresql.stop()
            tapped = [server.tap(sari, t=f"while-stopped-{n}") for n in range(3)]
            page = server.ask("/saya", sari)
            receipt = server.ask(
                tapped[0].headers["Location"], sari.holding(tapped[0].cookie), timeout=30
            )
            health = server.ask("/healthz")
            until(lambda: site.told() == ["ningsih"])  # by the roster, while it is stopped
            postgresql.start()
            try:
                recovered = until(lambda: server.ask("/healthz").status == 200)
                pages = [server.ask("/saya", sari).status for _ in range(8)]
                at_once([lambda: server.ask("/saya", sari)] * 8)
                end_connections(url)
                after_ending = [server.ask("/saya", sari).status for _ in range(8)]
                for answer in tapped:
                    account.received(answer.headers["Location"].removeprefix("/c/"))
                account.settle()
                alerts, log = Alert.select().count(), site.log
            finally:
                db.obj.close_all()
                postgresql.end()
    except postgres.PostgresMissing as missing:
        skip_loudly(str(missing))

    assert {answer.status for answer in tapped} == {303}
    assert max(answer.seconds for answer in tapped) < TAP_SECONDS
    assert (page.status, receipt.status, health.status) == (503, 200, 503)
    assert "Tombol Merah" in page.text
    assert recovered
    assert pages == [200] * 8
    assert after_ending.count(200) >= 7, "one dead connection shows that the others are dead too"
    assert "The app failed" not in log
    assert "unexpected error" not in log
    assert alerts == 1
    # a connection may end just before it is noted that a mail was sent: twice rather than never
    assert set(site.told()) == {"ningsih"}
    assert len({each["Message-ID"] for each in mailbox.messages}) == 1
    assert worker.poll() is None or worker.returncode == -signal.SIGKILL
