"""Giving a report as a link that reads: counts, and nobody's name."""

from flask import Blueprint, Response
from flask_babel import lazy_gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.links.given_views import link_page
from mori.links.views import post
from mori.web.i18n import locale
from mori.web.render import page

from ..reports.figure_rules import Report
from ..reports.views import asked_report, or_choose_again
from ..reports.words import args_of, title_of
from .forms import ShareForm
from .operations import share_report
from .rules import LASTS

bp = Blueprint("shared_reports", __name__)


@bp.get("/laporan/tautan")
@may("office_report.share")
@or_choose_again
def asking() -> Response:
    return _asking(_asked(), ShareForm(formdata=None))


@bp.post("/laporan/tautan")
@may("office_report.share")
@or_choose_again
def share() -> Response:
    report, form = _asked(), ShareForm()
    if not form.validate():
        return _asking(report, form, 422)
    token = token_for(form.token.data, current_user.person_id)
    by = (current_user.office_id, token, current_user.person_id, now(), post())
    try:
        return link_page(share_report(report, title_of(report, locale()), form.hand, *by))
    except Refused as refusal:
        form.refuse(refusal)
        return _asking(report, form, 422)


def _asked() -> Report:
    report = asked_report()
    if report.grouping.names_people:
        raise Refused(_("By supervisor it would name people. Group it by something else."))
    return report


def _asking(report: Report, form: ShareForm, status: int = 200) -> Response:
    return page(
        "recap/shared/asking.html",
        status=status,
        here="overview",
        form=form,
        title=title_of(report, locale()),
        args=args_of(report),
        days=LASTS.days,
    )
