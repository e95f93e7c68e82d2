"""What may happen to a task, and how long an intern has had none. No database, no request."""

import datetime as dt
from collections.abc import Collection, Iterable

from mori.core.words import Labelled, marked

MAX_WORDS = 2000
IDLE_DAYS = 5  # working days without a task, after which the supervisor is reminded
SHOWN_TODAY = 3  # tasks on an intern's start page


class TaskState(Labelled):
    """What was said about a task; that its entry is initialled is the entry's to say."""

    OPEN = "open", marked("To do")
    DONE = "done", marked("Done")
    WITHDRAWN = "withdrawn", marked("Taken back")

    @property
    def is_open(self) -> bool:
        return self is TaskState.OPEN

    @property
    def is_done(self) -> bool:
        return self is TaskState.DONE


MOVES = {
    "finish": ({TaskState.OPEN}, TaskState.DONE),
    "reopen": ({TaskState.DONE}, TaskState.OPEN),
    "withdraw": ({TaskState.OPEN}, TaskState.WITHDRAWN),
}


class Standing(Labelled):
    """How a task stands, together with the entries that name it."""

    icon: str
    look: str

    TO_DO = "to_do", marked("To do"), "clock"
    WRITTEN = "written", marked("Written, not initialled yet"), "pen"
    DONE = "done", marked("Done"), "check", "ok"
    WITHDRAWN = "withdrawn", marked("Taken back"), "back"

    def __init__(self, _value: str, _label: str = "", icon: str = "", look: str = "") -> None:
        self.icon, self.look = icon, look

    @property
    def is_to_do(self) -> bool:
        return self is Standing.TO_DO

    @property
    def is_unfinished(self) -> bool:
        return self in (Standing.TO_DO, Standing.WRITTEN)

    @property
    def is_done(self) -> bool:
        return self is Standing.DONE


def standing(state: TaskState, *, is_written: bool, is_initialled: bool) -> Standing:
    """An initial makes a task done; without it the task is what was said about it."""
    if state is TaskState.WITHDRAWN:
        return Standing.WITHDRAWN
    if state is TaskState.DONE or is_initialled:
        return Standing.DONE
    return Standing.WRITTEN if is_written else Standing.TO_DO


def is_idle(
    workdays: Iterable[dt.date],
    away: Collection[dt.date],
    breaks: Iterable[tuple[dt.date, dt.date]],
) -> bool:
    """Whether somebody was there on so many of these working days that a task is due.

    ``breaks`` are stretches on which nobody was expected.
    """
    stretches = list(breaks)
    there = [
        day
        for day in workdays
        if day not in away and not any(first <= day <= last for first, last in stretches)
    ]
    return len(there) >= IDLE_DAYS
