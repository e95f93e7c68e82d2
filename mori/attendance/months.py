"""A month of attendance, as it is shown and printed. No request."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from mori.core.clock import local_date
from mori.core.workdays import DAY
from mori.offices.queries import calendar_of
from mori.placements import queries
from mori.placements.models import Placement, PlacementEvent
from mori.placements.rules import days_between, interruptions
from mori.web import filters

from .corrections.queries import parts_away_of_each
from .papers.models import AttendancePaper
from .papers.queries import papers_between
from .queries import attendance_between, attendance_of_each, reports_between, settings_between
from .rules import Away, DayRecord, Totals, day_records, totals


@dataclass(frozen=True)
class Month:
    """One calendar month by its first day."""

    first: dt.date

    @classmethod
    def of(cls, day: dt.date) -> "Month":
        return cls(day.replace(day=1))

    @classmethod
    def asked(cls, text: str, otherwise: dt.date) -> "Month":
        """The month written as 2026-11; on nonsense the one a day falls in."""
        try:
            first = dt.date.fromisoformat(f"{text}-01")
        except ValueError:
            return cls.of(otherwise)
        return cls(first) if 2000 <= first.year <= 2100 else cls.of(otherwise)

    @property
    def last(self) -> dt.date:
        return self.next.first - DAY

    @property
    def previous(self) -> "Month":
        return Month.of(self.first - DAY)

    @property
    def next(self) -> "Month":
        return Month.of(self.first + 31 * DAY)

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"


@dataclass(frozen=True)
class MonthRecord:
    """What a month comes to, day by day and in sum."""

    month: Month
    today: dt.date
    days: list[DayRecord]
    totals: Totals
    written_on: dict[str, dt.date]  # of days reported afterwards, by the attendance's key
    papers: dict[str, AttendancePaper]  # likewise
    by_office: dict[str, list[tuple[str, str]]]  # (verb, name) of whoever set a day, by its key
    left_next_day: set[str]  # the attendance's keys

    def labelled_totals(self, locale: str) -> list[tuple[str, str]]:
        """The sums as they are shown, each with its label."""
        sums = self.totals
        return [
            (_("days present"), str(sums.present)),
            (_("hours, excluding breaks"), filters.hours_in_all(locale, sums.minutes)),
            (_("days away"), str(sums.away)),
            (_("unexplained absences"), str(sums.missing)),
        ]

    def remarks_on(self, each: DayRecord, locale: str) -> list[str]:
        """What screen and print both say of how a day came to be recorded so."""
        row, remarks = each.attendance, []
        if row is None:
            return []
        if row.checked_in_at and each.minutes is None and each.day != self.today:
            remarks.append(_("no time out recorded"))
        if each.is_at_work and each.away:
            remarks.append(_("away for %(n)s hours, as agreed", n=_hours_away(each.away, locale)))
        if each.is_unconfirmed:
            remarks.append(_("not confirmed by the office yet"))
        if row.key in self.left_next_day:
            remarks.append(_("left after midnight"))
        if row.key in self.written_on:
            day = filters.short_day(locale, self.written_on[row.key])
            remarks.append(_("written on %(day)s", day=day))
        if row.with_code is not None and not row.with_code:
            remarks.append(_("without code"))
        if row.proof_seen_at and row.kind.needs_proof:
            remarks.append(_("proof seen"))
        return remarks + _set_by(self.by_office.get(row.key, ()))


def _hours_away(away: Away, locale: str) -> str:
    lengths = [int((until - since).total_seconds()) // 60 for since, until in away]
    return filters.hours_in_all(locale, lengths)


def _set_by(events: Iterable[tuple[str, str]]) -> list[str]:
    """Who of the office set the day, in words: (verb, name)."""
    said = {
        "correct": lambda name: _("corrected, accepted by %(name)s", name=name),
        "sheet": lambda name: _("entered by %(name)s from a signed sheet", name=name),
    }
    return [said[verb](name) for verb, name in events]


def month_record(placements: Iterable[Placement], month: Month, today: dt.date) -> MonthRecord:
    """A person's attendance in a month, through all of their placements."""
    days: list[DayRecord] = []
    written: dict[str, dt.date] = {}
    papers: dict[str, AttendancePaper] = {}
    by_office: dict[str, list[tuple[str, str]]] = {}
    left_next_day: set[str] = set()
    for placement in placements:
        first = max(month.first, placement.starts_on)
        last = min(month.last, placement.ends_on)
        found = _days_of(placement, first, last, today)
        days += found
        left_next_day |= _left_next_day(found, placement.office.zone)
        written |= _written_afterwards(placement, first, last)
        papers |= papers_between(placement.id, first, last)
        for key, verb, name in settings_between(placement.id, first, last):
            by_office.setdefault(key, []).append((verb, name))
    return MonthRecord(month, today, days, totals(days), written, papers, by_office, left_next_day)


def totals_of(placement: Placement, today: dt.date) -> Totals:
    """What a placement comes to from its first day until today."""
    return totals(_days_of(placement, placement.starts_on, min(placement.ends_on, today), today))


def totals_of_each(placements: Collection[Placement], today: dt.date) -> dict[int, Totals]:
    """The same for several at once, by id."""
    ids = [each.id for each in placements]
    rows, events = attendance_of_each(ids), queries.events_of_each(ids)
    away = parts_away_of_each(ids, dt.date.min, today)
    return {
        each.id: totals(
            _records(
                each,
                (each.starts_on, min(each.ends_on, today)),
                today,
                rows[each.id],
                events[each.id],
                away[each.id],
            )
        )
        for each in placements
    }


def _left_next_day(days: Iterable[DayRecord], zone: str) -> set[str]:
    left = [(each.day, each.attendance) for each in days if each.attendance]
    return {
        row.key
        for day, row in left
        if row.checked_out_at and local_date(row.checked_out_at, zone) > day
    }


def _days_of(
    placement: Placement, first: dt.date, last: dt.date, today: dt.date
) -> list[DayRecord]:
    rows = attendance_between(placement=placement.id, first=first, last=last)
    away = parts_away_of_each([placement.id], first, last)[placement.id]
    events = queries.events_of(placement.id)
    return _records(placement, (first, last), today, rows, events, away)


def _records(
    placement: Placement,
    period: tuple[dt.date, dt.date],
    today: dt.date,
    rows: Iterable[Any],
    events: Iterable[PlacementEvent],
    away: Mapping[dt.date, Away],
) -> list[DayRecord]:
    office = placement.office
    return list(
        day_records(
            calendar_of(office.id, office.calendar_version),
            days_between(*period),
            {row.day: row for row in rows},
            today,
            interruptions((event.verb, local_date(event.at, office.zone)) for event in events),
            away,
        )
    )


def _written_afterwards(placement: Placement, first: dt.date, last: dt.date) -> dict[str, dt.date]:
    zone = placement.office.zone
    reports = reports_between(placement.id, first, last)
    written = {key: (day, local_date(at, zone)) for key, day, at in reports}
    return {key: written_on for key, (day, written_on) in written.items() if written_on > day}
