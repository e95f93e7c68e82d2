"""Long jobs are done a step at a time, whoever works, and nobody's keeps another's waiting."""

import datetime as dt

import pytest

from mori.background import queries
from mori.background.lease_operations import LostJob, claim_job, note_progress
from mori.background.models import LongJob, LongJobEvent, LongJobPart
from mori.background.operations import begin_job, cancel_job, resume_job
from mori.background.rules import (
    BROKE,
    GIVEN_UP,
    LEASE_LASTS,
    MOST_ATTEMPTS,
    NO_ROOM,
    Failed,
    JobState,
)
from mori.core.files.store import StoreAway
from tests.background.working import Clock, begun, count_on, counting, fresh, work_on, worker
from tests.cast import NOON
from tests.support.together import all_at_once

pytestmark = pytest.mark.usefixtures("noon")
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def kind(request, monkeypatch, app):
    return counting(monkeypatch)


def verbs(job) -> list[str]:
    rows = LongJobEvent.select().where(LongJobEvent.job == job.id).order_by(LongJobEvent.id)
    return [row.verb for row in rows]


def test_a_job_is_done_step_by_step_and_says_how_far(cast, store):
    job, take_turn = begun(cast.wati, cast.banua), worker(store)

    take_turn()
    assert (fresh(job).state, fresh(job).done) == (JobState.RUNNING, 1)
    while take_turn():
        pass

    assert (fresh(job).state, fresh(job).done) == (JobState.DONE, 3)
    assert verbs(job) == ["begin", "start", "finish"]
    assert not LongJobPart.select().exists()


def test_the_same_form_twice_is_one_job(cast):
    first, is_new = begin_job("counting", cast.banua.id, cast.wati.id, NOON, token="t")
    again, is_new_again = begin_job("counting", cast.banua.id, cast.wati.id, NOON, token="t")

    assert (first.id, is_new, is_new_again) == (again.id, True, False)


def test_a_small_job_is_done_while_a_large_one_goes_on(cast, store):
    large = begun(cast.wati, cast.banua, total=500)
    clock = Clock()
    take_turn = worker(store, clock)
    for _turn in range(5):
        take_turn()
    small = begun(cast.citra, cast.seberang, total=2, at=clock())

    turns = next(turn for turn in range(1, 100) if take_turn() and fresh(small).state.is_done)

    assert turns <= 6, "every other turn is the small one's: two steps, and one to say it is done"
    assert fresh(large).state is JobState.RUNNING


def test_who_begins_a_hundred_jobs_waits_behind_nobody_elses_one(cast, store):
    clock = Clock()
    for _job in range(20):
        begun(cast.wati, cast.banua, total=9, at=clock())
    take_turn = worker(store, clock)
    for _turn in range(7):
        take_turn()
    small = begun(cast.citra, cast.seberang, total=1, at=clock())

    for _turn in range(4):
        take_turn()

    assert fresh(small).state is JobState.DONE
    assert LongJob.select().where(LongJob.done > 0).count() > 5, "a person's own take turns too"


def test_stopped_it_does_no_more_and_goes_on_where_it_was(cast, store):
    job, take_turn = begun(cast.wati, cast.banua), worker(store)
    take_turn()

    cancel_job(fresh(job), cast.wati.id, NOON)
    assert not take_turn()
    assert (fresh(job).state, fresh(job).done) == (JobState.CANCELLED, 1)
    resume_job(fresh(job), cast.wati.id, NOON)
    while take_turn():
        pass

    assert (fresh(job).state, fresh(job).done) == (JobState.DONE, 3)


def test_stopped_while_a_step_is_under_way_the_step_leaves_nothing(cast, store, monkeypatch):
    job = begun(cast.wati, cast.banua)

    def stopped_meanwhile(row, tools, hand):
        cancel_job(fresh(row), cast.wati.id, NOON)
        return count_on(row, tools, hand)

    counting(monkeypatch, step=stopped_meanwhile)
    assert worker(store)()

    assert (fresh(job).state, fresh(job).done) == (JobState.CANCELLED, 0)
    assert not LongJobPart.select().exists()


def test_what_starts_over_loses_what_it_had_when_it_is_stopped(cast, store, monkeypatch):
    counting(monkeypatch, starts_over=True)
    job, take_turn = begun(cast.wati, cast.banua), worker(store)
    take_turn()

    cancel_job(fresh(job), cast.wati.id, NOON)

    assert fresh(job).done == 0
    assert not LongJobPart.select().exists()


def test_a_worker_that_slept_writes_nothing_any_more(cast, store):
    job = begun(cast.wati, cast.banua)
    asleep = queries.job_by_key(job.key)
    assert claim_job(asleep, NOON)
    assert not queries.next_in_turn(NOON + LEASE_LASTS / 2), "as long as it may still live"

    awake = queries.next_in_turn(NOON + LEASE_LASTS)[0]
    assert claim_job(awake, NOON + LEASE_LASTS)
    note_progress(awake, NOON + LEASE_LASTS, done=2)

    with pytest.raises(LostJob):
        note_progress(asleep, NOON + LEASE_LASTS, done=1)
    assert fresh(job).done == 2


def test_of_two_who_take_it_at_once_one_has_it(committed, monkeypatch):
    cast = committed.cast
    counting(monkeypatch)
    job = begun(cast.wati, cast.banua)
    seen = [queries.job_by_key(job.key) for _ in range(4)]
    taken = []

    all_at_once(*[lambda row=row: taken.append(claim_job(row, NOON)) for row in seen])

    assert sorted(taken) == [False, False, False, True]
    assert fresh(job).epoch == 1


def test_two_workers_at_once_do_each_step_once(committed, tmp_path, monkeypatch):
    from mori.core.files.store import FolderStore

    cast, kept = committed.cast, []

    def noting(row, tools, hand):
        count_on(row, tools, hand)
        kept.append((row.id, row.done, str(row.state)))
        return True

    counting(monkeypatch, step=noting)
    jobs = [begun(person, cast.banua, total=15) for person in (cast.wati, cast.hasan, cast.wati)]
    store = FolderStore(tmp_path / "files")

    all_at_once(*[lambda: work_on(store)] * 3)
    work_on(store, NOON + MINUTE)

    assert {str(fresh(job).state) for job in jobs} == {"done"}
    expected = [(job.id, done, "running") for job in jobs for done in range(1, 16)]
    assert sorted(each for each in kept if each[2] == "running") == expected


def test_what_cannot_be_done_says_why(cast, store, monkeypatch):
    def fails(*_args):
        raise Failed(GIVEN_UP)

    counting(monkeypatch, step=fails)
    job = begun(cast.wati, cast.banua)

    worker(store)()

    assert (fresh(job).state, fresh(job).error) == (JobState.FAILED, GIVEN_UP)


def test_while_the_store_is_away_it_waits_and_says_so(cast, store, monkeypatch):
    def away(*_args):
        raise StoreAway

    counting(monkeypatch, step=away)
    job = begun(cast.wati, cast.banua)

    worker(store)()

    assert (fresh(job).state, fresh(job).error) == (JobState.RUNNING, NO_ROOM)
    counting(monkeypatch)
    work_on(store, NOON + 5 * MINUTE)
    assert (fresh(job).state, fresh(job).error) == (JobState.DONE, "")


def test_an_error_is_tried_again_ever_more_rarely_and_then_given_up(cast, store, monkeypatch):
    def breaks(*_args):
        raise RuntimeError("with the name of a person in it")

    counting(monkeypatch, step=breaks)
    job, at = begun(cast.wati, cast.banua), NOON

    work_on(store, at)
    assert (fresh(job).state, fresh(job).error) == (JobState.RUNNING, BROKE)
    for _try in range(MOST_ATTEMPTS):
        at += dt.timedelta(hours=1)
        work_on(store, at)

    assert (fresh(job).state, fresh(job).error) == (JobState.FAILED, GIVEN_UP)


def test_a_step_that_kills_its_worker_each_time_is_given_up(cast, store):
    job, at = begun(cast.wati, cast.banua), NOON
    for _killed in range(MOST_ATTEMPTS):
        assert claim_job(queries.next_in_turn(at)[0], at)
        at += dt.timedelta(hours=1)

    assert not worker(store, Clock(at))()

    assert fresh(job).state is JobState.FAILED


def test_a_clock_set_back_keeps_no_job_waiting(cast, store):
    job = begun(cast.wati, cast.banua, at=NOON + dt.timedelta(days=300))

    work_on(store)

    assert fresh(job).state is JobState.DONE
