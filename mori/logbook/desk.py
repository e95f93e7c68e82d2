"""What an intern has before them: the placement, the day, the week. No request."""

import datetime as dt
from collections.abc import Container, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from operator import attrgetter

from mori.access.roles import Actor
from mori.attendance.queries import AttendanceRow, attendance_between
from mori.attendance.rules import ends_last_night
from mori.core.clock import moment
from mori.core.workdays import DAY, Calendar, monday_of
from mori.offices.queries import calendar_of, workdays_between
from mori.placements.queries import SpanToday, spans_today
from mori.placements.rules import LAST_WORDS, RUNNING, span_on

from . import queries
from .operations import Post
from .rows import RecentEntry
from .rules import MISSING_SINCE


class Cell(StrEnum):
    """What a day of the week strip shows."""

    APPROVED = "approved"
    SEEN = "seen"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    AWAY = "away"
    CLOSED = "closed"
    MISSING = "missing"
    TODAY = "today"
    AHEAD = "ahead"


@dataclass
class Desk:
    """An intern's placement on a day: facts, spans, entries and presence of late."""

    spans: Sequence[SpanToday]
    today: dt.date
    zone: str
    calendar: Calendar
    office_id: int
    calendar_version: int
    person_id: int
    asks_code: bool

    @property
    def placement(self) -> SpanToday:
        return self.spans[0]

    @cached_property
    def entries(self) -> Sequence[RecentEntry]:
        return queries.entries_since(self.person_id, self.today - MISSING_SINCE)

    @cached_property
    def by_day(self) -> dict[dt.date, RecentEntry]:
        return {entry.day: entry for entry in self.entries}

    @cached_property
    def attendance(self) -> dict[dt.date, AttendanceRow]:
        first, placement = self.today - MISSING_SINCE, self.placement.placement_id
        rows = attendance_between(placement=placement, first=first, last=self.today)
        return {row.day: row for row in rows}

    def last_night(self, at: dt.datetime) -> AttendanceRow | None:
        """Yesterday's presence, where leaving at a moment after midnight ends that day."""
        yesterday, midnight = self.today - DAY, moment(self.today, dt.time(), self.zone)
        row = self.attendance.get(yesterday)
        is_its_end = ends_last_night(row, self.attendance.get(self.today), midnight, at)
        return row if is_its_end else None

    @property
    def is_running(self) -> bool:
        return self.placement.state in RUNNING

    @property
    def has_begun(self) -> bool:
        return self.placement.starts_on <= self.today

    @property
    def is_over(self) -> bool:
        return self.placement.ends_on < self.today

    @property
    def words_until(self) -> dt.date:
        """The last day on which something can be written that was done before the end."""
        return self.placement.ends_on + LAST_WORDS

    @property
    def may_check_in(self) -> bool:
        return self.is_running and self.has_begun and not self.is_over

    @property
    def span(self) -> SpanToday:
        return self.span_on(self.today)

    def span_on(self, day: dt.date) -> SpanToday:
        return span_on(self.spans, day, attrgetter("span_starts_on")) or self.placement

    @property
    def day_number(self) -> int:
        """Which working day of the internship today is, the first being 1; 0 before it."""
        return len(self._workdays(self.placement.starts_on, self.today))

    @property
    def days_left(self) -> int:
        return len(self._workdays(self.today + DAY, self.placement.ends_on))

    def _workdays(self, first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
        return workdays_between(self.office_id, self.calendar_version, first, last)

    @property
    def missing(self) -> list[dt.date]:
        return self.missing_from(self.by_day)

    def missing_from(self, written: Container[dt.date]) -> list[dt.date]:
        """Working days of late without an entry, the latest first; days away don't count."""
        first = max(self.today - MISSING_SINCE, self.placement.starts_on)
        last = min(self.today - DAY, self.placement.ends_on)
        return [
            day
            for day in reversed(self._workdays(first, last))
            if day not in written and not self._is_away(day)
        ]

    def _is_away(self, day: dt.date) -> bool:
        return day in self.attendance and self.attendance[day].kind.is_away

    @property
    def returned(self) -> list[RecentEntry]:
        return [entry for entry in self.entries if entry.state.is_returned]

    @property
    def withdrawn(self) -> list[RecentEntry]:
        """What was taken back on a day before and not sent again; today's stands above."""
        return [each for each in self.entries if each.state.is_withdrawn and each.day < self.today]

    @property
    def doubled(self) -> list[RecentEntry]:
        """Entries of which another device sent another text, until the writer has chosen."""
        return [entry for entry in self.entries if entry.has_others]

    @property
    def week(self) -> list[tuple[dt.date, Cell, RecentEntry | None]]:
        """Monday to Friday, and a weekend day that was worked: day, cell, entry."""
        monday = monday_of(self.today)
        days = [monday + n * DAY for n in range(7)]
        return [
            (day, self._cell(day), self.by_day.get(day))
            for day in days
            if day.weekday() < 5 or day in self.by_day or day == self.today
        ]

    @property
    def week_kept(self) -> tuple[int, int]:
        """On how many of the internship's working days this week there is an entry or a leave."""
        monday, placement = monday_of(self.today), self.placement
        first, last = max(monday, placement.starts_on), min(monday + 6 * DAY, placement.ends_on)
        days = self._workdays(first, last)
        return sum(self._is_sent(day) or self._is_away(day) for day in days), len(days)

    def _is_sent(self, day: dt.date) -> bool:
        return day in self.by_day and not self.by_day[day].state.is_withdrawn

    def _cell(self, day: dt.date) -> Cell:
        entry = self.by_day.get(day)
        if entry:
            is_seen = entry.state.awaits_review and entry.seen_at
            return Cell.SEEN if is_seen else Cell(entry.state)
        if self._is_away(day):
            return Cell.AWAY
        if day == self.today:
            return Cell.TODAY
        if not self.calendar.is_workday(day):
            return Cell.CLOSED
        inside = self.placement.starts_on <= day <= self.placement.ends_on
        return Cell.MISSING if inside and day < self.today else Cell.AHEAD

    def unit_code_on(self, day: dt.date) -> str:
        return self.span_on(day).unit_code

    def post_on(self, day: dt.date) -> Post:
        """Where an entry for a day belongs."""
        span = self.span_on(day)
        return Post(
            placement_id=span.placement_id,
            person_id=self.person_id,
            office_id=self.office_id,
            unit_id=span.unit_id,
            supervisor_id=span.supervisor_id,
            stand_in_id=span.stand_in_id,
            starts_on=span.starts_on,
            ends_on=span.ends_on,
            zone=self.zone,
            calendar=self.calendar,
        )


def desk_of(actor: Actor, today: dt.date) -> Desk | None:
    """The desk of a signed-in intern; None without a placement now."""
    spans = spans_today(person=actor.person_id, today=today)
    if not spans or actor.office_id is None:
        return None
    return Desk(
        spans=spans,
        today=today,
        zone=actor.zone,
        calendar=calendar_of(actor.office_id, actor.calendar_version),
        office_id=actor.office_id,
        calendar_version=actor.calendar_version,
        person_id=actor.person_id,
        asks_code=actor.facts["asks_code"],
    )
