"""What may happen to a placement. No database, no request."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Protocol, TypeVar

from mori.core.words import Labelled, marked
from mori.core.workdays import DAY

LONGEST = dt.timedelta(days=366)
SOON = dt.timedelta(days=14)  # a placement that starts within these days is already shown
# The phone that an intern used can call for help as them so long after the last day.
TICKET_LASTS = dt.timedelta(days=30)
TICKET_LOOKED_FOR = dt.timedelta(days=90)  # however long the background work stood still
FIRST_DAYS = dt.timedelta(days=7)  # so long an intern is shown around
LAST_WORDS = dt.timedelta(days=3)  # after the last day, for what waits on a phone over a weekend


class InternKind(Labelled):
    STUDENT = "student", marked("Student")
    PUPIL = "pupil", marked("Pupil (SMK)")
    NATIONAL = "national", marked("National apprenticeship")
    GENERAL = "general", marked("General public")
    EXCHANGE = "exchange", marked("Exchange")


class PlacementState(Labelled):
    ACTIVE = "active", marked("Active")
    EXTENDED = "extended", marked("Extended")
    PAUSED = "paused", marked("Paused")
    FINISHED = "finished", marked("Finished")
    ENDED_EARLY = "ended_early", marked("Ended early")
    WITHDRAWN = "withdrawn", marked("Withdrawn")

    @property
    def is_paused(self) -> bool:
        return self is PlacementState.PAUSED


class Stage(Labelled):
    """How far a placement is, for those who look for it."""

    RUNNING = "running", marked("Running")
    STARTING = "starting", marked("Starting")
    FINISHED = "finished", marked("Finished")

    @property
    def is_running(self) -> bool:
        return self is Stage.RUNNING

    @property
    def is_starting(self) -> bool:
        return self is Stage.STARTING

    @property
    def is_finished(self) -> bool:
        return self is Stage.FINISHED


class Order(Labelled):
    """What a list of placements is sorted by."""

    NAME = "name", marked("Name")
    ENDS = "ends", marked("Last day")
    STARTS = "starts", marked("First day")


RUNNING = frozenset({PlacementState.ACTIVE, PlacementState.EXTENDED})
ONGOING = RUNNING | {PlacementState.PAUSED}
STOPS = ("pause", "withdraw")  # from then on nobody is expected
INTERRUPTS = (*STOPS, "resume")  # the events that ``interruptions`` reads

MOVES = {
    "pause": (RUNNING, PlacementState.PAUSED),
    "resume": ({PlacementState.PAUSED}, PlacementState.ACTIVE),
    "extend": (RUNNING, PlacementState.EXTENDED),
    "finish": (RUNNING, PlacementState.FINISHED),
    "end_early": (ONGOING, PlacementState.ENDED_EARLY),
    "withdraw": (ONGOING, PlacementState.WITHDRAWN),
}


class Span(Protocol):
    """A stretch of days in one unit."""

    @property
    def starts_on(self) -> dt.date: ...
    @property
    def ends_on(self) -> dt.date: ...


Spanning = TypeVar("Spanning")  # by a span's dates, or those of its row


@dataclass(frozen=True)
class SpanPlan:
    """A stretch of days in one unit, as it is wanted."""

    unit_id: int
    starts_on: dt.date
    ends_on: dt.date
    supervisor_id: int
    stand_in_id: int | None = None


def span_on(
    spans: Sequence[Spanning],
    day: dt.date,
    begins: Callable[[Spanning], dt.date] = attrgetter("starts_on"),
) -> Spanning | None:
    """The span that covers a day; in a gap the one before it, before the first the first."""
    begun = [span for span in spans if begins(span) <= day]
    return begun[-1] if begun else next(iter(spans), None)


@dataclass(frozen=True)
class Step:
    """A unit of a rotation as it is drawn on a day."""

    unit: str
    starts_on: dt.date
    ends_on: dt.date
    today: dt.date

    @property
    def is_over(self) -> bool:
        return self.ends_on < self.today

    @property
    def is_later(self) -> bool:
        return self.today < self.starts_on

    @property
    def is_now(self) -> bool:
        return not self.is_over and not self.is_later

    @property
    def tenths(self) -> int:
        """How much of it is over, today included: one at least, once it has begun."""
        over, whole = self.today - self.starts_on + DAY, self.ends_on - self.starts_on + DAY
        return max(1, min(10, round(10 * over / whole)))


def misfit(starts_on: dt.date, ends_on: dt.date, spans: Iterable[Span]) -> int | None:
    """Which span, in order, is the first to leave its period or to overlap; None if all fit."""
    before = starts_on - DAY
    for number, span in enumerate(spans):
        if not before < span.starts_on <= span.ends_on <= ends_on:
            return number
        before = span.ends_on
    return None


def split_evenly(
    starts_on: dt.date, ends_on: dt.date, workdays: Sequence[dt.date], parts: int
) -> list[tuple[dt.date, dt.date]]:
    """A period cut into stretches of as many working days each, the earlier ones longer by one.

    Each begins on a working day; together they cover the period's first and last day.
    """
    length, longer = divmod(len(workdays), parts)
    ends = [(number + 1) * length + min(number + 1, longer) for number in range(parts)]
    firsts = [starts_on, *(workdays[end] for end in ends[:-1])]
    lasts = [*(workdays[end - 1] for end in ends[:-1]), ends_on]
    return list(zip(firsts, lasts, strict=True))


def interruptions(events: Iterable[tuple[str, dt.date]]) -> list[tuple[dt.date, dt.date]]:
    """When nobody was expected, out of a placement's events in order: paused or withdrawn."""
    found: list[tuple[dt.date, dt.date]] = []
    since = None
    for verb, day in events:
        if verb in STOPS:
            since = since or day
        elif verb == "resume" and since:
            found.append((since, day - DAY))
            since = None
    return [*found, (since, dt.date.max)] if since else found


def days_between(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Each day from ``first`` to ``last``, both included."""
    while first <= last:
        yield first
        first += DAY
