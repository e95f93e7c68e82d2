"""The moment a test believes in: one for every run and machine, or what ``--as-if`` says.

The test itself, the programs it starts and the phones it opens share one clock. It begins at
that moment, anew for each test, or for each file whose tests share a demonstration, and goes on.
"""

import datetime as dt
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import time_machine

MOMENT = "2026-11-18T12:00+08:00"  # a Wednesday; in all three zones people are at work
AHEAD = "TEST_CLOCK_AHEAD"  # seconds, for what a test starts
WITH_DEMONSTRATION = {"browser", "demo"}
TESTS = Path(__file__).parents[1]
STARTED = Path(__file__).parent / "started"  # its sitecustomize.py runs first in every program

_ahead: dict[str, float] = {}


def moment(text: str) -> dt.datetime:
    at = dt.datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("Say the zone as well: 2026-12-31T23:58+08:00.")
    return at


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--as-if", type=moment, default=moment(MOMENT), metavar="MOMENT", help="2026-12-31T23:58+08"
    )


def pytest_report_header(config: pytest.Config) -> str:
    return f"as if: {config.getoption('--as-if'):%A %Y-%m-%d %H:%M %z}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """A wrapper rather than a fixture: what a whole session shares is made at that moment too."""
    has_demonstration = item.path.relative_to(TESTS).parts[0] in WITH_DEMONSTRATION
    share = str(item.path) if has_demonstration else item.nodeid
    begins = item.config.getoption("--as-if").timestamp()
    with _clock_ahead(_ahead.setdefault(share, begins - time.time())):
        return (yield)


@contextmanager
def _clock_ahead(seconds: float) -> Iterator[None]:
    paths = filter(None, [str(STARTED), os.environ.get("PYTHONPATH")])
    with pytest.MonkeyPatch.context() as patch, time_machine.travel(time.time() + seconds):
        patch.setenv(AHEAD, str(seconds))
        patch.setenv("PYTHONPATH", os.pathsep.join(paths))
        yield


def as_the_machine() -> time_machine.travel:
    """The real time again, for what talks to a program that knows no other."""
    return time_machine.travel(time_machine.escape_hatch.time.time())


def script() -> str:
    """What sets a page's clock."""
    ahead = round(float(os.environ.get(AHEAD, 0)) * 1000)
    return (STARTED / "clock.js").read_text().replace("AHEAD", str(ahead))
