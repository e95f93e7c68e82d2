"""When a drill is, and what drills say of how soon a call is read. No database, no request."""

import datetime as dt
import hashlib
import hmac
import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mori.core.words import Labelled, marked

MISSED_AFTER = dt.timedelta(hours=1)  # a drill nobody handles ends by itself
HOUR = dt.timedelta(hours=1)
LOOKED_AHEAD = dt.timedelta(days=31)
LOOKED_BACK = dt.timedelta(days=90)
LEAST = 3  # drills, before a figure says anything
PUT_OFF_AT_MOST = dt.timedelta(hours=1)
SOON = 0.75  # of drills begun by hand, how many begin within the time that was asked for
BEYOND = 3  # times that time, at most, for the others to begin


class Wait(Labelled):
    """How soon a drill that somebody asks for begins, for the most part."""

    QUARTER = "quarter", marked("mostly within 15 minutes"), dt.timedelta(minutes=15)
    HALF_DAY = "half_day", marked("mostly within 4 hours"), dt.timedelta(hours=4)

    def __init__(self, _value: str, _english: str, lasts: dt.timedelta) -> None:
        self.lasts = lasts


def is_within(spans: Iterable[tuple[dt.datetime, dt.datetime]], at: dt.datetime) -> bool:
    """Whether a drill that begins then ends, by itself, in the same of some spans."""
    return any(begins <= at <= ends - MISSED_AFTER for begins, ends in spans)


def share_of(key: bytes, *named: str) -> float:
    """A number from 0 to 1 that each node finds alike, and nobody without the server's key."""
    drawn = hmac.digest(key, "\0".join(("drill", *named)).encode(), hashlib.sha256)
    return int.from_bytes(drawn[:8], "big") / 2**64


def moment_in(hours: Sequence[dt.datetime], share: float) -> dt.datetime | None:
    """A moment in one of the hours that begin then; None where there is none."""
    if not hours:
        return None
    place = share * len(hours)
    return hours[int(place)] + (place % 1) * HOUR


def moment_after(at: dt.datetime, wait: Wait, share: float) -> dt.datetime:
    """When a drill begins that is asked for now: three of four times within the wait.

    The others come later, so that one which is put off, while a call waits, stands out in nothing.
    """
    if share < SOON:
        return at + wait.lasts * (share / SOON)
    return at + wait.lasts * (1 + BEYOND * (share - SOON) / (1 - SOON))


def put_off_to(at: dt.datetime, share: float) -> dt.datetime:
    """When it is tried again."""
    return at + PUT_OFF_AT_MOST * share


class Figure(NamedTuple):
    """How soon the drills of an office were read; None is longer than any drill lasts."""

    drills: int
    unread: int
    median: dt.timedelta | None
    slowest: dt.timedelta | None  # the 95th percentile


def figure_of(times: Sequence[dt.timedelta | None]) -> Figure | None:
    """Of the times to reading, None of a drill that nobody opened; nothing of too few drills."""
    if len(times) < LEAST:
        return None
    read = sorted(each for each in times if each is not None)
    ranked = [*read, *[None] * (len(times) - len(read))]
    return Figure(len(times), len(times) - len(read), _at(ranked, 0.5), _at(ranked, 0.95))


def _at(ranked: Sequence[dt.timedelta | None], share: float) -> dt.timedelta | None:
    """By the nearest rank: always a time that was measured."""
    return ranked[math.ceil(share * len(ranked)) - 1]
