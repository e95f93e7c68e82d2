"""What printed sheets of attendance show, in the language of whoever asked. No request."""

import datetime as dt
from collections.abc import Sequence

from flask_babel import gettext as _

from mori.core.clock import local_date
from mori.offices.models import Office, Unit
from mori.offices.prints import Shown, frame
from mori.placements.models import Placement, UnitSpan
from mori.placements.rules import span_on
from mori.web import filters

from .months import MonthRecord
from .rules import DayRecord


def month_content(
    placement: Placement,
    spans: Sequence[UnitSpan],
    record: MonthRecord,
    locale: str,
    at: dt.datetime,
) -> Shown:
    """A month of one intern's attendance."""
    office, month = placement.office, filters.month(locale, record.month.first)
    last_day = min(record.month.last, local_date(at, office.zone))
    return {
        **frame(office, _("Attendance in %(month)s", month=month), locale, at),
        "words": {
            "columns": [_("Day"), _("Attendance"), _("In"), _("Out"), _("Hours"), _("Notes")],
            "empty": _("No working day of the internship in this month so far."),
        },
        "facts": who(placement, _units(spans, record), locale),
        "rows": [_row(each, record, office.zone, locale) for each in record.days],
        "totals": record.labelled_totals(locale),
        "signatures": signatures(placement, spans, last_day),
    }


def who(placement: Placement, units: str, locale: str) -> list[list[str]]:
    begins, ends = placement.starts_on, placement.ends_on
    first, last = (filters.day_month(locale, day) for day in (begins, ends))
    if begins.year != ends.year:
        first = f"{first} {begins.year}"
    return [
        [_("Intern"), placement.person.name],
        [_("Institution"), f"{placement.institution_name} · {placement.programme}"],
        [_("Period"), f"{first} – {last} {ends.year}"],
        [_("Unit"), units],
    ]


def _in_month(spans: Sequence[UnitSpan], record: MonthRecord) -> list[UnitSpan]:
    first, last = record.month.first, record.month.last
    return [each for each in spans if each.starts_on <= last and each.ends_on >= first]


def _units(spans: Sequence[UnitSpan], record: MonthRecord) -> str:
    return ", ".join(dict.fromkeys(each.unit.name for each in _in_month(spans, record))) or "–"


def signatures(
    placement: Placement, spans: Sequence[UnitSpan], last_day: dt.date
) -> list[dict[str, str]]:
    """Who signs by hand, in the order of a letter; the supervisor is that of the last day shown."""
    span = span_on(spans, last_day)
    return [
        {"role": _("Intern"), "name": placement.person.name},
        {"role": _("Supervisor"), "name": span.supervisor.name if span else ""},
        {"role": _("Internship coordinator"), "name": ""},
    ]


def _row(each: DayRecord, record: MonthRecord, zone: str, locale: str) -> dict[str, str]:
    row = each.attendance
    came, left = (row.checked_in_at, row.checked_out_at) if row else (None, None)
    return {
        "day": filters.short_day(locale, each.day),
        "status": str(each.status.label),
        "came": filters.clock(locale, came, zone) if came else "",
        "left": filters.clock(locale, left, zone) if left else "",
        "hours": "" if each.minutes is None else filters.hours(locale, each.minutes),
        "note": " · ".join(_notes(each, record, locale)),
    }


def _notes(each: DayRecord, record: MonthRecord, locale: str) -> list[str]:
    row, notes = each.attendance, [each.holiday] if each.holiday else []
    if row is None:
        return notes
    if row.note:
        notes.append(row.note)
    return notes + record.remarks_on(each, locale)


def sheet_content(
    office: Office,
    unit: Unit | None,
    days: Sequence[dt.date],
    names: Sequence[str],
    locale: str,
    at: dt.datetime,
) -> Shown:
    """A sheet to sign on, for a day or a week."""
    begins, ends = (filters.long_day(locale, day) for day in (days[0], days[-1]))
    when = begins if begins == ends else f"{begins} – {ends}"
    return {
        **frame(office, _("Sign-in sheet"), locale, at),
        "flipped": len(days) > 1,
        "words": {"name": _("Name"), "empty": _("Nobody is placed here on these days.")},
        "facts": [[_("Unit"), unit.name if unit else _("All units")], [_("When"), when]],
        "days": [*_columns(days, locale)],
        "names": list(names),
        "signatures": [{"role": _("Responsible for this sheet"), "name": ""}],
    }


def _columns(days: Sequence[dt.date], locale: str) -> list[str]:
    if len(days) == 1:
        return [_("In, signature"), _("Out, signature")]
    return [filters.short_day(locale, day) for day in days]
