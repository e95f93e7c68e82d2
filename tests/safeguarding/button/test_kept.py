"""Taps that are in the database are kept for a month, for the day on which a backup is restored."""

import pytest

from mori.safeguarding.alerts import operations
from mori.safeguarding.alerts.jobs import climb_ladders
from mori.safeguarding.alerts.models import Alert, AlertEvent, Delivery, Tap
from mori.safeguarding.button.spool import CAP_BYTES, KEPT_SECONDS, Spool
from mori.safeguarding.watch import jobs
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import ADDRESS, tap, told
from tests.safeguarding.tapping import SECRET

MONTH_AND_A_DAY = KEPT_SECONDS + 24 * 3600


@pytest.fixture
def spool(tmp_path):
    return Spool(tmp_path / "spool", SECRET)


def put_away(spool, *records):
    for record in records:
        spool.append(record)
    for batch in spool.take():
        spool.done(batch)


def kept(spool):
    return [record["token"] for batch in spool.kept() for record in batch.records]


def age(spool, seconds):
    for path in spool.folder.glob("*.kept-*"):
        moment = int(path.suffix.removeprefix(".kept-")) - seconds * 10**9
        path.rename(path.with_suffix(f".kept-{moment}"))


def test_what_is_done_is_kept_and_no_longer_waits(spool):
    put_away(spool, {"token": "one"})
    put_away(spool, {"token": "two"}, {"token": "three"})

    assert kept(spool) == ["one", "two", "three"]
    assert spool.take() == []
    assert spool.size() == 0


def test_after_a_month_it_goes(spool):
    put_away(spool, {"token": "old"})
    age(spool, MONTH_AND_A_DAY)
    put_away(spool, {"token": "new"})

    assert kept(spool) == ["new"]


def test_of_a_lane_that_strangers_fill_no_more_is_kept_than_its_cap(tmp_path):
    spool = Spool(tmp_path / "spool", SECRET, "unknown", CAP_BYTES)
    put_away(spool, {"token": "old"})
    (path,) = spool.folder.glob("*.kept-*")
    path.write_bytes(path.read_bytes() + b"\n" * CAP_BYTES)
    put_away(spool, {"token": "new"})

    assert kept(spool) == ["new"]


def test_a_restored_backup_gets_back_the_alerts_made_since_and_only_once(app, cast, spool):
    record = tap(cast.sari)
    put_away(spool, record)
    operations.replay_tap(record, ADDRESS, NOON)
    for model in (Delivery, AlertEvent, Tap, Alert):  # as in a backup of before
        model.delete().execute()
    job = jobs.replay_kept(spool, ADDRESS)

    for _ in range(2):
        for piece in job(NOON):
            piece()
        for piece in climb_ladders(ADDRESS, NOON):
            piece()

    assert Tap.get().token == record["token"]
    assert Alert.get().person == cast.sari
    assert told(Alert.get()) == ["ningsih"]


def test_it_is_looked_for_when_the_process_begins_and_then_seldom(monkeypatch):
    done = []
    job = jobs.every(300.0, lambda at: done.append(at) or ())

    for _ in range(3):
        list(job(NOON))

    assert done == [NOON]


def test_and_at_once_when_a_backup_was_restored_under_the_process():
    done, place = [], ["the file"]
    job = jobs.every(300.0, lambda at: done.append(at) or (), lambda: place[0])

    for place[0] in ("the file", "the file", "the backup", "the backup"):
        list(job(NOON))

    assert done == [NOON, NOON]
