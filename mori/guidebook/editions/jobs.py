"""The PDFs of editions are made in a thread of their own."""

import datetime as dt
import subprocess  # nosec B404 - its exceptions
from functools import partial

from mori.config import Settings
from mori.core.db import new_key
from mori.core.files.store import Store, StoreAway, open_store
from mori.core.jobs import Apart, Job

from . import queries
from .operations import keep_prints, print_later
from .prints import render
from .rules import FILES, PRINTS

FAILURES = (StoreAway, subprocess.SubprocessError)


def jobs(settings: Settings) -> list[Job]:
    store = open_store(settings.files_url, settings.folder / "files")
    return [Apart("editions", partial(print_next, store, settings.address))]


def print_next(store: Store, address: str, at: dt.datetime) -> bool:
    """Make the PDFs of an edition, and say whether any were due; what fails is tried again."""
    edition = queries.next_to_print(at)
    if edition is None:
        return False
    files = {name: new_key() for name in PRINTS}
    chapters = queries.chapters_in(edition.id)
    try:
        for name, key in files.items():
            content = render(name, edition, chapters, f"{address}/buku/{edition.slug}")
            store.put(f"{FILES}/{key}", content)
    except FAILURES:
        print_later(edition, at)
        return True
    if not keep_prints(edition, files):
        for key in files.values():
            store.remove(f"{FILES}/{key}")
    return True
