"""What was skipped is said last and loudest, and on CI it is a failure."""

import os
from collections import Counter
from pathlib import PurePath
from typing import NoReturn

import pytest
from _pytest.terminal import TerminalReporter


def on_ci() -> bool:
    return os.environ.get("CI", "").strip().lower() in {"1", "true", "yes"}


def skip_loudly(reason: str) -> NoReturn:
    """Skip what this machine cannot test; on CI, where it must be able to, fail."""
    if on_ci():
        pytest.fail(f"CI must be able to run this. {reason}", pytrace=False)
    pytest.skip(reason)


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    skipped = _skipped(terminalreporter)
    if not skipped:
        return
    terminalreporter.section("NOT TESTED", sep="!", red=True, bold=True)
    for (part, reason), count in sorted(skipped.items()):
        terminalreporter.line(f"{part} ({count} skipped): {reason}", red=True)
    if on_ci():
        terminalreporter.line("CI skips nothing: this run has failed.", red=True, bold=True)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if on_ci() and reporter is not None and _skipped(reporter) and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _skipped(reporter: TerminalReporter) -> Counter[tuple[str, str]]:
    return Counter(
        (str(PurePath(report.nodeid.split("::")[0])), _reason(report))
        for report in reporter.stats.get("skipped", [])
    )


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    place = report.longrepr
    said = place[2] if isinstance(place, tuple) else str(place)
    return said.removeprefix("Skipped: ")
