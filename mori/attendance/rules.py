"""What may be recorded of a day of presence, and what a month comes to. No database, no request."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

REPORT_BACK = dt.timedelta(days=7)
REPORT_AHEAD = dt.timedelta(days=14)
SECOND_TAP_WITHIN = dt.timedelta(minutes=1)  # the check-out button appears where check-in was
NO_BREAK_BEFORE = 4 * 60  # minutes of work that need no break
MEND_WITHIN = dt.timedelta(minutes=5)  # how long a mistyped code may be typed again


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


def may_mend(with_code: bool | None, checked_in_at: dt.datetime, at: dt.datetime) -> bool:
    """Whether a mistyped code may be typed again, because it still says who was there then."""
    return with_code is False and checked_in_at > at - MEND_WITHIN
