"""A chain that is not as it was is told by the clock: on healthz and to technicians."""

import datetime as dt
import threading

import pytest

from mori.core.db import db, is_sqlite
from mori.notifications.models import Message
from mori.safeguarding.audit import jobs, operations, queries, snapshot
from mori.safeguarding.audit.models import AuditKey, AuditLook
from mori.safeguarding.audit.operations import record
from mori.safeguarding.audit.queries import next_in_chain
from mori.safeguarding.slice import SLICE
from tests.cast import NOON
from tests.safeguarding.audit.spoiling import restore, spoil

pytestmark = pytest.mark.usefixtures("clock")
TECHNICIANS = ["teknisi@contoh.example"]
HOUR = dt.timedelta(hours=1)
SAID = "records are not as they were written"


@pytest.fixture
def look(app, tmp_path):
    """One look of the background work, at a moment; gives what healthz says then."""

    def look(at=NOON):
        operations.look_at_chain(tmp_path, TECHNICIANS, at)
        with app.test_request_context():
            return SLICE.trouble(at)

    return look


def acted(cast, times=4):
    for number in range(times):
        record(f"act {number}", "alert-key", cast.ningsih.id, NOON)


def mails():
    return [each.body for each in Message.select().order_by(Message.id)]


def test_a_chain_that_only_grows_is_well(look, cast):
    said = [look()]
    acted(cast)
    said.append(look(NOON + HOUR))
    acted(cast)
    said.append(look(NOON + 2 * HOUR))

    assert said == ["", "", ""]
    assert mails() == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_record SET actor = 'nobody' WHERE number = {0} + 2",
        "DELETE FROM audit_record WHERE number = {0} + 3",
        "DELETE FROM audit_record WHERE number = {0} + 4",
        "DELETE FROM audit_record WHERE number > {0}",
    ],
)
def test_what_was_changed_deleted_or_cut_off_is_told_once_a_day_and_names_nobody(
    look, cast, statement
):
    start = next_in_chain().number
    acted(cast)
    look()

    spoil(statement.format(start))

    assert [look(NOON + n * HOUR) for n in (1, 2)] == [SAID, SAID]
    (mail,) = mails()
    assert "Contoh" not in mail
    assert cast.ningsih.key not in mail
    assert "alert-key" not in mail
    look(NOON + 25 * HOUR)
    assert len(mails()) == 2


def test_an_end_cut_off_with_the_key_put_back_is_told(look, cast):
    acted(cast, 2)
    saved = next_in_chain()
    acted(cast, 2)
    look()

    restore(saved)
    for number in range(9):
        record(f"act anew {number}", "alert-key", cast.ningsih.id, NOON)

    assert look(NOON + HOUR) == SAID


def test_records_made_since_the_last_look_are_looked_at_too(look, cast):
    look()
    acted(cast)
    AuditKey.update(mac="0" * 64).execute()

    assert look(NOON + HOUR) == SAID


def test_a_database_that_no_longer_refuses_is_told(look, cast):
    look()
    on = "" if is_sqlite() else " ON audit_record"
    db.execute_sql(f"DROP TRIGGER audit_record_delete{on}")

    assert look(NOON + HOUR) == SAID


def test_once_accepted_all_is_well_and_that_it_was_is_recorded(look, cast, tmp_path):
    acted(cast)
    look()
    restore_to = next_in_chain().number - 3
    spoil(f"DELETE FROM audit_record WHERE number = {restore_to}")
    assert look(NOON + HOUR) == SAID

    operations.accept_chain(tmp_path, NOON + HOUR)

    assert look(NOON + 2 * HOUR) == ""
    assert snapshot.seen(tmp_path).gaps == 1
    spoil(f"DELETE FROM audit_record WHERE number = {restore_to + 1}")
    assert look(NOON + 3 * HOUR) == SAID


def test_the_chain_is_read_apart_from_the_round_and_outside_of_any_transaction(
    committed, monkeypatch
):
    read, found = [], queries.seen_now

    def seen_now(before):
        read.append((threading.current_thread().name, db.in_transaction()))
        return found(before)

    monkeypatch.setattr(queries, "seen_now", seen_now)
    _days, look = jobs.jobs(committed.settings)

    pieces = [list(look(NOON + n * HOUR)) for n in range(2)]
    look.settle(30)

    assert pieces == [[], []]
    assert read == [("look at the chain", False)]
    assert AuditLook.get().failing_since is None
