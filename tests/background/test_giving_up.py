"""A job that fails at the same step again and again is given up, and what stands still is seen."""

import datetime as dt

import pytest

from mori.background import queries
from mori.background.lease_operations import claim_job, note_progress
from mori.background.rules import (
    GIVEN_UP,
    LEASE_LASTS,
    MOST_ATTEMPTS,
    STUCK_AFTER,
    WAITS,
    JobState,
)
from mori.core.db import writing
from tests.background.working import SECOND, begun, count_on, counting, fresh, work_on
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon")
HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def kind(monkeypatch, app):
    return counting(monkeypatch)


def says_where_it_is_and_breaks(job, tools, _hand):
    note_progress(job, tools.clock(), done=job.done)
    raise RuntimeError


def breaks_in_the_transaction(job, tools, _hand):
    with writing():
        note_progress(job, tools.clock(), done=job.done + 1)
        raise RuntimeError


def does_again_what_it_did_and_breaks(job, tools, hand):
    """As an export does: what it had written went with its hand."""
    hand.kept = hand.kept or Written()
    if hand.kept.parts == 3:
        raise RuntimeError
    hand.kept.parts += 1
    note_progress(job, tools.clock())
    return True


class Written:
    parts = 0

    def let_go(self) -> None:
        """Nothing is open."""


@pytest.mark.parametrize(
    "step",
    [
        says_where_it_is_and_breaks,
        breaks_in_the_transaction,
        does_again_what_it_did_and_breaks,
    ],
)
def test_what_breaks_at_the_same_step_each_time_is_given_up(cast, store, monkeypatch, step):
    counting(monkeypatch, step=step)
    job = begun(cast.wati, cast.banua)

    for failed in range(1, MOST_ATTEMPTS):
        work_on(store, NOON + failed * HOUR)
        assert (fresh(job).state, fresh(job).attempts) == (JobState.RUNNING, failed)
    work_on(store, NOON + MOST_ATTEMPTS * HOUR)

    assert (fresh(job).state, fresh(job).error) == (JobState.FAILED, GIVEN_UP)


def test_what_got_further_in_between_is_tried_as_often_again(cast, store, monkeypatch):
    job, tries = begun(cast.wati, cast.banua), []

    def breaks_every_other_time(row, tools, hand):
        tries.append(row.done)
        return (
            says_where_it_is_and_breaks(row, tools, hand)
            if len(tries) % 7
            else count_on(row, tools, hand)
        )

    counting(monkeypatch, step=breaks_every_other_time)
    for hour in range(28):
        work_on(store, NOON + hour * HOUR)

    assert [tries.count(done) for done in range(4)] == [7, 7, 7, 7]
    assert fresh(job).state is JobState.DONE


def test_each_try_waits_longer(cast, store, monkeypatch):
    counting(monkeypatch, step=says_where_it_is_and_breaks)
    job, at, waits = begun(cast.wati, cast.banua), NOON, []

    for _failed in range(MOST_ATTEMPTS - 1):
        work_on(store, at)
        waits.append((fresh(job).due_at - at) / WAITS)
        at = fresh(job).due_at

    assert waits == [2, 4, 8, 16, 32, 64, 128]


def test_each_try_has_a_longer_lease_until_it_gets_further(cast):
    job, at, leases = begun(cast.wati, cast.banua), NOON, []

    for _killed in range(4):
        taken = fresh(job)
        claim_job(taken, at)
        note_progress(taken, at, done=taken.done)
        leases.append((taken.due_at - at) / LEASE_LASTS)
        at = taken.due_at
    note_progress(taken, at, done=1)

    assert leases == [1, 2, 3, 4]
    assert fresh(job).due_at == at + LEASE_LASTS


def test_waiting_for_something_is_no_failed_attempt(cast, store, monkeypatch):
    counting(monkeypatch, step=lambda *_args: False)
    job = begun(cast.wati, cast.banua)

    for hour in range(MOST_ATTEMPTS + 2):
        work_on(store, NOON + hour * HOUR)

    assert (fresh(job).state, fresh(job).attempts) == (JobState.RUNNING, 0)


def test_what_is_taken_on_again_and_again_and_gets_no_further_is_stuck(cast):
    job, at, late = begun(cast.wati, cast.banua), NOON, NOON + STUCK_AFTER + SECOND
    for _killed in range(MOST_ATTEMPTS):
        taken = fresh(job)
        assert claim_job(taken, at)
        note_progress(taken, at, done=taken.done)
        at = taken.due_at

    assert fresh(job).is_stuck(late)
    assert queries.count_stuck(late) == 1
    note_progress(taken, late, done=1)
    assert not fresh(job).is_stuck(late)


def test_what_waited_long_for_its_turn_is_not_stuck_once_it_began(cast):
    job, at = begun(cast.wati, cast.banua), NOON + STUCK_AFTER + HOUR
    assert fresh(job).is_stuck(at)

    claim_job(fresh(job), at)

    assert not fresh(job).is_stuck(at)
