"""The moment a test believes in: one for every run and machine, or what ``--as-if`` says.

What is marked ``calendar`` begins on another day if ``--calendar-as-if`` names one; in CI it is
the one whose turn it is.

The test itself, the programs it starts and the phones it opens share one clock. It begins at
that moment, anew for each test, or for those that share a demonstration, and goes on.
"""

import datetime as dt
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
import time_machine

from tests.support import days

MOMENT = "2026-11-18T12:00+08:00"  # a Wednesday; in all three zones people are at work
AHEAD = "TEST_CLOCK_AHEAD"  # seconds, for what a test starts
TESTS = Path(__file__).parents[1]
STARTED = Path(__file__).parent / "started"  # its sitecustomize.py runs first in every program

_ahead: dict[str, float] = {}


def moment(text: str) -> dt.datetime:
    at = dt.datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("Say the zone as well: 2026-12-31T23:58+08:00.")
    return at


@cache
def of_calendar(name: str) -> dt.datetime:
    """One of the moments to try, the same to the end of a run."""
    return moment(days.MOMENTS[days.named(name)])


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--as-if", type=moment, default=moment(MOMENT), metavar="MOMENT", help="2026-12-31T23:58+08"
    )
    parser.addoption("--calendar-as-if", choices=["today", *days.MOMENTS])


def pytest_report_header(config: pytest.Config) -> str:
    told = f"as if: {config.getoption('--as-if'):%A %Y-%m-%d %H:%M %z}"
    day = config.getoption("--calendar-as-if")
    return f"{told}; what knows a calendar: {of_calendar(day)}" if day else told


def begins(node: pytest.Item | pytest.Collector) -> dt.datetime:
    """When a test begins, or a file of them."""
    day = node.config.getoption("--calendar-as-if")
    if day and node.get_closest_marker("calendar"):
        return of_calendar(day)
    return node.config.getoption("--as-if")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """A wrapper rather than a fixture: what a whole session shares is made at that moment too."""
    folder = item.path.relative_to(TESTS).parts[0]
    share = {"browser": str(item.path), "demo": folder}.get(folder, item.nodeid)
    with clock_ahead(_ahead.setdefault(share, begins(item).timestamp() - time.time())):
        return (yield)


@contextmanager
def clock_ahead(seconds: float) -> Iterator[None]:
    """Another time, so far ahead of the machine's, for what runs here and what it starts."""
    paths = filter(None, [str(STARTED), os.environ.get("PYTHONPATH")])
    with pytest.MonkeyPatch.context() as patch, time_machine.travel(_machine_time() + seconds):
        time.time()  # the new clock stands still until it is first asked
        patch.setenv(AHEAD, str(seconds))
        patch.setenv("PYTHONPATH", os.pathsep.join(paths))
        yield


@contextmanager
def begun_at(text: str) -> Iterator[None]:
    """For a test whose hour matters: it begins then, whatever the run says."""
    with clock_ahead(moment(text).timestamp() - _machine_time()):
        yield


def _machine_time() -> float:
    hatch = time_machine.escape_hatch
    real: float = (hatch.time if hatch.is_travelling() else time).time()
    return real


def as_the_machine() -> time_machine.travel:
    """The real time again, for what talks to a program that knows no other."""
    return time_machine.travel(time_machine.escape_hatch.time.time())


def script() -> str:
    """What sets a page's clock."""
    ahead = round(float(os.environ.get(AHEAD, 0)) * 1000)
    return (STARTED / "clock.js").read_text().replace("AHEAD", str(ahead))
