"""Papers are made in a thread of their own: neither mail nor calls for help wait for them."""

import datetime as dt
from functools import partial

from mori.config import Settings
from mori.core.files.store import open_store
from mori.core.jobs import Apart, Job

from .keys.operations import signing_key
from .printing.operations import Print, print_next
from .statements.prints import render
from .statements.rules import Statement


def jobs(settings: Settings) -> list[Job]:
    store = open_store(settings.files_url, settings.folder / "files")
    make = partial(print_next, store, printer(settings.key), settings.address)
    return [Apart("papers", make)]


def printer(secret: bytes) -> Print:
    """Prints with the key that the server's secret opens."""

    def printed(statement: Statement, at: dt.datetime) -> bytes:
        return render(statement, signing_key(secret, at), at)

    return printed
