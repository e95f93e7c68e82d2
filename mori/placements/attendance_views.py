"""An intern's own attendance: one tap in, one tap out, a word when away, and the month."""

import datetime as dt
from typing import Any

from flask import Response, flash, request
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import local_date, now
from mori.core.errors import Refused
from mori.web.render import page, see_other

from . import forms, operations, queries
from .models import Placement
from .months import Month, month_record
from .rules import REPORT_AHEAD, REPORT_BACK, AttendanceKind
from .views import bp


@bp.get("/presensi")
@may("day.read")
def attendance() -> Response:
    return _attendance(forms.ReportForm(formdata=None, day=_asked_day() or _today()))


def _asked_day() -> dt.date | None:
    try:
        return dt.date.fromisoformat(request.args.get("hari", ""))
    except ValueError:
        return None


def _today() -> dt.date:
    return local_date(now(), current_user.zone)


def _attendance(form: forms.ReportForm, status: int = 200) -> Response:
    today = _today()
    month = Month.asked(request.args.get("bulan", ""), today)
    placements = queries.placements_between(current_user.person_id, month.first, month.last)
    return page(
        "placements/attendance.html",
        status=status,
        here="attendance",
        dictionary_of="/presensi*",
        me=current_user,
        record=month_record(placements, month, today),
        statuses=forms.STATUS_LABELS,
        is_this_month=month == Month.of(today),
        form=form,
        earliest=today - REPORT_BACK,
        latest=today + REPORT_AHEAD,
        **_presence(queries.placement_covering(current_user.person_id, today), today),
    )


def _presence(placement: Placement | None, today: dt.date) -> dict[str, Any]:
    """What the fragment with the two buttons needs."""
    return {
        "attendance": placement and queries.attendance_of(placement.id, today),
        "may_check_in": placement is not None,
    }


@bp.post("/presensi/masuk")
@may("day.write")
def check_in() -> Response:
    at, placement = now(), _running_placement(_today())
    operations.check_in(placement, _today(), current_user.person_id, at)
    return _tapped(placement)


@bp.post("/presensi/pulang")
@may("day.write")
def check_out() -> Response:
    at, placement = now(), _running_placement(_today())
    operations.check_out(placement, _today(), current_user.person_id, at)
    return _tapped(placement)


def _running_placement(day: dt.date) -> Placement:
    placement = queries.placement_covering(current_user.person_id, day)
    if placement is None:
        raise Refused(_("You have no running internship on this day."))
    return placement


def _tapped(placement: Placement) -> Response:
    """The fragment, or back to the page that was tapped on."""
    is_from_month = (request.referrer or "").partition("?")[0].endswith("/presensi")
    back = "/presensi" if is_from_month else "/"
    return see_other(back, "placements/_today.html", **_presence(placement, _today()))


@bp.post("/presensi/kabar")
@may("day.write")
def report() -> Response:
    form = forms.ReportForm()
    if not form.validate():
        return _attendance(form, 422)
    day = form.day.data
    try:
        operations.report(
            _running_placement(day),
            day,
            AttendanceKind(form.kind.data),
            form.note.data,
            current_user.person_id,
            now(),
        )
    except Refused as refusal:
        form.day.errors = [str(refusal)]
        return _attendance(form, 409)
    flash(_("Noted. Your supervisor sees it too."))
    return see_other(f"/presensi?bulan={Month.of(day)}")
