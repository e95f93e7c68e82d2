"""An author hears that their file is open; it is the day that opens it, and not this."""

import datetime as dt
from functools import partial

from mori.core.jobs import Job
from mori.notifications.jobs import HOUR, periodic

from .operations import tell_opened
from .queries import files_opened


def jobs(address: str) -> list[Job]:
    return [periodic("studies opened", HOUR, partial(tell, address))]


def tell(address: str, at: dt.datetime) -> None:
    for key in files_opened(at):
        tell_opened(address, key, at)
