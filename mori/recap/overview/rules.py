"""What numbers of weeks come to in words, and how they are drawn. No database, no request."""

import datetime as dt
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from mori.core.workdays import DAY
from mori.logbook.rules import OLD_AFTER

WEEKS = 8
KEPT_UP = 0.85  # of what was sent in a week: initialled less than this is behind
FELL = 0.7  # of the weeks before it

WIDE, HIGH = 340, 138  # the drawing, as a phone shows it
DAY_MINUTES = 24 * 60
LIMIT = OLD_AFTER * DAY_MINUTES  # minutes a median may have
SCALE = 5 * DAY_MINUTES  # that the line of a median is long
LEFT, TOP, GROUND = 22, 14, 118
STEP, BAR = 39.8, 21.8


class Week(NamedTuple):
    """A week by its Monday: entries of its days that were sent, and those initialled by now."""

    monday: dt.date
    sent: int
    initialled: int

    @property
    def is_behind(self) -> bool:
        return self.initialled < KEPT_UP * self.sent


class Finding(StrEnum):
    """What a chart of weeks shows."""

    NOTHING = "nothing"
    FEWER = "fewer"  # last week far fewer entries were sent than before it
    BEHIND = "behind"  # since a week
    CAUGHT_UP = "caught_up"
    KEPT_UP = "kept_up"
    BEGINNING = "beginning"  # this week is the first


class Trend(NamedTuple):
    finding: Finding
    since: dt.date | None = None


def weeks_of(days: Iterable[tuple[dt.date, int, int]], monday: dt.date) -> list[Week]:
    """Eight weeks, the one that begins on ``monday`` the last, out of (day, sent, initialled)."""
    sums = {monday - n * 7 * DAY: [0, 0] for n in reversed(range(WEEKS))}
    for day, sent, initialled in days:
        if of_week := sums.get(day - day.weekday() * DAY):
            of_week[0] += sent
            of_week[1] += initialled
    return [Week(first, *both) for first, both in sums.items()]


def trend_of(weeks: Sequence[Week]) -> Trend:
    """The last week alone says little: much of it waits because it was only just sent."""
    before = weeks[:-1]
    if not any(week.sent for week in weeks):
        return Trend(Finding.NOTHING)
    if not any(week.sent for week in before):
        return Trend(Finding.BEGINNING)
    behind = _behind_since(before)
    if behind:
        return Trend(Finding.BEHIND, behind)
    if _has_fallen([week.sent for week in before]):
        return Trend(Finding.FEWER)
    were_behind = any(week.is_behind for week in before)
    return Trend(Finding.CAUGHT_UP if were_behind else Finding.KEPT_UP)


def _behind_since(weeks: Sequence[Week]) -> dt.date | None:
    since = None
    for week in reversed(weeks):
        if not week.is_behind:
            break
        since = week.monday
    return since


def _has_fallen(sent: Sequence[int]) -> bool:
    usual = [each for each in sent[-4:-1] if each]
    return bool(usual) and sent[-1] < FELL * sum(usual) / len(usual)


class Bar(NamedTuple):
    """A week as it is drawn: both heights in the same units."""

    week: Week
    left: float
    sent: float
    initialled: float

    @property
    def middle(self) -> float:
        return round(self.left + BAR / 2, 1)


class Drawing(NamedTuple):
    bars: list[Bar]
    lines: list[tuple[float, int]]  # how far down a line is, and its number


def drawing_of(weeks: Sequence[Week]) -> Drawing:
    step = _step(max(week.sent for week in weeks))
    top = step * max(1, -(-max(week.sent for week in weeks) // step))
    scale = (GROUND - TOP) / top

    def high(number: int) -> float:
        return round(number * scale, 1)

    bars = [
        Bar(week, round(LEFT + 9 + n * STEP, 1), high(week.sent), high(week.initialled))
        for n, week in enumerate(weeks)
    ]
    return Drawing(bars, [(round(GROUND - high(n), 1), n) for n in range(0, top + 1, step)])


def _step(most: int) -> int:
    """Between two lines, so that there are four at most: 1, 2, 5, 10, 20, 50 …"""
    step = 1
    while most > 4 * step:
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return step


class Reviewing(NamedTuple):
    """How a supervisor keeps up: their median in minutes, what waits, and since which day."""

    name: str
    unit: str
    median: int | None
    waiting: int
    oldest: dt.date | None

    @property
    def drawn(self) -> int:
        return drawn_minutes(self.median or 0)

    @property
    def is_over(self) -> bool:
        return self.median is not None and self.median > LIMIT


def drawn_minutes(minutes: int) -> int:
    """In hundredths of the line; something is always seen."""
    return max(2, min(99, round(100 * minutes / SCALE)))
