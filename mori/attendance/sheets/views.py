"""The sign-in sheet: printed for a unit, signed by hand, typed in afterwards."""

import datetime as dt
from collections.abc import Sequence

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import supervisor_in
from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.core.files.documents import make_pdf
from mori.core.states import changed_meanwhile
from mori.core.workdays import DAY, monday_of
from mori.offices.models import Unit
from mori.offices.queries import office_by_id, units_of, workdays_between
from mori.web import asked
from mori.web.asked import after, asked_day, next_page
from mori.web.files import pdf_file
from mori.web.i18n import locale
from mori.web.render import page, see_other

from ..corrections.rules import CORRECT_BACK, may_correct
from ..prints import sheet_content
from ..queries import attendance_on
from . import queries
from .forms import CHOICES, SheetForm, TypedLine, keys_in, lines_from, said_in
from .operations import enter_sheet

bp = Blueprint("sheets", __name__)


@bp.get("/presensi/lembar")
@may("sheet.write")
def sheet() -> Response:
    unit, days = _unit(), _days()
    return page(
        "attendance/sheets/sheet.html",
        here="interns",
        units=units_of(current_user.office_id, closed=True),
        unit=unit,
        day=_day(),
        signed_on=asked_day() or _last_workday(),
        days=days,
        is_week=_is_week(),
        names=_names(unit, days),
        address=request.query_string.decode(),
    )


@bp.get("/presensi/lembar.pdf")
@may("sheet.write")
def sheet_pdf() -> Response:
    unit, days = _unit(), _days()
    office = office_by_id(current_user.office_id)
    content = sheet_content(office, unit, days, _names(unit, days), locale(), now())
    body = make_pdf("sheet", content, now())
    return pdf_file(body, "lembar hadir", unit.short if unit else "", days[0])


def _day() -> dt.date:
    """The day asked for, else the working day that is next signed: today or after it."""
    today = asked.today()
    return asked_day() or next(iter(_workdays(today, today + 30 * DAY)), today)


def _last_workday() -> dt.date:
    """The working day that was last signed: today or before it."""
    today = asked.today()
    return next(reversed(_workdays(today - CORRECT_BACK, today)), today)


def _workdays(first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    office, version = current_user.office_id, current_user.calendar_version
    return workdays_between(office, version, first, last)


def _is_week() -> bool:
    return request.args.get("pekan") == "1"


def _days() -> list[dt.date]:
    """The day, or the working days of its week; a week off is shown as it is."""
    day = _day()
    if not _is_week():
        return [day]
    monday = monday_of(day)
    return list(_workdays(monday, monday + 6 * DAY)) or [day]


def _unit() -> Unit | None:
    return queries.unit_of(current_user.office_id, request.args.get("unit", ""))


def _names(unit: Unit | None, days: Sequence[dt.date]) -> list[str]:
    people = queries.people_on(
        current_user.office_id,
        days[0],
        days[-1],
        unit_id=unit.id if unit else None,
        reviewer_id=supervisor_in(current_user, "placement.read"),
        most=queries.ON_PAPER,
    )
    return [each.person.name for each in people]


@bp.get("/presensi/isi")
@may("sheet.write")
def entering() -> Response:
    unit, day, begin = _unit(), asked_day() or _last_workday(), after(str, int)
    found = queries.people_on(
        current_user.office_id,
        day,
        day,
        unit_id=unit.id if unit else None,
        reviewer_id=supervisor_in(current_user, "placement.read"),
        after=begin,
    )
    shown, more = next_page(found, queries.PAGE, lambda row: (row.person.name_folded, row.id))
    recorded = attendance_on([each.id for each in shown], day)
    lines = [TypedLine(each, recorded.get(each.id)) for each in shown]
    return _entering(SheetForm(formdata=None, day=day), lines, more=more)


def _entering(
    form: SheetForm, lines: list[TypedLine], status: int = 200, more: str = ""
) -> Response:
    today = asked.today()
    return page(
        "attendance/sheets/entering.html",
        status=status,
        here="interns",
        form=form,
        units=units_of(current_user.office_id, closed=True),
        unit=_unit(),
        lines=lines,
        wrong=[line for line in lines if line.error],
        choices=CHOICES,
        more=more,
        is_open=form.day.data is not None and may_correct(form.day.data, today),
        earliest=today - CORRECT_BACK,
        latest=today,
    )


@bp.post("/presensi/isi")
@may("sheet.write")
def enter() -> Response:
    form = SheetForm()
    if not form.validate():
        return _entering(form, [], 422)
    token = token_for(form.token.data, current_user.key, *said_in(request.form))
    if queries.is_entered(token):
        return _entered(form.day.data)
    day, lines = form.day.data, _typed_lines(form.day.data)
    if not may_correct(day, asked.today()):
        form.day.errors = [_("Choose a day of the last month, until today.")]
    if form.errors or any(line.error for line in lines):
        return _entering(form, lines, 422)
    wanted = [line.sheet_line for line in lines if line.is_wanted]
    try:
        if len(lines) != len(keys_in(request.form)):  # somebody was moved elsewhere meanwhile
            raise changed_meanwhile()
        enter_sheet(current_user.office_id, day, wanted, token, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _entering(form, _typed_lines(day), 409)
    return _entered(day)


def _typed_lines(day: dt.date) -> list[TypedLine]:
    """The lines sent, beside what is recorded by now."""
    keys = keys_in(request.form)
    people = queries.people_by_key(
        keys, current_user.office_id, day, supervisor_in(current_user, "placement.read")
    )
    recorded = attendance_on([each.id for each in people], day)
    return lines_from(request.form, people, recorded, day, current_user.zone, now())


def _entered(day: dt.date) -> Response:
    flash(_("The sheet is entered."))
    unit = _unit()
    return see_other(url_for("sheets.entering", hari=day, unit=unit.key if unit else None))
