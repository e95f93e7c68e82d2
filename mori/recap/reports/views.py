"""Laporan: figures of a period, grouped, as a page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Blueprint, Response, request
from flask_babel import lazy_gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.errors import Refused
from mori.web import asked
from mori.web.i18n import locale
from mori.web.render import page, parts_of

from ..overview.desk import badges_of
from .desk import report_of, report_of_one
from .figure_rules import Grouping, Measure, Report
from .rules import Length, Period, stretch_on
from .segments import period_asked
from .words import args_of, cell_said, period_said, row_name

bp = Blueprint("office_reports", __name__)

MOST = 60  # rows on the page; all of them are in the files


def asked_report(only: Measure | None = None) -> Report:
    """The report that the address names, or one measure of it; refused where it names none."""
    wanted = (current_user.office_id, _grouping(), _period(), asked.today(), locale())
    return report_of_one(*wanted, only) if only else report_of(*wanted)


def _grouping() -> Grouping:
    try:
        return Grouping(request.args.get("per") or Grouping.UNIT)
    except ValueError:
        raise Refused(_("There is no report by that. Choose one of those below.")) from None


def _period() -> Period:
    args = request.args
    written, since, until = (args.get(name, "") for name in ("periode", "dari", "sampai"))
    return period_asked(written, since, until, asked.today())


def or_choose_again(view: Callable[..., Any]) -> Callable[..., Any]:
    """Where an address asks for what cannot be, say so above what can be chosen."""

    @wraps(view)
    def answered() -> Any:
        try:
            return view()
        except Refused as refusal:
            return choosing(None, 422, str(refusal))

    return answered


def choosing(report: Report | None, status: int = 200, wrong: str = "") -> Response:
    """The page of a report; without one, what there is to choose."""
    per = request.args.get("per", "")
    chosen = report.grouping if report else next((g for g in Grouping if g == per), Grouping.UNIT)
    period = report.period if report else stretch_on(asked.today(), Length.MONTH)
    typed = {name: request.args.get(name, "") for name in ("dari", "sampai")} if wrong else {}
    return page(
        "recap/reports/report.html",
        status=status,
        here="overview",
        counts=badges_of(current_user._get_current_object(), now()),
        office=current_user.office,
        report=report,
        wrong=wrong,
        groupings=[*Grouping],
        chosen=chosen,
        period=period,
        is_last=period.next.first > asked.today(),
        since=typed.get("dari", period.first),
        until=typed.get("sampai", period.last),
        lengths=[(each.label, each, stretch_on(_shown(period), each)) for each in Length],
        args=args_of(report) if report else {},
        most=MOST,
        cell_said=cell_said,
        row_name=row_name,
        period_said=period_said,
        may_share=allowed(current_user, "office_report.share") and not chosen.names_people,
        may_read_rows=allowed(current_user, "office_report.rows"),
        parts=parts_of("report", current_user.office_id, *period[:2]) if report else [],
    )


def _shown(period: Period) -> Any:
    """The day whose month or quarter one would see next: today, if it is in the period."""
    today = asked.today()
    return today if period.first <= today <= period.last else period.first


@bp.get("/laporan")
@may("office_report.read")
@or_choose_again
def report() -> Response:
    return choosing(asked_report())
