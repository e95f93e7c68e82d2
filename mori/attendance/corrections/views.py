"""Corrections of attendance: interns ask, supervisors and coordinators decide."""

import datetime as dt

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed, supervisor_in
from mori.access.guard import may
from mori.access.roles import Actor
from mori.core.clock import local, now
from mori.core.errors import Refused
from mori.placements.models import Placement
from mori.placements.queries import placements_between
from mori.web import asked
from mori.web.asked import after, asked_day, next_page
from mori.web.render import page, see_other

from ..day_operations import mark_of
from ..models import Attendance
from ..papers.queries import paper_of
from ..queries import attendance_of
from ..rules import NIGHT_ENDS, REPORT_AHEAD
from . import operations, queries
from .forms import EVENT_LABELS, CorrectionForm, DecisionForm, PartAwayForm
from .models import AttendanceCorrection
from .rules import CORRECT_BACK

bp = Blueprint("corrections", __name__)


@bp.get("/presensi/koreksi")
@may("day.read")
def corrections() -> Response:
    day = asked_day()
    return _corrections(_form_for(day) if day else CorrectionForm(formdata=None, day=asked.today()))


def _form_for(day: dt.date) -> CorrectionForm:
    """A form with what is recorded about the day."""
    placement = _placement_on(day)
    row = attendance_of(placement.id, day) if placement else None
    if row is None:
        return CorrectionForm(formdata=None, day=day, kind="present")
    came, left = (each and local(each, current_user.zone).time() for each in _times(row))
    return CorrectionForm(formdata=None, day=day, kind=row.kind, came=came, left=left)


def _times(row: Attendance) -> tuple[dt.datetime | None, dt.datetime | None]:
    return row.checked_in_at, row.checked_out_at


def _placement_on(day: dt.date) -> Placement | None:
    return next(iter(placements_between(current_user.person_id, day, day)), None)


def _corrections(form: CorrectionForm, status: int = 200) -> Response:
    begin = after(int)
    found = queries.corrections_of(current_user.person_id, begin[0] if begin else None)
    shown, more = next_page(found, queries.PAGE, lambda row: (row.id,))
    return page(
        "attendance/corrections/own.html",
        status=status,
        here="attendance",
        form=form,
        earliest=asked.today() - CORRECT_BACK,
        latest=asked.today(),
        night_ends=NIGHT_ENDS,
        rows=shown,
        more=more,
    )


@bp.post("/presensi/koreksi")
@may("day.write")
def ask_for_correction() -> Response:
    form = CorrectionForm()
    if not form.validate():
        return _corrections(form, 422)
    day, placement = form.day.data, _placement_on(form.day.data)
    try:
        if placement is None:
            raise Refused(_("This day is not part of your internship. Choose another day."))
        said = form.said(placement.office.zone)
        operations.ask_for_correction(
            placement, day, said, form.reason.data, form.token.data, now()
        )
    except Refused as refusal:
        form.refuse(refusal)
        return _corrections(form, 409)
    flash(_("Asked. Your supervisor or the coordinator decides."))
    return see_other(url_for("corrections.corrections"))


@bp.get("/presensi/izin-sebagian")
@may("day.read")
def part_away() -> Response:
    return _part_away(PartAwayForm(formdata=None, day=asked_day() or asked.today()))


def _part_away(form: PartAwayForm, status: int = 200) -> Response:
    return page(
        "attendance/corrections/part_away.html",
        status=status,
        here="attendance",
        form=form,
        earliest=asked.today() - CORRECT_BACK,
        latest=asked.today() + REPORT_AHEAD,
    )


@bp.post("/presensi/izin-sebagian")
@may("day.write")
def ask_to_be_away() -> Response:
    form = PartAwayForm()
    if not form.validate():
        return _part_away(form, 422)
    day, placement = form.day.data, _placement_on(form.day.data)
    try:
        if placement is None:
            raise Refused(_("This day is not part of your internship. Choose another day."))
        part = form.part(placement.office.zone)
        operations.ask_to_be_away(placement, day, part, form.reason.data, form.token.data, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _part_away(form, 409)
    flash(_("Asked. Your supervisor or the coordinator decides."))
    return see_other(url_for("corrections.corrections"))


def corrections_waiting(actor: Actor, at: dt.datetime) -> int:
    """What the badge of "Interns" counts; nothing for whoever decides on none."""
    if actor.office_id is None or not allowed(actor, "correction.list"):
        return 0
    reviewer = supervisor_in(actor, "correction.read")
    return queries.count_of_corrections_waiting(actor.office_id, reviewer)


@bp.get("/koreksi")
@may("correction.list")
def correction_list() -> Response:
    is_done = request.args.get("saring") == "selesai"
    reviewer, begin = supervisor_in(current_user, "correction.read"), after(int)
    look = queries.corrections_decided if is_done else queries.corrections_waiting
    found = look(current_user.office_id, reviewer, begin[0] if begin else None)
    shown, more = next_page(found, queries.PAGE, lambda row: (row.id,))
    return page(
        "attendance/corrections/list.html",
        here="interns",
        rows=shown,
        more=more,
        is_done=is_done,
    )


@bp.get("/koreksi/<key>")
@may("correction.read", on=queries.correction_by_key)
def correction(correction: AttendanceCorrection) -> Response:
    return _correction(correction, DecisionForm(formdata=None))


def _correction(
    correction: AttendanceCorrection, form: DecisionForm, status: int = 200
) -> Response:
    recorded = attendance_of(correction.placement_id, correction.day)
    is_open = correction.state.is_open
    is_own = correction.person_id == current_user.person_id
    return page(
        "attendance/corrections/correction.html",
        status=status,
        here="attendance" if is_own else "interns",
        correction=correction,
        recorded=recorded,
        seen=mark_of(recorded),
        is_open=is_open,
        is_own=is_own,
        may_decide=is_open
        and not is_own
        and allowed(current_user, "correction.decide", correction),
        may_call_off=_may_call_off(correction),
        paper=recorded and paper_of(recorded.id),
        events=queries.events_of(correction.id),
        labels=EVENT_LABELS,
        form=form,
    )


def _may_call_off(correction: AttendanceCorrection) -> bool:
    """Whoever asked, before the day; whoever decides, also afterwards."""
    if not (correction.is_part_away and correction.state.is_accepted):
        return False
    if correction.person_id == current_user.person_id:
        return correction.day > asked.today()
    return allowed(current_user, "correction.call_off", correction)


@bp.post("/koreksi/<key>/batal")
@may("correction.call_off", on=queries.correction_by_key)
def call_off_absence(correction: AttendanceCorrection) -> Response:
    note = request.form.get("note", "").strip()[:300]
    zone = correction.office.zone
    operations.call_off_absence(correction, note, current_user.person_id, zone, now())
    flash(_("Called off. The whole day counts."))
    return see_other(url_for("corrections.correction", key=correction.key))


@bp.post("/koreksi/<key>")
@may("correction.decide", on=queries.correction_by_key)
def decide_correction(correction: AttendanceCorrection) -> Response:
    form = DecisionForm()
    if not form.validate():
        return _correction(correction, form, 422)
    decided = (correction, form.note.data, current_user.person_id, now())
    try:
        if form.verb.data == "accept":
            operations.accept_correction(*decided, seen=form.seen.data)
        else:
            operations.refuse_correction(*decided)
    except Refused as refusal:
        form.refuse(refusal)
        fresh = queries.correction_by_key(correction.key)
        return _correction(fresh or correction, form, 409)
    flash(_("Decided. The intern sees it."))
    return see_other(url_for("corrections.correction_list"))


@bp.post("/koreksi/<key>/tarik")
@may("correction.withdraw", on=queries.correction_by_key)
def withdraw_correction(correction: AttendanceCorrection) -> Response:
    operations.withdraw_correction(correction, now())
    flash(_("Withdrawn. Nothing was changed."))
    return see_other(url_for("corrections.corrections"))
