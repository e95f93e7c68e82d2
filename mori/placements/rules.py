"""What may happen to a placement and a day of it. No database, no request."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, TypeVar

DAY = dt.timedelta(days=1)
LONGEST = dt.timedelta(days=366)
SOON = dt.timedelta(days=14)  # a placement that starts within these days is already shown
# The phone that an intern used can call for help as them so long after the last day.
TICKET_LASTS = dt.timedelta(days=30)
TICKET_LOOKED_FOR = dt.timedelta(days=90)  # however long the background work stood still
LAST_WORDS = dt.timedelta(days=3)  # after the last day, for what waits on a phone over a weekend
REPORT_BACK = dt.timedelta(days=7)
REPORT_AHEAD = dt.timedelta(days=14)
SECOND_TAP_WITHIN = dt.timedelta(minutes=1)  # the check-out button appears where check-in was
NO_BREAK_BEFORE = 4 * 60  # minutes of work that need no break


class ParticipantType(StrEnum):
    STUDENT = "student"
    PUPIL = "pupil"
    NATIONAL = "national"
    GENERAL = "general"
    EXCHANGE = "exchange"


class PlacementState(StrEnum):
    ACTIVE = "active"
    EXTENDED = "extended"
    PAUSED = "paused"
    FINISHED = "finished"
    ENDED_EARLY = "ended_early"
    WITHDRAWN = "withdrawn"


class Stage(StrEnum):
    """How far a placement is, for those who look for it."""

    RUNNING = "running"
    STARTING = "starting"
    FINISHED = "finished"


RUNNING = frozenset({PlacementState.ACTIVE, PlacementState.EXTENDED})
ONGOING = RUNNING | {PlacementState.PAUSED}

MOVES = {
    "pause": (RUNNING, PlacementState.PAUSED),
    "resume": ({PlacementState.PAUSED}, PlacementState.ACTIVE),
    "extend": (RUNNING, PlacementState.EXTENDED),
    "finish": (RUNNING, PlacementState.FINISHED),
    "end_early": (ONGOING, PlacementState.ENDED_EARLY),
    "withdraw": (ONGOING, PlacementState.WITHDRAWN),
}


class AttendanceKind(StrEnum):
    PRESENT = "present"
    FIELD_DUTY = "field_duty"
    EXCUSED = "excused"
    SICK = "sick"


AWAY = frozenset({AttendanceKind.EXCUSED, AttendanceKind.SICK})

REPORTS = (AttendanceKind.EXCUSED, AttendanceKind.SICK, AttendanceKind.FIELD_DUTY)

# A day begins with the kind it is first given; these are the changes of mind.
ATTENDANCE_MOVES = {
    "check_in": (AWAY, AttendanceKind.PRESENT),
    "present": (set(AttendanceKind), AttendanceKind.PRESENT),  # by the office's word alone
    "field_duty": (set(AttendanceKind), AttendanceKind.FIELD_DUTY),
    "excused": (set(AttendanceKind), AttendanceKind.EXCUSED),
    "sick": (set(AttendanceKind), AttendanceKind.SICK),
}


class Span(Protocol):
    """A stretch of days in one unit."""

    @property
    def starts_on(self) -> dt.date: ...
    @property
    def ends_on(self) -> dt.date: ...


SomeSpan = TypeVar("SomeSpan", bound=Span)


@dataclass(frozen=True)
class SpanPlan:
    """A stretch of days in one unit, as it is wanted."""

    unit_id: int
    starts_on: dt.date
    ends_on: dt.date
    supervisor_id: int
    stand_in_id: int | None = None


def span_on(spans: Sequence[SomeSpan], day: dt.date) -> SomeSpan | None:
    """The span that covers a day; in a gap the one before it, before the first the first."""
    begun = [span for span in spans if span.starts_on <= day]
    return begun[-1] if begun else next(iter(spans), None)


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
        if verb in ("pause", "withdraw"):
            since = since or day
        elif verb == "resume" and since:
            found.append((since, day - DAY))
            since = None
    return [*found, (since, dt.date.max)] if since else found


def may_report(day: dt.date, today: dt.date) -> bool:
    """Whether it is neither too late nor too early to say why one is away on a day."""
    return today - REPORT_BACK <= day <= today + REPORT_AHEAD


def is_second_tap(earlier: dt.datetime | None, at: dt.datetime) -> bool:
    return earlier is not None and at - earlier < SECOND_TAP_WITHIN


def minutes_worked(
    came_at: dt.datetime | None, left_at: dt.datetime | None, break_minutes: int
) -> int | None:
    """The minutes between coming and leaving, less the break that a longer day has."""
    if came_at is None or left_at is None:
        return None
    stayed = int((left_at - came_at).total_seconds()) // 60
    return max(stayed - break_minutes, min(stayed, NO_BREAK_BEFORE))


class DayStatus(StrEnum):
    """What a day of a placement comes to."""

    PRESENT = "present"
    FIELD_DUTY = "field_duty"
    EXCUSED = "excused"
    SICK = "sick"
    MISSING = "missing"
    AWAITED = "awaited"
    HOLIDAY = "holiday"


class WorkingHours(Protocol):
    @property
    def break_minutes(self) -> int: ...


class WorkingTime(Protocol):
    """An office's calendar, as far as it is asked here."""

    def hours_on(self, day: dt.date) -> WorkingHours | None: ...
    def holiday_on(self, day: dt.date) -> str: ...


@dataclass(frozen=True)
class DayRecord:
    """One day of a month's attendance; ``attendance`` is what was recorded, if anything."""

    day: dt.date
    status: DayStatus
    attendance: Any = None
    minutes: int | None = None
    holiday: str = ""
    is_workday: bool = True


def day_records(
    calendar: WorkingTime,
    days: Iterable[dt.date],
    recorded: Mapping[dt.date, Any],
    today: dt.date,
    interrupted: Collection[tuple[dt.date, dt.date]] = (),
) -> Iterator[DayRecord]:
    """Those of the days that have something to say: worked, away, missing or a holiday."""
    for day in days:
        hours, holiday, row = calendar.hours_on(day), calendar.holiday_on(day), recorded.get(day)
        if row is not None:
            pause = hours.break_minutes if hours else 0
            minutes = minutes_worked(row.checked_in_at, row.checked_out_at, pause)
            yield DayRecord(day, DayStatus(row.kind), row, minutes, holiday, hours is not None)
        elif any(first <= day <= last for first, last in interrupted):
            continue
        elif holiday:
            yield DayRecord(day, DayStatus.HOLIDAY, holiday=holiday, is_workday=False)
        elif hours and day <= today:
            yield DayRecord(day, DayStatus.AWAITED if day == today else DayStatus.MISSING)


@dataclass(frozen=True)
class Totals:
    """A month's attendance in numbers."""

    present: int
    excused: int
    sick: int
    missing: int
    minutes: int


def totals(records: Iterable[DayRecord]) -> Totals:
    records = list(records)
    days = Counter(record.status for record in records)
    return Totals(
        present=days[DayStatus.PRESENT] + days[DayStatus.FIELD_DUTY],
        excused=days[DayStatus.EXCUSED],
        sick=days[DayStatus.SICK],
        missing=days[DayStatus.MISSING],
        minutes=sum(record.minutes or 0 for record in records),
    )


def days_between(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Each day from ``first`` to ``last``, both included."""
    while first <= last:
        yield first
        first += DAY
