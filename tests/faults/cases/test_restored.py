"""Yesterday's copy is restored: what was called, excluded and ended since holds again."""

import os
import shutil
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from mori.accounts.models import Membership
from mori.accounts.operations import end_role
from mori.core.clock import now
from mori.core.db import db
from mori.core.locks.file import follow_file
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.audit.models import AuditRecord
from mori.safeguarding.audit.operations import record
from mori.safeguarding.audit.queries import first_broken_after, next_in_chain
from mori.safeguarding.lasting.ledger import Ledger
from mori.safeguarding.routing.operations import keep_wish
from mori.safeguarding.routing.queries import excluded_for
from tests.cast import TODAY
from tests.faults.site import START_PATIENCE, until


def in_time(condition: Callable[[], object]) -> None:
    """What two programs do that begin at once, each of which loads all of MORI first."""
    until(condition, seconds=START_PATIENCE)


def restore(backup: Path, path: Path) -> None:
    db.obj.close()
    for each in path.parent.glob(f"{path.name}*"):
        if each.suffix != ".turn":
            each.unlink()
    shutil.copy(backup, path)
    follow_file()


@pytest.mark.once
def test_a_restored_copy_gets_back_what_was_called_excluded_and_ended_since(sqlite_site, account):
    site, cast = sqlite_site, sqlite_site.cast
    server, sari = site.serve(), site.phone_of(cast.sari)
    path = Path(site.settings.database_url.removeprefix("sqlite:///"))
    ledger = Ledger(site.settings.folder, site.settings.key)
    worker = site.work()
    in_time(lambda: server.ask("/healthz", timeout=START_PATIENCE).text == "ok\n")
    backup = path.with_name("backup")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM INTO ?", (str(backup),))

    answer = server.tap(sari, t="since-the-copy")
    account.received(answer.headers["Location"].removeprefix("/c/"))
    keep_wish(cast.tono.id, None, [cast.opik.id], TODAY, now())
    part = Membership.get(Membership.person == cast.dewi.id)
    end_role(part, now())
    record("act", "alert-key", cast.ningsih.id, now())
    kept = next_in_chain()
    printed = kept.number, bytes.fromhex(kept.mac), bytes.fromhex(kept.key)
    in_time(lambda: site.told() == ["ningsih"])
    in_time(lambda: {line.kind for line in ledger.lines()} >= {"relation", "role"})
    os.killpg(worker.pid, signal.SIGKILL)
    restore(backup, path)
    assert not Alert.select().exists()
    assert cast.opik.id not in excluded_for([cast.tono.id], now())
    site.work()

    in_time(lambda: cast.opik.id in excluded_for([cast.tono.id], now()))
    in_time(lambda: Membership.get_by_id(part.id).ended_at is not None)
    account.settle(START_PATIENCE)
    assert Alert.get().person == cast.sari
    in_time(lambda: "records are not as they were written" in server.ask("/healthz").text)
    assert AuditRecord.select().where(AuditRecord.verb == "again").count() >= 2
    assert first_broken_after(*printed, []) == kept.number
