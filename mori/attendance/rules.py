"""What may be recorded of a day of presence, and what a month comes to. No database, no request."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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


Stretch = tuple[dt.datetime, dt.datetime]
Away = Sequence[Stretch]  # the parts of a day that somebody was away for, as the office agreed


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


BY_OFFICE = ("correct", "sheet")  # events by which the office says what a day was

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


class RecordedDay(Stay, Protocol):
    """What was recorded of a day."""

    @property
    def kind(self) -> AttendanceKind: ...


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
    came_at: dt.datetime | None,
    left_at: dt.datetime | None,
    break_minutes: int,
    away: Iterable[Stretch] = (),
) -> int | None:
    """The minutes between coming and leaving, less what somebody was away for as agreed, and less
    the break that a longer day has.
    """
    if came_at is None or left_at is None:
        return None
    gone = (_between(max(since, came_at), min(until, left_at)) for since, until in away)
    there = _between(came_at, left_at) - sum(gone)
    return max(there - break_minutes, min(there, NO_BREAK_BEFORE))


def _between(since: dt.datetime, until: dt.datetime) -> int:
    return max(0, int((until - since).total_seconds())) // 60


def is_late(came_at: dt.datetime, begins_at: dt.datetime, grace: int, away: Away = ()) -> bool:
    """Whether somebody came later than the office begins and its minutes of grace.

    Whoever was away until then as agreed is expected from then on. Times are shown in minutes, so
    whoever comes within the last minute is in time.
    """
    for since, until in sorted(away):
        if since <= begins_at:
            begins_at = max(begins_at, until)
    return came_at.replace(second=0, microsecond=0) > begins_at + dt.timedelta(minutes=grace)


def was_late(day: RecordedDay, begins_at: dt.datetime | None, grace: int, away: Away = ()) -> bool:
    """Only whoever was expected at the office can be late; on a day off nobody is."""
    if begins_at is None or day.checked_in_at is None or day.kind is not AttendanceKind.PRESENT:
        return False
    return is_late(day.checked_in_at, begins_at, grace, away)


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
    def opens(self) -> dt.time: ...
    @property
    def break_minutes(self) -> int: ...


class WorkingTime(Protocol):
    """An office's calendar, as far as it is asked here."""

    def hours_on(self, day: dt.date) -> WorkingHours | None: ...
    def hours_unless_closed(self, day: dt.date) -> WorkingHours | None: ...
    def holiday_on(self, day: dt.date) -> str: ...


def minutes_on(
    calendar: WorkingTime, day: dt.date, stay: Stay, away: Iterable[Stretch] = ()
) -> int | None:
    """The minutes worked on a day, as the office works on its weekday."""
    planned = calendar.hours_unless_closed(day)
    pause = planned.break_minutes if planned else 0
    return minutes_worked(stay.checked_in_at, stay.checked_out_at, pause, away)


@dataclass(frozen=True)
class DayRecord:
    """One day of a month's attendance; ``attendance`` is what was recorded, if anything."""

    day: dt.date
    status: AttendanceKind | DayStatus
    attendance: Any = None
    minutes: int | None = None
    holiday: str = ""
    is_workday: bool = True
    away: Away = ()

    @property
    def is_away(self) -> bool:
        return self.attendance is not None and self.attendance.kind.is_away

    @property
    def is_at_work(self) -> bool:
        return self.attendance is not None and not self.is_away

    @property
    def is_unconfirmed(self) -> bool:
        """Presence on a day off, which counts once the office has confirmed it."""
        return self.is_at_work and not self.is_workday and self.attendance.confirmed_at is None

    @property
    def counts(self) -> bool:
        return self.is_at_work and not self.is_unconfirmed


def day_records(
    calendar: WorkingTime,
    days: Iterable[dt.date],
    recorded: Mapping[dt.date, Any],
    today: dt.date,
    interrupted: Collection[tuple[dt.date, dt.date]] = (),
    away: Mapping[dt.date, Away] | None = None,
) -> Iterator[DayRecord]:
    """Those of the days that have something to say: worked, away, missing or a holiday."""
    for day in days:
        hours, holiday, row = calendar.hours_on(day), calendar.holiday_on(day), recorded.get(day)
        if row is not None:
            gone = (away or {}).get(day, ())
            minutes = minutes_on(calendar, day, row, gone)
            yield DayRecord(day, row.kind, row, minutes, holiday, hours is not None, gone)
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
        present=sum(record.counts for record in records),
        away=sum(record.is_away and record.is_workday for record in records),
        missing=sum(record.status == DayStatus.MISSING for record in records),
        minutes=[
            record.minutes
            for record in records
            if record.minutes is not None and not record.is_unconfirmed
        ],
    )


def may_mend(with_code: bool | None, checked_in_at: dt.datetime, at: dt.datetime) -> bool:
    """Whether a mistyped code may be typed again, because it still says who was there then."""
    return with_code is False and checked_in_at > at - MEND_WITHIN
