"""Pictures that served are erased: what they showed was checked, and stays checked."""

import datetime as dt
from functools import partial

from mori.config import Settings
from mori.core.files.store import Store, open_store
from mori.core.jobs import Job
from mori.notifications.jobs import HOUR, periodic

from .proofs.operations import sweep_file
from .proofs.queries import files_that_served


def jobs(settings: Settings) -> list[Job]:
    store = open_store(settings.files_url, settings.folder / "files")
    return [periodic("pictures of teachings", HOUR, partial(sweep_files, store))]


def sweep_files(store: Store, at: dt.datetime) -> None:
    for file in files_that_served(at):
        sweep_file(store, file)
