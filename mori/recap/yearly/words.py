"""The list of a year's interns in words, for page, paper and workbook. No request."""

import datetime as dt
from collections.abc import Iterable

from flask_babel import gettext as _

from mori.web.filters import day_month, short_month

from ..reports.figure_rules import DASH, Table, Unknown
from .queries import Listed


def heads() -> list[str]:
    return [
        _("Name"), _("Institution"), _("Kind of intern"), _("Programme"), _("Units"),
        _("From"), _("Until"), _("State"), _("Certificate number"), _("Days"),
    ]  # fmt: skip


def line_of(row: Listed, locale: str) -> list[str]:
    stay = row.placement
    first, last = (_dated(day, locale) for day in (stay.starts_on, stay.ends_on))
    return _line(row, row.units, first, last)


def brief_of(row: Listed, locale: str) -> list[str]:
    """The same for a screen: units by their short names, months too."""
    stay = row.placement
    first, last = (_briefly_dated(day, locale) for day in (stay.starts_on, stay.ends_on))
    return _line(row, row.short_units, first, last)


def _line(row: Listed, units: str, first: str, last: str) -> list[str]:
    stay = row.placement
    return [
        stay.person.name,
        row.institution or DASH,
        str(stay.kind.label),
        stay.programme or DASH,
        units or DASH,
        first,
        last,
        str(stay.state.label),
        row.certificate or DASH,
        DASH if row.days is None else str(row.days),
    ]


def _dated(day: dt.date, locale: str) -> str:
    return f"{day_month(locale, day)} {day.year}"


def _briefly_dated(day: dt.date, locale: str) -> str:
    return f"{day.day}\u00a0{short_month(locale, day)}\u00a0{day.year}"


def notes_of(rows: Iterable[Listed], year: int) -> list[str]:
    """Which days are meant, and what the dashes mean."""
    found = list(rows)
    days = _("Days: those of %(year)d on which they were there.", year=year)
    reasons = (
        (any(not each.certificate for each in found), _("No certificate is signed.")),
        (any(each.days is None for each in found), str(Unknown.NOT_COUNTED.label)),
    )
    return [days, *(f"{DASH} {said}" for is_so, said in reasons if is_so)]


def title_of(year: int) -> str:
    return str(_("Interns of the year %(year)d", year=year))


def table_of(rows: Iterable[Listed], year: int, locale: str) -> Table:
    found = list(rows)
    lines = [line_of(row, locale) for row in found]
    return Table(title_of(year), heads(), lines, notes_of(found, year))
