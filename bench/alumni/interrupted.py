"""A table of 100,000 alumni that is cancelled, begun again and killed half way, by real workers.

Somebody else's small table is asked for meanwhile. Printed: how far each came when, the most
memory of each worker, and how long the small one took.
"""

import tempfile
import time
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from bench.alumni.databases import load, urls
from mori.alumni.directory.segments import Segment
from mori.alumni.exports.operations import Asked, begin_export
from mori.alumni.exports.rules import FOLDER, TableForm
from mori.background.models import LongJob
from mori.background.operations import cancel_job, resume_job
from mori.background.rules import JobState
from mori.core.clock import now
from mori.web.wire import assets
from tests.alumni.exports.test_size import fill
from tests.faults.conftest import started
from tests.faults.provider import Provider
from tests.faults.site import Site, kill
from tests.support.together import until

PEOPLE, FEW = 100_000, 30
MOST_SECONDS_FOR_FEW = 10.0
MOST_TIMES_MEMORY = 1.3  # of a worker near the end, beside one near the beginning
PATIENCE = 900.0


def main(on: str = "sqlite") -> bool:
    """Print the story; whether the table is not whole, the small one waits, or memory grows."""
    provider = Provider()
    with tempfile.TemporaryDirectory(prefix="mori-interrupted-") as name, urls(on, name) as url_of:
        folder = Path(name)
        assets.publish(folder / "cache" / "assets")
        try:
            with started(url_of("mori"), None, folder, provider, folder / "cache") as site:
                return _story(site)
        finally:
            provider.close()


def _story(site: Site) -> bool:
    cast = site.cast
    fill(cast.banua, PEOPLE)
    fill(cast.seberang, FEW)
    large = _asked(cast.banua, PEOPLE, cast.wati)
    worker, begun = site.work(), time.monotonic()

    until(lambda: _read(large).done > PEOPLE * 0.2, PATIENCE)
    early = _peak(worker)
    _say("a fifth is gathered", large, begun, early)
    cancel_job(_read(large), cast.wati.id, now())
    time.sleep(3)
    _say("cancelled, three seconds later", large, begun, _peak(worker))
    is_still = _read(large).state is JobState.CANCELLED
    resume_job(_read(large), cast.wati.id, now())

    until(lambda: _read(large).done > PEOPLE * 0.5, PATIENCE)
    _say("begun again, half", large, begun, _peak(worker))
    kill(worker)
    at_kill = _read(large).done
    small, asked = _asked(cast.seberang, FEW, cast.citra), time.monotonic()
    worker = site.work()
    until(lambda: _read(small).state.is_done, PATIENCE)
    waited, between = time.monotonic() - asked, _read(large)
    print(
        f"killed; a table of {FEW} of another office, asked for then, is done {waited:.1f} s later"
    )
    until(lambda: _read(large).done > at_kill, PATIENCE)
    _say("gone on with", large, begun, _peak(worker))
    until(lambda: _read(large).state.is_done or _peak(worker) == 0, PATIENCE)
    late = _peak(worker)
    _say("done", large, begun, late)
    names = _names(site, _read(large))
    is_whole = names == [f"Umpama {each:06}" for each in range(PEOPLE)]
    print(f"{len(names):,} rows, {'each once' if is_whole else '**not each once**'}; {load()}")
    is_slow = waited > MOST_SECONDS_FOR_FEW or between.state.is_done
    return not (is_still and is_whole) or is_slow or late > early * MOST_TIMES_MEMORY


def _asked(office: Any, number: int, person: Any) -> LongJob:
    asked = Asked(Segment(), "Semua", TableForm.XLSX, "Undangan", "id", number)
    return begin_export(office.id, asked, f"t{office.id}", person.id, now())


def _read(job: LongJob) -> LongJob:
    return LongJob.get_by_id(job.id)


def _say(what: str, job: LongJob, begun: float, peak: int) -> None:
    found = _read(job)
    print(
        f"{time.monotonic() - begun:6.1f} s: {what}: {found.state.value}, {found.done:,} of "
        f"{found.total:,}, worker at most {peak} MB",
        flush=True,
    )


def _peak(worker: Any) -> int:
    """The most memory a process had so far, in MB."""
    for line in Path(f"/proc/{worker.pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) // 1024
    return 0


def _names(site: Site, job: LongJob) -> list[str]:
    file = site.settings.folder / "files" / FOLDER / job.file
    rows = CalamineWorkbook.from_path(file).get_sheet_by_name("Alumni").to_python()
    return [str(row[0]) for row in rows[1:]]
