"""Whoever has data of the office is reminded on the day by which they wanted to delete it."""

import datetime as dt
from functools import partial

from mori.core.jobs import Job
from mori.notifications.jobs import HOUR, periodic

from .operations import ask_whether_deleted
from .queries import data_to_delete


def jobs(address: str) -> list[Job]:
    return [periodic("data to delete", HOUR, partial(remind, address))]


def remind(address: str, at: dt.datetime) -> None:
    for key in data_to_delete(at):
        ask_whether_deleted(address, key, at)
