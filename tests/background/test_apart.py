"""Long work apart looks at once, goes on while there is any, and rests after finding nothing."""

import pytest

from mori.core.clock import now
from mori.core.jobs import RESTS_SECONDS, Apart
from mori.slices import slices

pytestmark = pytest.mark.usefixtures("app")
PROMPT = {"safeguarding", "notifications"}


class Work:
    """Steps that are left to do, and a clock of its own for when to look again."""

    def __init__(self, left: int = 0) -> None:
        self.left, self.looks, self.second = left, 0, 100.0
        self.job = Apart("a test's", self.step, ticks=lambda: self.second)

    def step(self, _at) -> bool:
        self.looks += 1
        self.left -= 1
        return self.left >= 0

    def round(self) -> None:
        """A round of background work, and the thread it may have begun."""
        list(self.job(now()))
        if self.job._thread:
            self.job._thread.join()


def test_the_first_round_looks_at_once_and_does_all_there_is():
    work = Work(left=3)

    work.round()

    assert work.looks == 4


def test_after_a_look_that_found_nothing_it_rests():
    work = Work()

    for _ in range(5):
        work.round()
    work.second += RESTS_SECONDS - 0.1
    work.round()

    assert work.looks == 1


def test_after_its_rest_it_looks_again():
    work = Work()
    work.round()
    work.left = 2

    work.second += RESTS_SECONDS
    work.round()

    assert work.looks == 4


def test_one_that_failed_is_tried_in_the_next_round():
    work = Work()
    work.job._step = fails_once(work)

    work.round()
    work.round()

    assert work.looks == 1


def fails_once(work: Work):
    """A step that fails the first time: a lock, or a database that went away for a moment."""
    failures = iter([OSError()])

    def step(at) -> bool:
        if (failure := next(failures, None)) is not None:
            raise failure
        return work.step(at)

    return step


def test_neither_the_button_nor_what_is_sent_rests(settings):
    """Their promptness is promised in seconds; the chain of records is looked at each hour."""
    jobs = [
        job
        for each in slices()
        if each.name in PROMPT
        for job in (*each.jobs(settings), *each.jobs_of_every_node(settings))
    ]

    assert jobs
    assert [job._name for job in jobs if isinstance(job, Apart)] == ["look at the chain"]
