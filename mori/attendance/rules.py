"""What may be recorded of a day of presence, and what a month comes to. No database, no request."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from mori.core.words import Labelled, marked
from mori.core.workdays import DAY

REPORT_BACK = dt.timedelta(days=7)
REPORT_AHEAD = dt.timedelta(days=14)
SECOND_TAP_WITHIN = dt.timedelta(minutes=1)  # the check-out button appears where check-in was
NO_BREAK_BEFORE = 4 * 60  # minutes of work that need no break
NIGHT_ENDS = dt.time(5, 0)  # whoever leaves after midnight and before it leaves the day before
MEND_WITHIN = dt.timedelta(minutes=5)  # how long a mistyped code may be typed again


class AttendanceKind(Labelled):
    """What is recorded of a day; forms, sums, months and prints offer and show whatever is here."""

    is_away: bool

    PRESENT = "present", marked("Present")
    FIELD_DUTY = "field_duty", marked("On duty elsewhere")
    EXCUSED = "excused", marked("Excused"), True
    SICK = "sick", marked("Sick"), True

    def __init__(self, _value: str, _label: str = "", is_away: bool = False) -> None:
        self.is_away = is_away

    @property
    def needs_proof(self) -> bool:
        return self.is_away


AWAY = frozenset(kind for kind in AttendanceKind if kind.is_away)

# What an intern may say of a day, absences first; presence is checked in, not said.
SAID = [kind for kind in AttendanceKind if kind is not AttendanceKind.PRESENT]
REPORTS = tuple(sorted(SAID, key=lambda kind: not kind.is_away))


# A day begins with the kind it is first given; these are the changes of mind.
ATTENDANCE_MOVES = {
    "check_in": (AWAY, AttendanceKind.PRESENT),
    **{kind.value: (set(AttendanceKind), kind) for kind in AttendanceKind},
}


def may_report(day: dt.date, today: dt.date) -> bool:
    """Whether it is neither too late nor too early to say why one is away on a day."""
    return today - REPORT_BACK <= day <= today + REPORT_AHEAD


def is_second_tap(earlier: dt.datetime | None, at: dt.datetime) -> bool:
    return earlier is not None and at - earlier < SECOND_TAP_WITHIN


class Stay(Protocol):
    """When somebody came and left on a day."""

    @property
    def checked_in_at(self) -> dt.datetime | None: ...
    @property
    def checked_out_at(self) -> dt.datetime | None: ...


def ends_last_night(
    yesterday: Stay | None, today: Stay | None, midnight: dt.datetime, at: dt.datetime
) -> bool:
    """Whether leaving at a moment after midnight ends the day before."""
    if yesterday is None or yesterday.checked_in_at is None or (today and today.checked_in_at):
        return False
    was_there = yesterday.checked_out_at is None or yesterday.checked_out_at >= midnight
    return was_there and midnight <= at < midnight + dt.timedelta(hours=NIGHT_ENDS.hour)


def left_on(day: dt.date, came: dt.time | None, left: dt.time) -> dt.date:
    """The date on which a time out lies: after midnight where it is earlier than the time in."""
    is_after_midnight = came is not None and left < came and left < NIGHT_ENDS
    return day + DAY if is_after_midnight else day


def minutes_worked(
    came_at: dt.datetime | None, left_at: dt.datetime | None, break_minutes: int
) -> int | None:
    """The minutes between coming and leaving, less the break that a longer day has."""
    if came_at is None or left_at is None:
        return None
    stayed = int((left_at - came_at).total_seconds()) // 60
    return max(stayed - break_minutes, min(stayed, NO_BREAK_BEFORE))


class DayStatus(Labelled):
    """What a day of which nothing is recorded comes to."""

    MISSING = "missing", marked("No word")
    AWAITED = "awaited", marked("Not checked in yet")
    HOLIDAY = "holiday", marked("Holiday")


def absence(kind: AttendanceKind | None, is_expected: bool) -> AttendanceKind | DayStatus | None:
    """Why somebody is not there on the day it is, as far as that is known."""
    if kind is not None:
        return kind if kind.is_away else None
    return DayStatus.AWAITED if is_expected else None


class WorkingHours(Protocol):
    @property
    def break_minutes(self) -> int: ...


class WorkingTime(Protocol):
    """An office's calendar, as far as it is asked here."""

    def hours_on(self, day: dt.date) -> WorkingHours | None: ...
    def hours_unless_closed(self, day: dt.date) -> WorkingHours | None: ...
    def holiday_on(self, day: dt.date) -> str: ...


@dataclass(frozen=True)
class DayRecord:
    """One day of a month's attendance; ``attendance`` is what was recorded, if anything."""

    day: dt.date
    status: AttendanceKind | DayStatus
    attendance: Any = None
    minutes: int | None = None
    holiday: str = ""
    is_workday: bool = True

    @property
    def is_away(self) -> bool:
        return self.attendance is not None and self.attendance.kind.is_away

    @property
    def is_at_work(self) -> bool:
        return self.attendance is not None and not self.is_away


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
            planned = calendar.hours_unless_closed(day)
            pause = planned.break_minutes if planned else 0
            minutes = minutes_worked(row.checked_in_at, row.checked_out_at, pause)
            yield DayRecord(day, row.kind, row, minutes, holiday, hours is not None)
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
    away: int
    missing: int
    minutes: list[int]  # of each day


def totals(records: Iterable[DayRecord]) -> Totals:
    records = list(records)
    return Totals(
        present=sum(record.is_at_work for record in records),
        away=sum(record.is_away and record.is_workday for record in records),
        missing=sum(record.status == DayStatus.MISSING for record in records),
        minutes=[record.minutes for record in records if record.minutes is not None],
    )


def may_mend(with_code: bool | None, checked_in_at: dt.datetime, at: dt.datetime) -> bool:
    """Whether a mistyped code may be typed again, because it still says who was there then."""
    return with_code is False and checked_in_at > at - MEND_WITHIN
