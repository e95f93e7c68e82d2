"""What it takes to take a messy list over and back: seconds, and the most memory.

Each size goes through the real steps in a process and a database of its own, since a process
never gives back its peak.
"""

import multiprocessing
import pickle
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from bench.alumni.databases import cpu_seconds, load, opened, urls
from bench.lists import own_peak
from mori.alumni.imports.models import ImportRow
from mori.alumni.imports.rules import ImportState
from mori.core.db import db
from mori.core.files.store import FolderStore
from tests.alumni.applying.applied import take_back, take_over
from tests.alumni.dumps import difference
from tests.alumni.imports.whole_way import (
    decide,
    everything,
    make_campuses,
    outcomes_of,
    read,
    wrong_in_records,
)
from tests.alumni.lists.messy import Expected, messy_list
from tests.cast import assemble

SIZES = (1_000, 5_000, 20_000)
PROMISED, MOST_SECONDS = 5_000, 60  # of the processor, until it is taken over
MOST_TIMES_MEMORY = 1.3  # twenty times the rows; the file itself is a part of it
Spent = dict[str, tuple[float, float]]  # step → seconds by the clock, of the processor


def main(on: str = "sqlite") -> bool:
    """Print the figures; whether one is too much, or a row is missing or wrong."""
    peaks, wrong = [], False
    with tempfile.TemporaryDirectory(prefix="mori-imports-") as folder, urls(on, folder) as url_of:
        for size in SIZES:
            content, expected = messy_list(size)
            right = Path(folder) / f"{size}.right"
            right.write_bytes(pickle.dumps(expected))
            place = (url_of(f"rows{size}"), f"{folder}/{size}")
            with multiprocessing.get_context("spawn").Pool(1) as pool:
                spent, peak, came, faults = pool.apply(measure, (*place, content, right))
            peaks.append(peak)
            wrong |= _told(size, spent, peak, came, faults)
    print(f"{SIZES[-1] // SIZES[0]} times the rows: {peaks[-1] / peaks[0]:.2f} times the memory")
    return wrong or peaks[-1] > MOST_TIMES_MEMORY * peaks[0]


def _told(size: int, spent: Spent, peak: float, came: dict[str, int], faults: list[str]) -> bool:
    """Print one size; whether it is not as it should be."""
    walls, cpus = zip(*(each for step, each in spent.items() if step != "taken back"), strict=True)
    steps = ", ".join(f"{step} {wall:.1f} ({cpu:.1f})" for step, (wall, cpu) in spent.items())
    print(
        f"{sum(came.values()):6} rows, {peak:.0f} MB; until taken over {sum(walls):.1f} s "
        f"by the clock, {sum(cpus):.1f} of the processor; {load()}"
    )
    print(f"       seconds by the clock (of the processor): {steps}")
    print("       " + ", ".join(f"{count} {what}" for what, count in came.items()), flush=True)
    for fault in faults:
        print(f"       {fault}")
    return bool(faults) or (size == PROMISED and sum(cpus) > MOST_SECONDS)


def measure(
    url: str, folder: str, content: bytes, right: Path
) -> tuple[Spent, float, dict[str, int], list[str]]:
    """One list all the way; the memory is that of its taking over and back, not of looking."""
    spent: Spent = {}
    timed = partial(_timed, url, spent)
    opened(url, folder)
    store = FolderStore(Path(folder) / "files")
    cast = assemble()
    make_campuses(cast)
    before = everything()
    made = timed("read and compared", lambda: read(store, cast, content))
    timed("decided", lambda: decide(made, cast))
    made = timed("taken over", lambda: take_over(made, cast))
    peak = own_peak()
    expected: list[Expected] = pickle.loads(right.read_bytes())
    came, faults = outcomes_of(made), []
    wrong, _seen = wrong_in_records(made, expected)
    faults += [f"{len(wrong)} cells are not right, as {wrong[0]}"] if wrong else []
    faults += ["Rows are missing."] if came.total() != len(expected) or came[""] else []
    made = timed("taken back", lambda: take_back(made, cast))
    left = difference(before, everything())
    faults += [f"Something is left in {', '.join(sorted(left))}"] if left else []
    faults += [] if made.state is ImportState.UNDONE else ["It is not taken back."]
    faults += [] if ImportRow.select().count() == len(expected) else ["Rows are lost."]
    db.close()
    return spent, peak, dict(came), faults


def _timed(url: str, spent: Spent, step: str, do: Callable[[], Any]) -> Any:
    begun, cpu = time.perf_counter(), cpu_seconds(url)
    result = do()
    spent[step] = (time.perf_counter() - begun, cpu_seconds(url) - cpu)
    return result
