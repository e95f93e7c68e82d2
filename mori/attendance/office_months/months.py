"""The month of an office that counts: computed here alone; page, PDF and workbook lay it out."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from mori.core.clock import local_date, moment
from mori.core.texts.folding import folded
from mori.core.workdays import Calendar
from mori.placements.rules import days_between, interruptions
from mori.web import filters

from ..months import Month
from ..rules import DayRecord, day_records, was_late
from ..terms.rules import TermsOf, grace_on, terms_for
from .rows import Piece, Stay, UnitStay, graces_in, stays_in, terms_in
from .rules import Mark, Sign, Sums, Whole, mark_of, sums_of, weeks_above


@dataclass(frozen=True)
class Rules:
    """By what an office's days are judged."""

    calendar: Calendar
    zone: str
    today: dt.date
    graces: list[tuple[dt.date, int]]
    terms: TermsOf


@dataclass(frozen=True)
class Row:
    """One person's month: a sign for each day, and what they come to."""

    stay: Stay
    marks: list[Mark]
    sums: Sums
    whole: Whole

    @property
    def is_untimed(self) -> bool:
        weeks = self.whole.weeks
        return self.sums.is_untimed or bool(weeks and weeks.unknown)

    @property
    def unit(self) -> str:
        return ", ".join(dict.fromkeys(each.short for each in self.stay.units)) or "–"

    def cells(self, locale: str) -> list[str]:
        """All that is shown of the person, in the order of ``OfficeMonth.heads``."""
        return [self.stay.name, self.unit, *map(str, self.marks), *self.sum_cells(locale)]

    def sum_cells(self, locale: str) -> list[str]:
        sums = self.sums
        numbers = (
            *(sums.present, sums.late, sums.part_away, sums.field_duty, sums.off),
            *(sums.excused, sums.sick, sums.missing),
        )
        return [*map(str, numbers), self._hours(locale), *self.whole.cells]

    def _hours(self, locale: str) -> str:
        """The hours; followed by a question mark, or a dash, where not all or none are known."""
        minutes, is_untimed = self.sums.minutes, self.sums.is_untimed
        if is_untimed and not minutes:
            return "–"
        return f"{filters.hours_in_all(locale, minutes)}{'?' if is_untimed else ''}"


@dataclass(frozen=True)
class OfficeMonth:
    """What each intern's days of a month come to, by name."""

    month: Month
    days: list[dt.date]
    closed: Mapping[dt.date, str]  # days off: the holiday's name, or nothing on a day that is free
    rows: list[Row]
    units: list[UnitStay]

    def heads(self, locale: str) -> list[str]:
        return [
            *(_("Name"), _("Unit")),
            *(f"{each.day} {filters.short_weekday(locale, each)}" for each in self.days),
            *(label for label, _words in self.columns()),
        ]

    def columns(self) -> list[tuple[str, str]]:
        """The heads of the sums, and in words what each counts."""
        return [
            (_("Days"), _("days present that count, in this month")),
            *((sign.value, str(sign.label)) for sign in SUMMED),
            (_("Hours"), _("hours of the month, without breaks and agreed absences")),
            (_("Prog."), _("days present since the first one, of the programme's")),
            (_("Exc."), _("days excused since the first one, of those allowed")),
            (_("Wks."), _("weeks that ended in this month above the programme's hours")),
        ]

    def legend(self) -> list[tuple[str, str]]:
        """Each sign with its words, and each column of sums."""
        signs = [(sign.value, str(sign.label)) for sign in Sign]
        known = {sign for sign, _words in signs}
        return signs + [each for each in self.columns() if each[0] not in known]

    def holidays(self, locale: str) -> list[str]:
        return [
            f"{filters.short_day(locale, day)}: {name}" for day, name in self.closed.items() if name
        ]

    def reasons(self) -> list[str]:
        """Why there are dashes and question marks."""
        said = []
        if lacking := self._without_terms():
            said.append(_("–: not said yet what this programme asks: %(names)s", names=lacking))
        if any(row.is_untimed for row in self.rows):
            said.append(_("? in hours and weeks: without a time out not all hours are known"))
        return said

    def _without_terms(self) -> str:
        stays = (row.stay for row in self.rows if not row.whole.terms.is_complete)
        return "; ".join(sorted({f"{stay.kind.label} · {stay.programme}" for stay in stays}))

    def unconfirmed(self) -> list[tuple[Row, Mark]]:
        return [
            (row, mark) for row in self.rows for mark in row.marks if Sign.UNCONFIRMED in mark.added
        ]

    def confirmed(self) -> list[tuple[Row, Mark]]:
        return [
            (row, mark) for row in self.rows for mark in row.marks if Sign.CONFIRMED in mark.added
        ]

    def finding(self) -> str:
        """The month in a sentence."""
        people = ngettext("%(num)d intern", "%(num)d interns", len(self.rows))
        missing = sum(row.sums.missing for row in self.rows)
        late = sum(row.sums.late for row in self.rows)
        said = ngettext("%(num)d day without a word", "%(num)d days without a word", missing)
        came = ngettext("%(num)d time late", "%(num)d times late", late)
        return f"{people}, {said}, {came}"


SUMMED = (
    *(Sign.LATE, Sign.PART_AWAY, Sign.FIELD_DUTY, Sign.CONFIRMED),
    *(Sign.EXCUSED, Sign.SICK, Sign.MISSING),
)


def office_month(
    pieces: Iterable[Piece],
    month: Month,
    calendar: Calendar,
    zone: str,
    today: dt.date,
    unit_key: str = "",
) -> OfficeMonth:
    """The month, of one unit's interns if it is named."""
    pieces = list(pieces)
    rules = Rules(calendar, zone, today, graces_in(pieces), terms_in(pieces))
    stays = sorted(
        stays_in(pieces, month.first, month.last),
        key=lambda stay: (folded(stay.name), stay.first),
    )
    units = {unit: None for stay in stays for unit in stay.units}
    shown = [stay for stay in stays if not unit_key or unit_key in {u.key for u in stay.units}]
    days = list(days_between(month.first, month.last))
    return OfficeMonth(
        month,
        days,
        {day: calendar.holiday_on(day) for day in days if not calendar.is_workday(day)},
        [_row(stay, month, rules) for stay in shown],
        sorted(units, key=lambda unit: unit.short),
    )


def _row(stay: Stay, month: Month, rules: Rules) -> Row:
    marks = list(_marks(stay, month, rules))
    ours = [each for each in marks if each.day >= month.first]
    terms = terms_for(rules.terms, stay.kind, stay.programme)
    weeks = (
        None
        if terms.weekly_hours is None
        else weeks_above(marks, month.first, month.last, stay.last, terms.weekly_hours)
    )
    sums = sums_of(marks, rules.today)
    whole = Whole(sums.present, sums.excused, weeks, terms)
    return Row(stay, _with_days_outside(ours, month), sums_of(ours, rules.today), whole)


def _with_days_outside(marks: Iterable[Mark], month: Month) -> list[Mark]:
    known = {each.day: each for each in marks}
    return [
        known.get(day) or Mark(day, Sign.OUTSIDE) for day in days_between(month.first, month.last)
    ]


def _marks(stay: Stay, month: Month, rules: Rules) -> Iterable[Mark]:
    """Each day from the first of the internship to the last of it or of the month."""
    last = min(stay.last, month.last)
    events = sorted(stay.events)  # by moment: a day may have a pause and its end
    paused = interruptions((verb, local_date(at, rules.zone)) for at, verb in events)
    days = list(days_between(stay.first, last))
    records = {
        each.day: each
        for each in day_records(rules.calendar, days, stay.days, rules.today, paused, stay.away)
    }
    for day in days:
        record = records.get(day)
        is_paused = rules.calendar.is_workday(day) and any(a <= day <= b for a, b in paused)
        yield mark_of(day, record, is_late=_is_late(record, rules), is_paused=is_paused)


def _is_late(record: DayRecord | None, rules: Rules) -> bool:
    if record is None or record.attendance is None:
        return False
    hours = rules.calendar.hours_on(record.day)
    begins_at = moment(record.day, hours.opens, rules.zone) if hours else None
    return was_late(record.attendance, begins_at, grace_on(record.day, rules.graces), record.away)
