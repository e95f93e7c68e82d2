"""The days behind a figure: whose they are, page by page."""

import datetime as dt

from flask import Blueprint, Response, request
from flask_babel import lazy_gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.core.errors import Refused
from mori.web import asked
from mori.web.asked import after, next_page
from mori.web.i18n import locale
from mori.web.render import page

from ..overview.desk import badges_of
from ..rollups.figure_queries import PAGE, facts_behind
from .desk import Behind
from .figure_rules import Cell, Measure, Report, Row
from .views import asked_report, or_choose_again
from .words import args_of, cell_said, period_said, row_name

bp = Blueprint("office_report_rows", __name__)


@bp.get("/laporan/baris")
@may("office_report.rows")
@or_choose_again
def rows() -> Response:
    behind = _asked()
    place = after(dt.date.fromisoformat, int)
    figure = behind.figure(current_user.office_id, asked.today()) if behind.row.ofs else None
    found = facts_behind(figure, place) if figure else []
    shown, more = next_page(found, PAGE, lambda row: (row.day, row.placement_id))
    measure = behind.measure
    cell = behind.row.cells[[*Measure].index(measure)]
    return page(
        "recap/reports/rows.html",
        here="overview",
        counts=badges_of(current_user._get_current_object(), now()),
        behind=behind,
        what=row_name(behind.row),
        period=period_said(behind.report.period, locale()),
        said=cell_said(cell, locale()),
        unknown=cell.unknown,
        rows=[(row, cell_said(Cell(measure, row.amount), locale())) for row in shown],
        more=more,
        back=args_of(behind.report),
    )


def _asked() -> Behind:
    try:
        measure = Measure(request.args.get("ukuran") or Measure.BEGUN)
    except ValueError:
        raise Refused(_("There is no such figure. Choose one of the report below.")) from None
    report = asked_report(measure)
    return Behind(report, _row(report), measure)


def _row(report: Report) -> Row:
    """All of the office, where the address names no value."""
    value = request.args.get("nilai")
    if value is None:
        return report.total
    for row in report.rows:
        if row.value and row.value.key == value:
            return row
    raise Refused(
        _("Nothing is counted of that in this period, or it is not there any more. Choose again.")
    )
