"""Each day: what interns have tried is forgotten, once their internship is over for long."""

import datetime as dt

from mori.core.clock import local_date
from mori.core.jobs import Job
from mori.core.workdays import DAY
from mori.notifications.jobs import periodic

from . import queries
from .operations import forget_tries

LAST = "Asia/Jakarta"  # where a day begins last


def jobs() -> list[Job]:
    return [periodic("tried questions", DAY, forget_old)]


def forget_old(at: dt.datetime) -> None:
    while ids := queries.tries_to_forget(at, local_date(at, LAST)):
        forget_tries(ids)
