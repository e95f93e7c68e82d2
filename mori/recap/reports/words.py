"""A report in the words and numbers of whoever reads it. No request."""

import datetime as dt
from typing import Any

from flask_babel import gettext as _

from mori.web import filters

from .figure_rules import DASH, Cell, Measure, Report, Row, Table
from .rules import Length, Period


def cell_said(cell: Cell, locale: str) -> str:
    if cell.amount is None:
        return DASH
    if cell.measure.is_median:  # of two minutes the middle may be half a minute
        return filters.hours(locale, round(cell.amount))
    if cell.measure.is_hours:
        return filters.hours_in_column(locale, int(cell.amount))
    return str(int(cell.amount))


def row_name(row: Row) -> str:
    return row.value.name if row.value else _("All of the office")


def line_of(row: Row, locale: str) -> list[str]:
    return [row_name(row), *(cell_said(cell, locale) for cell in row.cells)]


def period_said(period: Period, locale: str) -> str:
    """November 2026, quarter 4 of 2026, 1 Oktober – 12 November 2026"""
    year = period.first.year
    if period.length is Length.MONTH:
        return filters.month(locale, period.first)
    if period.length is Length.QUARTER:
        return str(_("quarter %(n)d of %(year)d", n=period.number, year=year))
    if period.length is Length.HALF:
        return str(_("half-year %(n)d of %(year)d", n=period.number, year=year))
    if period.length is Length.YEAR:
        return str(_("the year %(year)d", year=year))
    return _days_said(period.first, period.last, locale)


def _days_said(first: dt.date, last: dt.date, locale: str) -> str:
    """The first of them says only in what it differs from the last."""
    whole = f"{filters.day_month(locale, last)} {last.year}"
    if first == last:
        return whole
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{whole}"
    year = f" {first.year}" if first.year != last.year else ""
    return f"{filters.day_month(locale, first)}{year} – {whole}"


def title_of(report: Report, locale: str) -> str:
    what, period = str(report.grouping.label).lower(), period_said(report.period, locale)
    return str(_("Report by %(what)s, %(period)s", what=what, period=period))


def heads_of(report: Report) -> list[str]:
    return [str(report.grouping.label), *(str(each.label) for each in Measure)]


def table_of(report: Report, locale: str) -> Table:
    heads = heads_of(report)
    lines = [line_of(row, locale) for row in (*report.rows, report.total)]
    notes = [f"{DASH} {unknown.label}" for unknown in report.unknowns]
    return Table(title_of(report, locale), heads, lines, notes)


def lines_with_reasons(report: Report, locale: str) -> list[list[str]]:
    """The same for a CSV, which has no place below its rows: why there are dashes, in a column."""
    lines = [[*heads_of(report), _("Notes")]]
    for row in (*report.rows, report.total):
        reasons = dict.fromkeys(str(cell.unknown.label) for cell in row.cells if cell.unknown)
        lines.append([*line_of(row, locale), " ".join(reasons)])
    return lines


def args_of(report: Report) -> dict[str, Any]:
    return {"per": report.grouping.value, **report.period.args}
