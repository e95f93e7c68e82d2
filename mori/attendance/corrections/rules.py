"""What may happen to a correction of a day's presence. No database, no request."""

import datetime as dt
from enum import StrEnum

from mori.core.words import Labelled, marked

from ..rules import REPORT_AHEAD, AttendanceKind, Stretch

CORRECT_BACK = dt.timedelta(days=31)


class CorrectionState(Labelled):
    icon: str

    ASKED = "asked", marked("Waiting for a decision"), "clock"
    ACCEPTED = "accepted", marked("Accepted"), "check"
    REFUSED = "refused", marked("Not accepted"), "close"
    WITHDRAWN = "withdrawn", marked("Taken back"), "back"

    def __init__(self, _value: str, _label: str = "", icon: str = "") -> None:
        self.icon = icon

    @property
    def is_open(self) -> bool:
        return self is CorrectionState.ASKED

    @property
    def is_accepted(self) -> bool:
        return self is CorrectionState.ACCEPTED

    @property
    def is_refused(self) -> bool:
        return self is CorrectionState.REFUSED


OPEN = {CorrectionState.ASKED}

MOVES = {
    "accept": (OPEN, CorrectionState.ACCEPTED),
    "refuse": (OPEN, CorrectionState.REFUSED),
    "withdraw": (OPEN, CorrectionState.WITHDRAWN),
    "call_off": ({CorrectionState.ACCEPTED}, CorrectionState.WITHDRAWN),
}


class Slip(StrEnum):
    """What is wrong with the times of a day."""

    NO_TIME_IN = "no_time_in"
    LEFT_BEFORE = "left_before"
    TO_COME = "to_come"


def may_correct(day: dt.date, today: dt.date) -> bool:
    return today - CORRECT_BACK <= day <= today


def may_be_away(day: dt.date, today: dt.date) -> bool:
    """Whether one may still, or already, ask to be away for part of a day."""
    return today - CORRECT_BACK <= day <= today + REPORT_AHEAD


def overlap(one: Stretch, other: Stretch) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def slip_in(
    kind: AttendanceKind,
    came_at: dt.datetime | None,
    left_at: dt.datetime | None,
    at: dt.datetime,
) -> Slip | None:
    """What cannot be about the times asked for, if anything."""
    if came_at is None and (left_at or kind == AttendanceKind.PRESENT):
        return Slip.NO_TIME_IN
    if came_at and left_at and left_at <= came_at:
        return Slip.LEFT_BEFORE
    if max(filter(None, (came_at, left_at)), default=at) > at:
        return Slip.TO_COME
    return None
