"""Pictures of publications that served are erased; that there was one stays in the history."""

import datetime as dt
from functools import partial

from mori.config import Settings
from mori.core.files.store import Store, open_store
from mori.core.jobs import Job
from mori.notifications.jobs import HOUR, periodic

from .publications.operations import erase_evidence
from .publications.queries import evidence_that_served


def jobs(settings: Settings) -> list[Job]:
    store = open_store(settings.files_url, settings.folder / "files")
    return [periodic("pictures of publications", HOUR, partial(erase_pictures, store))]


def erase_pictures(store: Store, at: dt.datetime) -> None:
    for publication in evidence_that_served(at):
        erase_evidence(store, publication, at)
