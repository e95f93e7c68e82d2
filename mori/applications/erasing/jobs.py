"""Each hour: what is over, and what is erased."""

from functools import partial

from mori.config import Settings
from mori.core.files.store import open_store
from mori.core.jobs import Job
from mori.notifications.jobs import HOUR, periodic

from .operations import erase_old, expire_old


def jobs(settings: Settings) -> list[Job]:
    store = open_store(settings.files_url, settings.folder / "files")
    return [
        periodic("applications over", HOUR, expire_old),
        periodic("applications erased", HOUR, partial(erase_old, store)),
    ]
