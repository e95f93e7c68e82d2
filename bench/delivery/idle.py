"""What background work costs the processor while nothing happens."""

import os
import time
from pathlib import Path

from .running import measured

SETTLES, SECONDS = 15.0, 60.0
MOST = 3.0  # seconds of the processor a minute


def main(on: str) -> bool:
    """Print it, with the cast in the database; whether it is too much."""
    with measured(on) as mori:
        worker = mori.site.work()
        mori.await_roster()
        time.sleep(SETTLES)  # what it does once, as it begins
        before, began = _processor(worker.pid), time.monotonic()
        time.sleep(SECONDS)
        spent = (_processor(worker.pid) - before) / (time.monotonic() - began) * 60
    load = " ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"{spent:.1f} seconds of the processor a minute (at most {MOST:.0f}); load {load}.")
    return spent > MOST


def _processor(process: int) -> float:
    """Seconds that a process has had so far, by Linux's own account."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
