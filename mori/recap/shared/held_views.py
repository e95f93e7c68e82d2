"""The report that a link opens, and nothing behind its figures."""

from flask import Blueprint, Response

from mori.access.guard import by_link
from mori.access.purposes import Purpose
from mori.accounts.views import not_stored
from mori.core.clock import local_date, now
from mori.core.words import marked
from mori.links.models import SignedLink
from mori.web.i18n import locale
from mori.web.render import page

from ..reports.desk import report_of
from ..reports.words import cell_said, row_name, title_of
from .models import SharedReport
from .queries import shared_by_key
from .rules import ABOUT, LASTS, PURPOSE

bp = Blueprint("held_reports", __name__)

LINK = Purpose(
    PURPOSE,
    marked("a report of the office: counts, and nobody's name"),
    about=ABOUT,
    endpoint="held_reports.report",
    lasts=LASTS,
)


def report_of_link(link: SignedLink) -> SharedReport | None:
    """What a link was made for, of the office that gave it."""
    shared = shared_by_key(link.about_key)
    return shared if shared and shared.office_id == link.office_id else None


@bp.get("/t/<key>/laporan")
@by_link(PURPOSE, on=report_of_link)
def report(link: SignedLink, shared: SharedReport) -> Response:
    today = local_date(now(), link.office.zone)
    found = report_of(shared.office_id, shared.grouping, shared.period, today, locale())
    response = page(
        "recap/shared/report.html",
        here="link",
        link=link,
        report=found,
        title=title_of(found, locale()),
        cell_said=cell_said,
        row_name=row_name,
    )
    response.headers["X-Robots-Tag"] = "noindex"
    return not_stored(response)
