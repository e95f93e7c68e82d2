"""How long jobs move, whose turn it is for how long, and what is kept. No database, no request."""

import csv
import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from mori.core.words import Labelled, marked

WORKERS = 2  # of one process: a small pool
TURN_SECONDS = 1.0  # after so long another person's job comes first
LEASE_LASTS = dt.timedelta(seconds=30)  # without a beat for so long, another worker takes it on
MOST_ATTEMPTS = 8  # that failed, or ended without a word, and got no further
WAITS = dt.timedelta(seconds=2)  # a job with nothing to do just now
STORE_WAITS = dt.timedelta(minutes=1)
LONGEST_WAIT = dt.timedelta(minutes=10)
STUCK_AFTER = dt.timedelta(minutes=15)  # without getting further

NO_ROOM = marked("The server has no room for files right now. It is tried again by itself.")
BROKE = marked("Something went wrong in MORI. It is tried again by itself.")
GIVEN_UP = marked(
    "It ended again and again without getting any further. Begin it again; if it fails once more, "
    "ask whoever looks after the server."
)


class JobState(Labelled):
    QUEUED = "queued", marked("Waiting for its turn")
    RUNNING = "running", marked("Running")
    DONE = "done", marked("Done")
    FAILED = "failed", marked("Failed")
    CANCELLED = "cancelled", marked("Stopped")

    @property
    def is_active(self) -> bool:
        return self in ACTIVE

    @property
    def is_done(self) -> bool:
        return self is JobState.DONE

    @property
    def is_failed(self) -> bool:
        return self is JobState.FAILED

    @property
    def is_resumable(self) -> bool:
        return self in (JobState.FAILED, JobState.CANCELLED)


ACTIVE = frozenset({JobState.QUEUED, JobState.RUNNING})
ENDED = frozenset(JobState) - ACTIVE
MOVES = {
    "start": ({JobState.QUEUED}, JobState.RUNNING),
    "finish": ({JobState.RUNNING}, JobState.DONE),
    "fail": ({JobState.RUNNING}, JobState.FAILED),
    "cancel": ({JobState.QUEUED, JobState.RUNNING}, JobState.CANCELLED),
    "resume": ({JobState.FAILED, JobState.CANCELLED}, JobState.QUEUED),
    "renew": ({JobState.DONE}, JobState.QUEUED),
    "expire": ({JobState.DONE}, JobState.DONE),
}


class Failed(Exception):
    """It cannot be done, however often it is tried; the ``marked`` text says why to its reader."""


def lease_after(attempts: int) -> dt.timedelta:
    """Longer after each try that ended without a word: perhaps one step takes that long."""
    return min(LEASE_LASTS * max(attempts, 1), LONGEST_WAIT)


def retry_after(attempts: int) -> dt.timedelta:
    """How long after an error it is tried again, ever more rarely."""
    times: int = 2 ** min(attempts, 10)
    return min(WAITS * times, LONGEST_WAIT)


class Period(NamedTuple):
    """What goes how long after what, why, and where that is written."""

    what: str
    days: int
    since: str
    goes: str
    basis: str
    source: str
    verified_on: str

    @property
    def lasts(self) -> dt.timedelta:
        return dt.timedelta(days=self.days)


@cache
def periods_in(table: Path) -> dict[str, Period]:
    """All rows of a table of periods, by what they are about."""
    with table.open(encoding="utf-8", newline="") as file:
        rows: list[dict[str, Any]] = list(csv.DictReader(file))
    return {row["what"]: Period(**row)._replace(days=int(row["days"])) for row in rows}


def periods() -> dict[str, Period]:
    return periods_in(Path(__file__).parent / "retention.csv")


def kept_for(what: str) -> dt.timedelta:
    return periods()[what].lasts
