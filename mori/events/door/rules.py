"""What opens a door, and when. No database, no request."""

import datetime as dt
from typing import Protocol

from mori.core.words import Labelled, marked

SECRET_BYTES = 12
DAY = dt.timedelta(days=1)


class PassState(Labelled):
    """Whether a door's pass opens it. It follows from its day: nothing moves it."""

    EARLY = "early", marked("Opens the day before")
    OPEN = "open", marked("In use")
    OVER = "over", marked("Its day is over")
    REVOKED = "revoked", marked("Revoked")


class DayPass(Protocol):
    @property
    def valid_on(self) -> dt.date: ...
    @property
    def revoked_at(self) -> dt.datetime | None: ...


def state_of(door: DayPass, day: dt.date) -> PassState:
    """How a pass stands on a day.

    Its list may be opened the day before, so that it is there without a network.
    """
    if door.revoked_at:
        return PassState.REVOKED
    if day > door.valid_on:
        return PassState.OVER
    return PassState.OPEN if day >= door.valid_on - DAY else PassState.EARLY
