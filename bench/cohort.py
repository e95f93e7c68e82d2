"""``python -m bench.cohort [N]``: N certificates in the background, the worker killed in the
middle: how long, how much memory, and whether any number is twice or missing.
"""

import datetime as dt
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from mori.background.models import LongJob
from mori.certificates.cohorts.operations import Asked, begin_run
from mori.certificates.cohorts.queries import progress_of
from mori.certificates.papers.models import Paper
from mori.certificates.statements.rules import PaperKind, Signing
from mori.config import ROOT, Settings
from mori.core.db import db
from tests.cast import NOON, Cast, assemble, place
from tests.certificates.issuing import end, let_issue
from tests.conftest import migrated

PAUSE = 0.2


def main(interns: int) -> int:
    with tempfile.TemporaryDirectory(prefix="mori-cohort-") as folder:
        settings = Settings(
            database_url=f"sqlite:///{folder}/mori.db",
            instance=folder,
            secret_key="a secret only the bench knows",
        )
        migrated(settings)
        with db.connection_context():
            run = begin(assemble(), interns)
            return measured(settings, run, interns)


def begin(cast: Cast, interns: int) -> LongJob:
    let_issue(cast, signing=Signing.BY_HAND)
    stays = [(cast.pvl, cast.rina, cast.budi), (cast.pencegahan, cast.budi, None)]
    day = dt.date(2026, 11, 18)
    with db.atomic():
        placements = [end(place(cast.sari, cast.banua, stays)) for _ in range(interns)]
    wanted = [(each.id, PaperKind.CERTIFICATE) for each in placements]
    return begin_run(cast.banua.id, wanted, Asked("id", day), "t", cast.wati.id, NOON)


def measured(settings: Settings, run: LongJob, interns: int) -> int:
    began, most = time.monotonic(), 0
    worker = work(settings)
    killed = False
    while not LongJob.get_by_id(run.id).state.is_done:
        time.sleep(PAUSE)
        if worker.poll() is not None:
            sys.exit("the worker did not stay")
        most = max(most, memory_of(worker.pid))
        if not killed and progress_of(run.id).made >= interns // 2:
            os.kill(worker.pid, signal.SIGKILL)
            worker.wait()
            worker, killed = work(settings), True
    seconds = time.monotonic() - began
    worker.terminate()
    worker.wait()
    numbers = [paper.number for paper in Paper.select().order_by(Paper.id)]
    expected = [f"{n:03}/SERT/ORI-BJM/XI/2026" for n in range(1, interns + 1)]
    print(f"{interns} certificates, the worker killed once: {seconds:.0f} s,", end=" ")
    print(f"{seconds / interns:.2f} s each; the worker at most {most / 1e6:.0f} MB")
    print("no number twice or missing" if numbers == expected else f"WRONG: {numbers}")
    return int(numbers != expected)


def work(settings: Settings) -> "subprocess.Popen[bytes]":
    environ = os.environ | {
        "DATABASE_URL": settings.database_url,
        "MORI_INSTANCE": settings.instance,
        "MORI_SECRET_KEY": settings.secret_key,
    }
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "work"]
    return subprocess.Popen(command, cwd=ROOT, env=environ, stderr=subprocess.DEVNULL)


def memory_of(pid: int) -> int:
    """Bytes that a process and those it started hold."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    try:
        own = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        return own + sum(map(memory_of, map(int, children.read_text().split())))
    except (OSError, IndexError):  # it has just ended
        return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
