"""Pictures of ideas that served are erased; that there was one stays in the history."""

import datetime as dt
from functools import partial

from mori.config import Settings
from mori.core.files.store import Store, open_store
from mori.core.jobs import Job
from mori.notifications.jobs import HOUR, periodic

from ..ideas.queries import photos_that_served
from .operations import erase_photo


def jobs(settings: Settings) -> list[Job]:
    store = open_store(settings.files_url, settings.folder / "files")
    return [periodic("pictures of ideas", HOUR, partial(erase_photos, store))]


def erase_photos(store: Store, at: dt.datetime) -> None:
    for idea in photos_that_served(at):
        erase_photo(store, idea, at)
