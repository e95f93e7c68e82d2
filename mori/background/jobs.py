"""What long jobs leave is thrown away when its time has come: by the table, and nothing else."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from mori.config import Settings
from mori.core.files.store import Store, open_store
from mori.core.jobs import Job
from mori.notifications.jobs import HOUR, periodic

from . import queries
from .operations import expire_file, forget_jobs
from .rules import periods

AT_ONCE = 200  # rows thrown away in one transaction


def jobs(settings: Settings) -> Sequence[Job]:
    store = open_store(settings.files_url, settings.folder / "files")
    return [periodic("long jobs' retention", HOUR, partial(apply_retention, store))]


def apply_retention(store: Store, at: dt.datetime) -> None:
    for what, period in periods().items():
        while DOES[what](store, at - period.lasts, at):
            pass


def expire_next(store: Store, _before: dt.datetime, at: dt.datetime) -> int:
    """A result says itself until when it is kept, by the same table: so its page can say it too."""
    job = queries.next_to_expire(at)
    if job is None:
        return 0
    expire_file(store, job, at)
    return 1


DOES: dict[str, Callable[[Store, dt.datetime, dt.datetime], int]] = {
    "result": expire_next,
    "taken_out": lambda _store, before, _at: forget_jobs(queries.taken_out_before(before, AT_ONCE)),
    "ended": lambda _store, before, _at: forget_jobs(queries.ended_before(before, AT_ONCE)),
}
