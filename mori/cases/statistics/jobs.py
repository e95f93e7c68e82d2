"""In February the figures of the year before."""

import datetime as dt

from mori.core.jobs import Job
from mori.notifications.jobs import DAY, periodic

from . import operations, queries
from .rules import is_settled


def jobs() -> list[Job]:
    return [periodic("year figures", DAY, publish_years)]


def publish_years(at: dt.datetime) -> None:
    for year in queries.years_to_publish(at):
        if is_settled(year, at):
            operations.publish_year(year, at)
