"""Each hour: what came with MORI, for offices that do not have it yet."""

import datetime as dt

from mori.core.jobs import Job
from mori.notifications.jobs import HOUR, periodic
from mori.offices.queries import all_offices

from .loading_operations import load_books


def jobs() -> list[Job]:
    return [periodic("books loaded", HOUR, bring_books)]


def bring_books(at: dt.datetime) -> None:
    load_books(all_offices(), at)
