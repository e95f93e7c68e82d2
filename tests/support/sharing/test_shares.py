"""When a worker dies, what it had left is done by the others."""

from types import SimpleNamespace

import pytest

from .shares import Sharing

TESTS = [f"tests/core/test_a.py::test_{number}" for number in range(9)]


class Worker:
    """Notes what it is told to run."""

    gateway = SimpleNamespace(id="gw")
    shutting_down = False

    def __init__(self) -> None:
        self.told: list[str] = []

    def send_runtest_some(self, places: list[int]) -> None:
        self.told += [TESTS[place] for place in places]

    def shutdown(self) -> None:
        self.shutting_down = True


@pytest.fixture
def workers() -> list[Worker]:
    return [Worker(), Worker()]


@pytest.fixture
def sharing(workers) -> Sharing:
    options = SimpleNamespace(loadscopereorder=True)
    config = SimpleNamespace(getvalue=lambda name: ["popen"] * len(workers), option=options)
    sharing = Sharing(config)
    for worker in workers:
        sharing.add_node(worker)
        sharing.add_node_collection(worker, TESTS)
    sharing.schedule()
    return sharing


def run_next(sharing: Sharing, worker: Worker, done: set[str]) -> None:
    test = next(each for each in worker.told if each not in done)
    done.add(test)
    sharing.mark_test_complete(worker, TESTS.index(test))


def test_everything_is_run_once_by_somebody(sharing, workers):
    done: set[str] = set()

    while len(done) < len(TESTS):
        run_next(sharing, min(workers, key=lambda each: len(done & {*each.told})), done)

    assert sorted(workers[0].told + workers[1].told) == TESTS


def test_what_a_dead_worker_had_left_is_given_to_another_and_no_empty_share(sharing, workers):
    dead, alive = workers
    done: set[str] = set()
    for _ in range(3):
        run_next(sharing, dead, done)

    crashed = sharing.remove_node(dead)
    while {*alive.told} - done:
        run_next(sharing, alive, done)

    assert crashed in dead.told
    assert done == {*TESTS}
