"""Telling offices in time that an agreement ends."""

import datetime as dt

from mori.config import Settings
from mori.core.clock import local_date
from mori.core.jobs import Job
from mori.notifications.jobs import HOUR, periodic

from .operations import tell_in_time


def jobs(settings: Settings) -> list[Job]:
    def tell(at: dt.datetime) -> None:
        tell_in_time(settings.address, at, local_date(at, settings.zone))

    return [periodic("agreements ending", HOUR, tell)]
