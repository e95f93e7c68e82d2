"""The faults that a tap has to survive, and which tests break what.

``pytest --faults FILE`` runs exactly these tests, prints a table and writes it to the file; a fault
survives when all its tests passed, and one without a test does not. ``faults.csv`` says what each
must come to, ``tests.csv`` names its tests, and ``defences.csv`` what was taken out once to see one
of them fail.
"""

import csv
import datetime as dt
import subprocess
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from _pytest.terminal import TerminalReporter

HERE = Path(__file__).parent
TESTS = HERE.parents[1]
TAKEN_OUT = "28 November 2026, on SQLite"
WRONG = ("lost", "wrong recipient")
COUNTED = (*WRONG, "acknowledged taps", "mails")


class Fault(NamedTuple):
    number: int
    what: str
    must: str


class Result(NamedTuple):
    fault: Fault
    word: str  # survived, FAILED, or not broken
    tests: int
    seconds: float


@cache
def faults() -> tuple[Fault, ...]:
    return tuple(
        Fault(int(row["number"]), row["fault"], row["must"]) for row in _rows("faults.csv")
    )


@cache
def broken_by() -> Mapping[int, tuple[str, ...]]:
    """The tests of each fault, as ``file::function`` from the folder of tests."""
    found: dict[int, list[str]] = defaultdict(list)
    for row in _rows("tests.csv"):
        found[int(row["number"])].append(row["test"])
    return {number: tuple(tests) for number, tests in found.items()}


class Defence(NamedTuple):
    """What was taken out by hand, and the test that failed until it was put back."""

    number: int
    what: str
    file: str
    taken_out: str
    test: str


@cache
def defences() -> tuple[Defence, ...]:
    return tuple(
        Defence(int(number), *rest)
        for number, *rest in (row.values() for row in _rows("defences.csv"))
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(newline="") as file:
        return list(csv.DictReader(file))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--faults", default="", metavar="FILE", help="break what faults.csv lists")


def keep_faults(items: list[pytest.Item], config: pytest.Config) -> None:
    """With ``--faults``, the listed tests and no other."""
    if not config.option.faults:
        return
    listed = {test for tests in broken_by().values() for test in tests}
    others = [item for item in items if function_of(item.nodeid) not in listed]
    items[:] = [item for item in items if function_of(item.nodeid) in listed]
    config.hook.pytest_deselected(items=others)


def function_of(nodeid: str) -> str:
    """A test without its parameters and its group, from the folder of tests."""
    return nodeid.removeprefix("tests/").partition("[")[0].partition("@")[0]


def results(passed: Collection[str], failed: Collection[str], took: Mapping[str, float]):
    """How each fault went, given tests that passed, tests that did not, and seconds of each."""
    for fault in faults():
        tests = broken_by().get(fault.number, ())
        seconds = sum(took.get(test, 0.0) for test in tests)
        if not tests or set(tests) - {*passed, *failed}:
            word = "not broken"
        else:
            word = "FAILED" if set(tests) & {*failed} else "survived"
        yield Result(fault, word, len(tests), seconds)


def report(reporter: TerminalReporter, config: pytest.Config) -> None:
    """Print the table and its sum, and write both to the file."""
    passed, failed, took, counted = _ended(reporter)
    table = list(results(passed, failed, took))
    lines = list(as_markdown(table, counted))
    for line in lines:
        reporter.line(line)
    head = f"# Faults\n\nMade by `make faults` on {_today()}, at commit {_commit()}, on "
    head += f"{config.option.database}.\n\n"
    lines += ["", *taken_out()]
    Path(config.option.faults).write_text(head + "\n".join(lines) + "\n")


def _ended(
    reporter: TerminalReporter,
) -> tuple[set[str], set[str], dict[str, float], dict[str, int]]:
    passed, failed = set(), set()
    took: dict[str, float] = defaultdict(float)
    counted = dict.fromkeys(COUNTED, 0)
    for outcome in ("passed", "failed", "error", "skipped"):
        for each in reporter.stats.get(outcome, []):
            name = function_of(each.nodeid)
            took[name] += each.duration
            (passed if outcome == "passed" else failed).add(name)
            for said, count in each.user_properties:
                if said in counted:
                    counted[said] += count
    return passed - failed, failed, took, counted


def as_markdown(table: list[Result], counted: Mapping[str, int]) -> Iterator[str]:
    yield "| | fault | must happen | | tests | seconds |"
    yield "|---|---|---|---|---|---|"
    for fault, word, tests, seconds in table:
        cells = (fault.number, fault.what, fault.must, word, tests, f"{seconds:.1f}")
        yield f"| {' | '.join(map(str, cells))} |"
    yield ""
    yield (
        f"Looked for by the tests that count: {counted['acknowledged taps']} acknowledged taps, "
        f"each in the database, and {counted['mails']} mails, each by its recipient."
    )
    survived = sum(each.word == "survived" for each in table)
    yield ""
    yield (
        f"faults survived {survived}/{len(table)}, "
        + ", ".join(f"{name} {counted[name]}" for name in WRONG)
    )


def taken_out() -> Iterator[str]:
    yield "## Defences that were taken out"
    yield ""
    yield f"One at a time, by hand, on {TAKEN_OUT}: each time the test named failed, and it"
    yield "was put back. `make faults` does not repeat this."
    yield ""
    yield "| fault | defence | where | taken out | the test that failed |"
    yield "|---|---|---|---|---|"
    for each in defences():
        file, test = f"`{each.file}`", f"`{each.test}`"
        yield f"| {each.number} | {each.what} | {file} | {each.taken_out} | {test} |"


def _today() -> str:
    return f"{dt.datetime.now(dt.UTC).date():%d %B %Y}"


def _commit() -> str:
    asked = ["git", "-C", str(HERE), "describe", "--always", "--dirty=, with changes", "--abbrev=8"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"
