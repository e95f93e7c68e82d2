"""What long jobs leave goes on its day and not before: exactly the rows of the table."""

import datetime as dt

import pytest

from mori.background.jobs import DOES, apply_retention
from mori.background.models import LongJob, LongJobEvent
from mori.background.rules import JobState, kept_for, periods
from tests.background.working import begun, counting, fresh
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon")
HOUR = dt.timedelta(hours=1)
FILE = "2" * 14


def test_the_job_does_exactly_the_rows_of_the_table():
    assert set(DOES) == set(periods())


@pytest.fixture
def filled(cast, store, monkeypatch):
    counting(monkeypatch, folder="results")
    store.put(f"results/{FILE}", b"x")
    kept, log, ended = (begun(cast.wati, cast.banua, why=why) for why in ("Rapat", "Lama", ""))
    over = {"state": JobState.DONE, "ended_at": NOON, "due_at": None}
    LongJob.update(**over).execute()
    LongJob.update(file=FILE, file_until=NOON + kept_for("result")).where(
        LongJob.id == kept.id
    ).execute()
    return {
        "result": lambda: fresh(kept).file,
        "taken_out": lambda: LongJob.get_or_none(LongJob.id == log.id),
        "ended": lambda: LongJob.get_or_none(LongJob.id == ended.id),
    }


@pytest.mark.parametrize("what", sorted(periods()))
def test_what_is_kept_goes_on_its_day_and_not_before(filled, store, what):
    apply_retention(store, NOON + kept_for(what) - HOUR)
    assert filled[what]()

    apply_retention(store, NOON + kept_for(what) + HOUR)

    assert not filled[what]()


def test_a_file_goes_and_the_log_says_when(filled, store):
    apply_retention(store, NOON + kept_for("result") + HOUR)

    assert store.get(f"results/{FILE}") is None
    assert [row.verb for row in LongJobEvent.select()].count("expire") == 1


def test_what_nobody_ended_stays_however_old(cast, store, monkeypatch):
    counting(monkeypatch)
    begun(cast.wati, cast.banua)

    apply_retention(store, NOON + 20 * kept_for("taken_out"))

    assert LongJob.select().count() == 1
