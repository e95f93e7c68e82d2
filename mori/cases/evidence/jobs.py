from functools import partial

from mori.config import Settings
from mori.core.files.store import open_store
from mori.core.jobs import Job
from mori.notifications.jobs import MINUTE, periodic

from .operations import sweep_evidence


def jobs(settings: Settings) -> list[Job]:
    store = open_store(settings.files_url, settings.folder / "files")
    return [periodic("sweep evidence", MINUTE, partial(sweep_evidence, store))]
