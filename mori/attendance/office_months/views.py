"""The month of an office that counts: as a page, as a PDF, as a workbook; days off confirmed."""

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed, supervisor_in
from mori.access.guard import may
from mori.core.clock import now
from mori.core.files.documents import make_pdf
from mori.core.files.kinds import FileKind
from mori.offices.queries import calendar_of, office_by_id
from mori.web import asked
from mori.web.files import attached, pdf_file
from mori.web.i18n import locale
from mori.web.render import page, see_other

from ..corrections.queries import attendance_by_key
from ..day_operations import confirm_day_off
from ..models import Attendance
from ..months import Month
from .months import OfficeMonth, office_month
from .prints import content_of, title_of
from .queries import pieces_of_month
from .sheets import workbook

bp = Blueprint("office_months", __name__)


@bp.get("/presensi/rekap")
@may("office_month.read")
def recap() -> Response:
    found = _asked_month()
    return page(
        "attendance/office_months/month.html",
        here="interns",
        found=found,
        unit=_unit(),
        is_last=found.month.first >= asked.today().replace(day=1),
        confirmable=_confirmable(found),
        may_set_terms=allowed(current_user, "terms.set"),
    )


def _confirmable(found: OfficeMonth) -> set[str]:
    """The days off that whoever looks may confirm: a supervisor those they look after."""
    if not allowed(current_user, "day_off.confirm"):
        return set()
    in_office = supervisor_in(current_user, "day_off.confirm") is None
    return {
        mark.record.attendance.key
        for row, mark in found.unconfirmed() + found.confirmed()
        if mark.record and (in_office or row.stay.is_in_charge_on(mark.day))
    }


def _asked_month() -> OfficeMonth:
    """The month and the unit that the address names, of those one may see."""
    office_id, today = current_user.office_id, asked.today()
    month = Month.asked(request.args.get("bulan", ""), today)
    pieces = pieces_of_month(
        office_id, month.first, month.last, supervisor_in(current_user, "placement.read")
    )
    calendar = calendar_of(office_id, current_user.calendar_version)
    return office_month(pieces, month, calendar, current_user.zone, today, _unit())


def _unit() -> str:
    return request.args.get("unit", "")[:14]


def _unit_name(found: OfficeMonth) -> str:
    return next((unit.short for unit in found.units if unit.key == _unit()), "")


@bp.get("/presensi/rekap.pdf")
@may("office_month.read")
def recap_pdf() -> Response:
    found, at = _asked_month(), now()
    office, unit = office_by_id(current_user.office_id), _unit_name(found)
    body = make_pdf("office_month", content_of(office, found, unit, locale(), at), at)
    return pdf_file(body, "rekap presensi", unit, found.month)


@bp.get("/presensi/rekap.xlsx")
@may("office_month.read")
def recap_workbook() -> Response:
    found, language = _asked_month(), locale()
    unit = _unit_name(found)
    body = workbook(
        f"{title_of(found, unit, language)} · {current_user.office}",
        found.heads(language),
        [row.cells(language) for row in found.rows],
        [
            *(f"{sign} = {words}" for sign, words in found.legend()),
            *found.holidays(language),
            *found.reasons(),
        ],
    )
    return attached(body, FileKind.XLSX, "rekap presensi", unit, found.month)


@bp.post("/presensi/<key>/hari-libur")
@may("day_off.confirm", on=attendance_by_key)
def confirm(row: Attendance) -> Response:
    is_so = request.form.get("on") != "0"
    confirm_day_off(row, is_so, current_user.person_id, now())
    flash(_("Confirmed: the day counts.") if is_so else _("The day no longer counts."))
    return see_other(url_for("office_months.recap", bulan=Month.of(row.day), _anchor="off"))
