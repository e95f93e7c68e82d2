"""PDFs of letters are made in a thread of their own."""

import datetime as dt
import hashlib
import subprocess  # nosec B404 - its exceptions
from functools import partial

from mori.config import Settings
from mori.core.db import new_key
from mori.core.files.store import Store, StoreAway, open_store
from mori.core.jobs import Apart, Job

from ..telling.letters import Post
from . import queries
from .models import FILES
from .operations import keep_printed, print_later
from .prints import render
from .rules import Contents

FAILURES = (StoreAway, subprocess.SubprocessError)


def jobs(settings: Settings) -> list[Job]:
    store = open_store(settings.files_url, settings.folder / "files")
    post = Post(settings.key, settings.address)
    return [Apart("letters", partial(print_next, store, post))]


def print_next(store: Store, post: Post, at: dt.datetime) -> bool:
    """Make one PDF that is due, and say whether there was any; what fails is tried again."""
    letter = queries.next_to_print(at)
    if letter is None:
        return False
    try:
        content = render(Contents.from_json(letter.statement), letter.digest, at)
        key = new_key()
        store.put(f"{FILES}/{key}", content)
    except FAILURES:
        print_later(letter, at)
        return True
    if not keep_printed(letter, key, hashlib.sha256(content).hexdigest(), post, at):
        store.remove(f"{FILES}/{key}")
    return True
