"""Rows of compiled queries and sums."""

import datetime as dt
from typing import NamedTuple


class TaskToday(NamedTuple):
    """A task on its intern's start page."""

    key: str
    title: str
    due_on: dt.date | None
    is_written: bool  # an entry names it, and nobody has initialled that


class NamedTask(NamedTuple):
    """The task that an entry is about."""

    entry_id: int
    key: str
    title: str


class Supervised(NamedTuple):
    """An intern of a supervisor's, and when they last got a task or had done one."""

    placement_id: int
    placement_key: str
    name: str
    starts_on: dt.date
    task_id: int | None  # one that is not done
    away_id: int | None  # a day on which they were away
    pause_id: int | None  # when it was paused
    given_at: dt.datetime | None
    done_at: dt.datetime | None
    initialled_at: dt.datetime | None

    @property
    def last_at(self) -> dt.datetime | None:
        moments = filter(None, (self.given_at, self.done_at, self.initialled_at))
        return max(moments, default=None)
