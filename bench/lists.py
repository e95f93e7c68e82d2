"""What it takes to read a messy list: seconds, and the most memory of reader and child.

Each size is read in a process of its own, since a process never gives back its peak.
"""

import multiprocessing
import resource
import time
from collections import Counter
from pathlib import Path

from mori.alumni.understanding.lists import read_rows
from mori.alumni.understanding.rules import Surroundings
from mori.alumni.values.institution_rules import known_institutions
from tests.alumni.lists.invented import KNOWN
from tests.alumni.lists.messy import messy_list

SIZES = (5_000, 50_000)
MOST_SECONDS = 60  # for the smaller; promised for whatever an office has
MOST_TIMES_MEMORY = 1.6  # ten times the rows; the file itself is a part of it


def main() -> bool:
    """Print the figures; whether one is too much."""
    figures = []
    for size in SIZES:
        content, expected = messy_list(size)
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            seconds, own, child, kinds = pool.apply(measure, (content,))
        figures.append((seconds, own))
        rows = sum(kinds.values())
        print(
            f"{rows:6} rows, {len(content) / 1e6:.1f} MB: {seconds:5.1f} s; "
            f"reader {own:.0f} MB, child {child:.0f} MB at most"
        )
        print("       " + ", ".join(f"{count} {kind}" for kind, count in kinds.most_common()))
        if rows != len(expected):
            print("       Rows are missing.")
            return True
    return figures[0][0] > MOST_SECONDS or figures[1][1] > MOST_TIMES_MEMORY * figures[0][1]


def measure(content: bytes) -> tuple[float, float, float, Counter[str]]:
    around = Surroundings(known_institutions(KNOWN))
    started = time.perf_counter()
    kinds = Counter(str(row.kind) for row in read_rows(content, around))
    seconds = time.perf_counter() - started
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return seconds, own_peak(), child, kinds


def own_peak() -> float:
    """In MB. ``ru_maxrss`` would count what the process was before it was this program."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024
