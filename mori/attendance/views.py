"""An intern's own attendance: one tap in, one tap out, a word when away, and the month."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, current_app, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.accounts.tries import operations as tries
from mori.accounts.tries.forms import counted, too_many_tries
from mori.core.clock import local_date, moment, now
from mori.core.errors import Refused
from mori.core.workdays import DAY
from mori.offices.models import Office
from mori.placements.models import Placement
from mori.placements.queries import placement_by_id, placement_covering, placements_between
from mori.web import asked
from mori.web.asked import asked_day
from mori.web.files import comes_again, content_of, sent_files, store, takes_files
from mori.web.menu import page_url
from mori.web.phone import queue
from mori.web.render import page, see_other

from . import forms, operations, queries
from .codes.forms import CodeForm
from .codes.queries import code_setting_of
from .codes.rules import is_right
from .corrections.queries import attendance_by_key, open_corrections_between
from .day_operations import see_proof
from .models import Attendance
from .months import Month, month_record
from .papers.operations import attach_paper
from .rules import (
    MEND_WITHIN,
    NIGHT_ENDS,
    REPORT_AHEAD,
    REPORT_BACK,
    AttendanceKind,
    ends_last_night,
    may_mend,
)

bp = Blueprint("attendance", __name__)


@bp.get("/presensi")
@may("day.read")
def attendance() -> Response:
    return _attendance(forms.ReportForm(formdata=None, day=asked_day() or asked.today()))


def _attendance(form: forms.ReportForm, status: int = 200) -> Response:
    today = asked.today()
    month = Month.asked(request.args.get("bulan", ""), today)
    placements = placements_between(current_user.person_id, month.first, month.last)
    return page(
        "attendance/attendance.html",
        status=status,
        here="attendance",
        dictionary_of="/presensi*",
        me=current_user,
        record=month_record(placements, month, today),
        asked=open_corrections_between(current_user.person_id, month.first, month.last),
        is_this_month=month == Month.of(today),
        form=form,
        is_reporting=bool(form.errors or {"hari", "kabar"} & set(request.args)),
        earliest=today - REPORT_BACK,
        latest=today + REPORT_AHEAD,
        **_presence(placement_covering(current_user.person_id, today), today),
    )


def _may_mend(row: Attendance) -> bool:
    return row.checked_in_at is not None and may_mend(row.with_code, row.checked_in_at, now())


def _presence(placement: Placement | None, today: dt.date) -> dict[str, Any]:
    """What the fragment with the two buttons needs."""
    return {
        "last_night": _last_night(today, now())[1],
        "attendance": placement and queries.attendance_of(placement.id, today),
        "may_check_in": placement is not None,
        "asks_code": current_user.facts["asks_code"],
    }


@bp.get("/presensi/masuk")
@may("day.read")
def scanned() -> Response:
    """What a scanned code opens: opening it records nothing, a tap does."""
    typed = request.args.get("kode", "")[:12]
    form = CodeForm(formdata=None, kode=typed)
    placement = placement_covering(current_user.person_id, asked.today())
    context = _presence(placement, asked.today())
    row = context["attendance"]
    is_in = row is not None and row.checked_in_at is not None and not _may_mend(row)
    return page(
        "attendance/codes/scanned.html", here="attendance", form=form, is_in=is_in, **context
    )


@bp.post("/presensi/masuk")
@may("day.write")
def check_in() -> Response:
    at, received_at, day = _tapped_when()
    placement, typed = running_placement(day), request.form.get("kode", "")
    counts_for = counted("office code", current_user.key)
    wait = tries.wait_before(counts_for, now()) if typed else None
    counts = _code_counts(placement.office, "" if wait else typed, at, received_at)
    row = operations.check_in(
        placement,
        day,
        current_user.person_id,
        at,
        received_at,
        counts,
    )
    if wait and counts is False:
        flash(too_many_tries(wait), "warn")
        return see_other(url_for("attendance.scanned"))
    if counts is False and typed:
        tries.note_failure([counts_for], now())
    if row.with_code is False and typed:
        flash(
            _("You are in, but this is not the code on the screen. You may type it again."), "warn"
        )
        return see_other(url_for("attendance.scanned"))
    return _tapped(placement)


def _tapped_when() -> tuple[dt.datetime, dt.datetime | None, dt.date]:
    """When it was tapped: now, or when the phone says if it had to wait; then, when received."""
    at, said = now(), queue.phone_time(now())
    if said and at - said > REPORT_BACK:
        raise Refused(
            _("This waited on the phone for more than a week. Tell your office the time.")
        )
    return said or at, at if said else None, local_date(said or at, current_user.zone)


def _code_counts(
    office: Office, typed: str, at: dt.datetime, received_at: dt.datetime | None
) -> bool | None:
    """Whether the code was right when it was tapped; None if none is asked.

    A phone's clock may be minutes off, but a code of now does not say who was there hours ago.
    """
    if not code_setting_of(office.id).is_asked:
        return None
    secret, moments = current_app.config["SETTINGS"].key, [at]
    if received_at and received_at - at <= MEND_WITHIN:
        moments.append(received_at)
    return any(is_right(secret, office.key, typed, each) for each in moments)


@bp.post("/presensi/pulang")
@may("day.write")
def check_out() -> Response:
    at, received_at, day = _tapped_when()
    placement, last_night = _last_night(day, at)
    if last_night:
        day = last_night.day
    if placement is None or not last_night:
        placement = running_placement(day)
    operations.check_out(placement, day, current_user.person_id, at, received_at)
    return _tapped(placement_covering(current_user.person_id, asked.today()))


def _last_night(today: dt.date, at: dt.datetime) -> tuple[Placement | None, Attendance | None]:
    """Yesterday's placement and presence, where leaving at a moment ends that day."""
    midnight = moment(today, dt.time(), current_user.zone)
    if at >= midnight + dt.timedelta(hours=NIGHT_ENDS.hour):
        return None, None
    placement = placement_covering(current_user.person_id, today - DAY)
    if placement is None:
        return None, None
    row = queries.attendance_of(placement.id, today - DAY)
    came = queries.attendance_of_person(current_user.person_id, today)
    return placement, row if ends_last_night(row, came, midnight, at) else None


def running_placement(day: dt.date) -> Placement:
    placement = placement_covering(current_user.person_id, day)
    if placement is None:
        raise Refused(_("You have no running internship on this day."))
    return placement


def _tapped(placement: Placement | None) -> Response:
    """The fragment, or back to the page that was tapped on."""
    month = url_for("attendance.attendance")
    is_from_month = (request.referrer or "").partition("?")[0].endswith(month)
    back = month if is_from_month else "/"
    return see_other(back, "attendance/_today.html", **_presence(placement, asked.today()))


@bp.post("/presensi/kabar")
@may("day.write")
@takes_files
def report() -> Response:
    form = forms.ReportForm()
    if not form.validate():
        return _attendance(form, 422)
    day, at = form.day.data, now()
    try:
        row = operations.report_absence(
            running_placement(day),
            day,
            AttendanceKind(form.kind.data),
            form.note.data,
            current_user.person_id,
            at,
        )
    except Refused as refusal:
        form.day.errors = [str(refusal)]
        return _attendance(form, 409)
    try:
        for paper in sent_files("paper")[:1]:
            attach_paper(store(), row, content_of(paper), at)
    except Refused as refusal:  # the word itself is kept
        if comes_again(refusal):
            raise
        form.form_errors.append(_("Your word is kept. Paper: %(why)s", why=str(refusal)))
        return _attendance(form, 422)
    flash(_("Noted. Your supervisor sees it too."))
    return see_other(url_for("attendance.attendance", bulan=Month.of(day)))


@bp.post("/presensi/<key>/surat")
@may("proof.see", on=attendance_by_key)
def proof(row: Attendance) -> Response:
    see_proof(row, current_user.person_id, now())
    flash(_("Noted: you have seen the proof."))
    placement, month = placement_by_id(row.placement_id), Month.of(row.day)
    return see_other(page_url("placement", key=placement.key, bulan=month, _anchor="month"))
