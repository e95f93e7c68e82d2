"""Months of attendance as sheets to print and sign."""

from flask import Blueprint, Response, abort, request
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import local_date, now
from mori.core.errors import Refused
from mori.core.files.documents import make_pdf
from mori.placements import queries
from mori.placements.models import Placement
from mori.web import asked
from mori.web.files import pdf_file
from mori.web.i18n import locale

from .months import Month, month_record
from .prints import month_content

bp = Blueprint("month_prints", __name__)


@bp.get("/presensi/<month>.pdf")
@may("day.read")
def own_month(month: str) -> Response:
    today = asked.today()
    wanted = Month.asked(month, today)
    if str(wanted) != month:
        abort(404)
    placements = queries.placements_between(current_user.person_id, wanted.first, wanted.last)
    if not placements:
        raise Refused(_("You had no internship in this month."))
    placement = queries.placement_by_key(placements[-1].key)
    return _month_sheet(placement or abort(404), wanted)


@bp.get("/peserta/<key>/presensi.pdf")
@may("placement.read", on=queries.placement_by_key)
def month_of_placement(placement: Placement) -> Response:
    today = local_date(now(), placement.office.zone)
    wanted = Month.asked(request.args.get("bulan", ""), min(today, placement.ends_on))
    return _month_sheet(placement, wanted)


def _month_sheet(placement: Placement, month: Month) -> Response:
    at = now()
    record = month_record([placement], month, local_date(at, placement.office.zone))
    content = month_content(placement, placement.spans, record, locale(), at)
    body = make_pdf("attendance", content, at)
    return pdf_file(body, "presensi", placement.person.name, month)
