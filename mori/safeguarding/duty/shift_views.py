"""When somebody is there, as an office promises it, and who keeps that, as it plans it."""

from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.accounts.queries import people_granted
from mori.core.clock import ZONE_NAMES, now
from mori.core.errors import Refused
from mori.core.workdays import DAY
from mori.web.asked import asked_day, today
from mori.web.filters import names
from mori.web.i18n import locale
from mori.web.render import page, see_other

from . import forms, operations, queries, rules
from . import page_queries as pages
from .models import Shift, StaffedHours
from .views import keep_no_copy

bp = Blueprint("shifts", __name__)
bp.after_request(keep_no_copy)

AHEAD = forms.MOST_WEEKS * 7 * DAY


@bp.get("/jaga/jam")
@may("duty.read")
def hours() -> Response:
    return _hours(forms.StaffedHoursForm(formdata=None))


def _hours(form: forms.StaffedHoursForm, status: int = 200) -> Response:
    return page(
        "safeguarding/duty/hours.html",
        status=status,
        here="board",
        rows=pages.hours_of(current_user.office_id),
        weekdays=names(locale(), "days", "wide"),
        form=form,
        may_change=allowed(current_user, "duty.promise"),
    )


@bp.post("/jaga/jam")
@may("duty.promise")
def declare() -> Response:
    form = forms.StaffedHoursForm()
    if not form.validate():
        return _hours(form, 422)
    operations.declare_hours(current_user.office_id, form.hours)
    return _hours_saved()


@bp.post("/jaga/jam/kantor")
@may("duty.promise")
def declare_office_hours() -> Response:
    operations.declare_office_hours(current_user.office_id)
    return _hours_saved()


@bp.post("/jaga/jam/<key>/hapus")
@may("duty.take_back", on=pages.hours_promised)
def take_back(hours: StaffedHours) -> Response:
    operations.take_back_hours(hours)
    return _hours_saved()


def _hours_saved() -> Response:
    flash(_("The hours of duty are saved."))
    return see_other(url_for("shifts.hours"))


@bp.get("/jaga/giliran")
@may("duty.read")
def shifts() -> Response:
    return _shifts(_form(formdata=None))


def _form(**options: Any) -> forms.ShiftForm:
    officers = people_granted(current_user.office_id, "duty.plan")
    return forms.ShiftForm(officers, **options)


def _shifts(form: forms.ShiftForm, status: int = 200) -> Response:
    return page(
        "safeguarding/duty/shifts.html",
        status=status,
        here="board",
        shifts=_planned(is_national=False),
        form=form,
    )


def _planned(*, is_national: bool) -> dict[str, Any]:
    """A week of the office's shifts, whether whoever looks may take each away, and what follows."""
    day = asked_day() or today()
    following = day + 7 * DAY
    begins = rules.whole_days(day, day + 6 * DAY, current_user.zone)
    first = max(begins.starts_at, now())
    rows = pages.shifts_of(current_user.office_id, first, begins.ends_at, is_national=is_national)
    return {
        "rows": [(row, allowed(current_user, "duty.change", row)) for row in rows],
        "day": day,
        "following": f"{request.path}?hari={following}" if following < today() + AHEAD else "",
    }


@bp.post("/jaga/giliran")
@may("duty.plan")
def plan() -> Response:
    form = _form()
    if form.validate() and _kept(form, is_national=False):
        return see_other(url_for("shifts.shifts"))
    return _shifts(form, 422)


def _kept(form: forms.ShiftForm, *, is_national: bool) -> bool:
    """Whether the shifts could be planned; else the form says why not."""
    try:
        left_out = operations.plan_shifts(
            current_user.office_id,
            form.officers,
            form.pattern,
            current_user.zone,
            form.token.data,
            is_national=is_national,
        )
    except Refused as refusal:
        form.refuse(refusal)
        return False
    flash(_("The shifts are planned."))
    if left_out:
        flash(
            ngettext(
                "%(n)d was left out: that officer has another shift then.",
                "%(n)d were left out: those officers have other shifts then.",
                left_out,
                n=left_out,
            )
        )
    return True


@bp.post("/jaga/giliran/<key>/hapus")
@may("duty.change", on=pages.shift_by_key)
def drop(shift: Shift) -> Response:
    operations.drop_shift(shift, now())
    flash(_("The shift is taken away."))
    return see_other(url_for("shifts.national" if shift.is_national else "shifts.shifts"))


@bp.get("/jaga/nasional")
@may("nation.duty")
def national() -> Response:
    may_plan = allowed(current_user, "duty.plan_nation")
    return _national(_form(formdata=None) if may_plan else None)


def _national(form: forms.ShiftForm | None, status: int = 200) -> Response:
    """How many are on duty, and who they are nowhere: the national operator sees no person."""
    at = now()
    last = at + rules.WEEKS_AHEAD * 7 * DAY
    roster = queries.roster_of(None, at, last)
    runs = roster.runs(at, last)
    return page(
        "safeguarding/duty/national.html",
        status=status,
        here="national_duty",
        weeks=rules.by_week(rules.by_day(runs, roster.zone)),
        there=len(roster.there(at)),
        country=roster.zone,
        country_name=ZONE_NAMES[roster.zone],
        minutes=rules.minutes_of(runs),
        minutes_of_holes=rules.minutes_of(run for run in runs if run.is_hole),
        shifts=_planned(is_national=True) if current_user.has_office else {},
        form=form,
        has_office=current_user.has_office,
    )


@bp.post("/jaga/nasional")
@may("duty.plan_nation")
def plan_national() -> Response:
    form = _form()
    if form.validate() and _kept(form, is_national=True):
        return see_other(url_for("shifts.national"))
    return _national(form, 422)
