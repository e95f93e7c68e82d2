"""The clock of tests: one moment for all that a test does and starts."""

import datetime as dt
import re
import subprocess
import sys
from pathlib import Path

import pytest

from mori.core.clock import now
from tests.support.as_if import as_the_machine, moment

MORI = Path(__file__).parents[2] / "mori"
ASKS = re.compile(r"\b(?:datetime|date|dt)\.(?:now|today|utcnow)\(|\btime\.time\b|\blocaltime\(")
MAY_ASK = {"core/clock.py", "safeguarding/button.py"}  # the button knows the standard library alone


def told_by_a_program(*options: str) -> float:
    """Seconds since 1970, as a Python program that is started now sees it."""
    command = [sys.executable, *options, "-c", "import time; print(time.time())"]
    return float(subprocess.run(command, capture_output=True, check=True).stdout)


def test_a_test_and_what_it_starts_believe_what_the_run_says(request):
    begun = request.config.getoption("--as-if")

    assert begun <= now() < begun + dt.timedelta(minutes=1)
    assert abs(told_by_a_program() - now().timestamp()) < 5


def test_the_machines_own_time_can_be_had_where_nothing_else_will_do():
    with as_the_machine():
        assert abs(told_by_a_program("-I") - now().timestamp()) < 5


def test_a_moment_without_its_zone_is_none():
    with pytest.raises(ValueError, match="zone"):
        moment("2026-12-31T23:58")


def test_nothing_but_the_clock_asks_the_machine_for_the_time():
    asking = {
        path.relative_to(MORI).as_posix()
        for path in MORI.rglob("*.py")
        if ASKS.search(path.read_text())
    }

    assert asking == MAY_ASK, "Take the moment as an argument, from mori.core.clock.now()."
