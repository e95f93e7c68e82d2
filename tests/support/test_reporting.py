import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TESTS = """
import pytest
from tests.support.reporting import skip_loudly

def test_passes():
    pass

@pytest.mark.skip(reason="no browser here")
def test_needs_a_browser():
    pass

def test_needs_a_server():
    {body}
"""


def run(tmp_path: Path, body: str, ci: str, *options: str) -> tuple[int, str]:
    path = tmp_path / "test_some.py"
    path.write_text(TESTS.format(body=body))
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.support.reporting",
         "-p", "no:cacheprovider", "--rootdir", tmp_path, *options, path],
        cwd=tmp_path, capture_output=True, text=True,
        env={**os.environ, "CI": ci, "PYTHONPATH": str(ROOT), "PYTEST_ADDOPTS": ""},
    )  # fmt: skip
    return done.returncode, done.stdout


def test_what_was_skipped_is_named(tmp_path: Path) -> None:
    code, told = run(tmp_path, "skip_loudly('no server here')", "")

    assert code == 0
    assert "NOT TESTED" in told
    assert "test_some.py (1 skipped): no browser here" in told
    assert "test_some.py (1 skipped): no server here" in told


def test_on_ci_a_skip_fails_the_run_in_parallel_too(tmp_path: Path) -> None:
    code, told = run(tmp_path, "pass", "true", "-n", "1")

    assert code == 1
    assert "CI skips nothing" in told


def test_on_ci_a_loud_skip_is_a_failure(tmp_path: Path) -> None:
    code, told = run(tmp_path, "skip_loudly('no server here')", "true")

    assert code == 1
    assert "1 failed, 1 passed, 1 skipped" in told
    assert "CI must be able to run this. no server here" in told
