"""What somebody promises to do after an event, how it stands, and when they are reminded of it."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple, Protocol

from mori.core.words import Labelled, marked

from ..rules import DAY

MOST_MOVES = 2  # another day is not an answer for ever
MOST_PROMISED = 6  # of one participant
MOST_AIMED = 2000  # people
WEEK = 7 * DAY
KNOWN_FOR = 28 * DAY  # after the day, nobody is reminded any more


class FollowUpState(Labelled):
    PROMISED = "promised", marked("Promised")
    DONE = "done", marked("Happened")
    DROPPED = "dropped", marked("Dropped")


OPEN = frozenset({FollowUpState.PROMISED})
MOVES = {
    "move": (OPEN, FollowUpState.PROMISED),
    "finish": (frozenset({FollowUpState.PROMISED, FollowUpState.DROPPED}), FollowUpState.DONE),
    "drop": (OPEN, FollowUpState.DROPPED),
    "reopen": (
        frozenset({FollowUpState.DONE, FollowUpState.DROPPED}),
        FollowUpState.PROMISED,
    ),
}


class Standing(Labelled):
    """How a promise stands on a day: what is read off its days is no state."""

    WAITING = "waiting", marked("There is time yet")
    MOVED = "moved", marked("Moved")
    DUE = "due", marked("Its day is here")
    UNANSWERED = "unanswered", marked("Not answered")
    DONE = "done", marked("Happened")
    DROPPED = "dropped", marked("Dropped")


class Reminder(Labelled):
    """Of what somebody is reminded, once each; the latest that is due stands for those before."""

    THIRDS = "thirds", marked("At two thirds of the time")
    DAY = "day", marked("On the day")
    WEEK = "week", marked("A week after")


class Promise(Protocol):
    @property
    def state(self) -> FollowUpState: ...
    @property
    def by_on(self) -> dt.date: ...
    @property
    def remind_on(self) -> dt.date: ...
    @property
    def times_moved(self) -> int: ...


def two_thirds(first: dt.date, last: dt.date) -> dt.date:
    """The day on which two thirds of the time are over."""
    return first + dt.timedelta(days=-(-2 * (last - first).days // 3))


def standing_on(promise: Promise, day: dt.date) -> Standing:
    """How it stands; who has not answered a week after the day has been asked three times."""
    if promise.state is FollowUpState.DONE:
        return Standing.DONE
    if promise.state is FollowUpState.DROPPED:
        return Standing.DROPPED
    if day >= promise.by_on + WEEK:
        return Standing.UNANSWERED
    if day >= promise.by_on:
        return Standing.DUE
    return Standing.MOVED if promise.times_moved else Standing.WAITING


def reminder_on(promise: Promise, day: dt.date) -> Reminder | None:
    """Which reminder is due on a day; None where there is nothing to remind of."""
    if promise.state not in OPEN or day > promise.by_on + KNOWN_FOR:
        return None
    if day >= promise.by_on + WEEK:
        return Reminder.WEEK
    if day >= promise.by_on:
        return Reminder.DAY
    return Reminder.THIRDS if day >= promise.remind_on else None


class Figures(NamedTuple):
    """How many were promised, and what became of them: the other five add up to the first."""

    promised: int
    done: int
    moved: int
    dropped: int
    unanswered: int
    waiting: int


def figures_of(promises: Iterable[Promise], day: dt.date) -> Figures:
    """Whose day is here counts as it did before: moved, or waiting."""
    rows = list(promises)
    stands = [standing_on(each, day) for each in rows]
    done, dropped = stands.count(Standing.DONE), stands.count(Standing.DROPPED)
    unanswered = stands.count(Standing.UNANSWERED)
    going = {Standing.WAITING, Standing.MOVED, Standing.DUE}
    moved = sum(
        each.times_moved > 0 for each, stand in zip(rows, stands, strict=True) if stand in going
    )
    waiting = len(rows) - done - dropped - unanswered - moved
    return Figures(len(rows), done, moved, dropped, unanswered, waiting)
