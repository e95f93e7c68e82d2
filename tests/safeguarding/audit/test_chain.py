"""What officers did with calls for help is a chain: no record changes, goes, or is cut off."""

import datetime as dt
import threading

import pytest
from peewee import DatabaseError, IntegrityError

from mori.core.db import db, is_sqlite
from mori.safeguarding.alerts import operations as alerts
from mori.safeguarding.alerts.event_operations import note_reading
from mori.safeguarding.audit.models import AuditKey, AuditRecord
from mori.safeguarding.audit.operations import record
from mori.safeguarding.audit.queries import first_broken_after, next_in_chain
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import alert_of, climb

pytestmark = pytest.mark.usefixtures("clock")
LATER = NOON + dt.timedelta(minutes=1)


def kept():
    """What ``flask audit key`` prints, on paper from now on."""
    now = next_in_chain()
    return now.number, bytes.fromhex(now.mac), bytes.fromhex(now.key)


def acted(cast, times=4):
    """Several records about one thing, by an officer."""
    for number in range(times):
        record(f"act {number}", "alert-key", cast.ningsih.id, NOON)


def records_about(key):
    """What was done with one thing, the first first."""
    return list(AuditRecord.select().where(AuditRecord.about == key).order_by(AuditRecord.number))


def spoil(statement):
    """Past the database's own refusal, as whoever has the file can."""
    drop = "DROP TRIGGER audit_record_{}" + ("" if is_sqlite() else " ON audit_record")
    for verb in ("update", "delete"):
        db.execute_sql(drop.format(verb))
    db.execute_sql(statement)


def test_whoever_reads_takes_or_confirms_a_call_is_in_the_chain(cast):
    alert = alert_of(cast.sari)
    climb(LATER)
    note_reading(alert, cast.ningsih.id, LATER)
    alerts.acknowledge_alert(alert, cast.ningsih.id, LATER)
    alerts.confirm_contact_as_officer(alerts.queries.alert_by_id(alert.id), cast.opik.id, LATER)

    assert [(each.verb, each.actor) for each in records_about(alert.key)] == [
        ("read", cast.ningsih.key),
        ("acknowledge", cast.ningsih.key),
        ("confirm", cast.opik.key),
    ]


def test_what_did_not_happen_is_not_in_the_chain(cast):
    start = kept()
    with db.atomic() as transaction:
        record("act", "alert-key", cast.ningsih.id, NOON)
        transaction.rollback()

    assert not records_about("alert-key")
    assert kept() == start


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_record SET verb = 'x'", "DELETE FROM audit_record"]
)
def test_the_database_refuses_to_change_or_delete_a_record(cast, statement):
    acted(cast)

    with pytest.raises((IntegrityError, DatabaseError), match="never changed"), db.atomic():
        db.execute_sql(statement)

    assert len(records_about("alert-key")) == 4


def test_a_whole_chain_verifies_from_wherever_a_key_was_kept(cast):
    first = kept()
    acted(cast)
    second = kept()
    acted(cast)

    assert first_broken_after(*first, []) is None
    assert first_broken_after(*second, []) is None


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE audit_record SET actor = 'nobody' WHERE number = {0} + 2", 2),
        ("UPDATE audit_record SET at = '2026-11-18 09:00:00' WHERE number = {0} + 1", 1),
        ("UPDATE audit_record SET about = 'another' WHERE number = {0} + 4", 4),
        ("DELETE FROM audit_record WHERE number = {0} + 3", 3),
        ("DELETE FROM audit_record WHERE number = {0} + 4", 4),
        ("DELETE FROM audit_record WHERE number > {0}", 1),
    ],
)
def test_a_record_that_was_changed_removed_or_cut_off_is_named(cast, statement, broken):
    start = kept()
    acted(cast)

    spoil(statement.format(start[0]))

    assert first_broken_after(*start, []) == start[0] + broken


def test_an_end_that_was_cut_off_with_the_key_put_back_is_found_by_a_head_sent_out(cast):
    start = kept()
    acted(cast, 2)
    before = next_in_chain()
    acted(cast, 2)
    head = bytes.fromhex(next_in_chain().mac)

    spoil(f"DELETE FROM audit_record WHERE number > {before.number}")
    AuditKey.update(number=before.number, mac=before.mac, key=before.key).execute()

    assert first_broken_after(*start, []) is None, "nothing here could tell"
    assert first_broken_after(*start, [head]) == before.number + 1


def test_records_of_many_at_once_are_one_chain(committed):
    start = kept()
    officer = committed.cast.ningsih.id

    def act():
        with db.connection_context():
            for _time in range(5):
                record("act", "alert-key", officer, NOON)

    people = [threading.Thread(target=act) for _each in range(4)]
    for each in people:
        each.start()
    for each in people:
        each.join()

    assert AuditRecord.select().where(AuditRecord.number > start[0]).count() == 20
    assert first_broken_after(*start, []) is None


def test_the_command_prints_a_key_and_verifies_with_it(app, cast):
    runner = app.test_cli_runner()
    printed = runner.invoke(args=["audit", "key"]).output.strip()
    acted(cast)

    whole = runner.invoke(args=["audit", "verify", printed])
    spoil("DELETE FROM audit_record WHERE verb = 'act 1'")
    broken = runner.invoke(args=["audit", "verify", printed])
    typed_wrong = runner.invoke(args=["audit", "verify", printed[:-3]])

    assert whole.exit_code == 0
    assert "as they were written" in whole.output
    assert broken.exit_code == 1
    assert f"Record {int(printed.split()[0]) + 2} is not" in broken.output
    assert typed_wrong.exit_code == 2
