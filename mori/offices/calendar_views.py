"""When the office works: its hours by weekday and season, and its holidays."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.core.errors import Refused
from mori.web import asked
from mori.web.fields import Form
from mori.web.filters import names
from mori.web.i18n import locale
from mori.web.render import page, see_other

from . import forms, operations, queries
from .models import Holiday, OfficeHours
from .rules import HolidayKind, Season
from .views import may_change

bp = Blueprint("calendar", __name__)

HOURS_FIELDS = ("weekdays", "opens", "closes", "break_minutes", "from_on", "until_on")


@bp.get("/kantor/jam")
@may("office.read")
def hours() -> Response:
    return _hours()


def _hours(
    status: int = 200,
    form: forms.HoursForm | None = None,
    season_form: forms.SeasonForm | None = None,
) -> Response:
    weeks = queries.weeks_of(current_user.office_id)
    return page(
        "offices/hours.html",
        status=status,
        here="office",
        weeks=weeks,
        weekdays=names(locale(), "days", "wide"),
        form=form or forms.HoursForm(formdata=None),
        season_form=season_form or forms.SeasonForm(formdata=None),
        may_change=may_change(),
        dropped=_dropped(weeks) if may_change() else {},
    )


def _dropped(weeks: dict[Season, list[OfficeHours]]) -> dict[str, str]:
    """The hours in the address, while the office really has none on that weekday."""
    asked = {name: request.args[name] for name in HOURS_FIELDS if name in request.args}
    weekday, begins = asked.get("weekdays"), asked.get("from_on", "")
    has_some = any(
        (str(hours.weekday), str(hours.from_on or "")) == (weekday, begins)
        for rows in weeks.values()
        for hours in rows
    )
    return {} if weekday is None or has_some else asked


@bp.post("/kantor/jam")
@may("office.change")
def set_hours() -> Response:
    form = forms.HoursForm()
    if form.validate() and _kept(
        form,
        operations.set_hours,
        form.weekdays.data,
        form.opens.data,
        form.closes.data,
        form.break_minutes.data,
        *form.season,
    ):
        return _hours_saved()
    return _hours(422, form=form)


@bp.post("/kantor/jam/baku")
@may("office.change")
def set_standard_hours() -> Response:
    operations.set_standard_hours(current_user.office_id)
    return _hours_saved()


@bp.post("/kantor/jam/ramadan")
@may("office.change")
def set_ramadan_hours() -> Response:
    form = forms.SeasonForm()
    if form.validate() and _kept(form, operations.set_standard_hours, form.season):
        return _hours_saved()
    return _hours(422, season_form=form)


def _kept(form: Form, operation: Any, *arguments: Any) -> bool:
    """Whether the rules let the office have these hours; else the form says why not."""
    try:
        operation(current_user.office_id, *arguments)
    except Refused as refusal:
        form.refuse(refusal)
        return False
    return True


@bp.post("/kantor/jam/<key>/hapus")
@may("office.part", on=queries.hours_by_key)
def drop_hours(hours: OfficeHours) -> Response:
    if "season" in request.form:
        operations.drop_season(hours)
        return _hours_saved()
    operations.drop_hours(hours)
    return see_other(url_for("calendar.hours", **_to_put_back(hours)))


def _to_put_back(hours: OfficeHours) -> dict[str, Any]:
    """The fields of the form by which the same hours are set again."""
    fields = {
        "weekdays": hours.weekday,
        "opens": f"{hours.opens:%H:%M}",
        "closes": f"{hours.closes:%H:%M}",
        "break_minutes": hours.break_minutes,
    }
    season = {"from_on": hours.from_on, "until_on": hours.until_on} if hours.from_on else {}
    return fields | season


def _hours_saved() -> Response:
    flash(_("The hours are saved."))
    return see_other(url_for("calendar.hours"))


@bp.get("/kantor/libur")
@may("office.read")
def holidays() -> Response:
    return _holidays(forms.HolidayForm(formdata=None))


def _holidays(form: forms.HolidayForm, status: int = 200) -> Response:
    years = _years()
    typed = form.day.data.year if form.day.data else years[0]
    asked = request.args.get("tahun", typed, type=int)
    year = asked if asked in years else years[0]
    rows = queries.holidays_of(current_user.office_id, dt.date(year, 1, 1), dt.date(year, 12, 31))
    return page(
        "offices/holidays.html",
        status=status,
        here="office",
        rows=rows,
        sources=sorted({row.source for row in rows if row.source}),
        year=year,
        years=years,
        form=form,
        may_change=may_change(),
    )


def _years() -> tuple[int, int]:
    """This year and the next."""
    year = asked.today().year
    return year, year + 1


@bp.post("/kantor/libur")
@may("office.change")
def add_holiday() -> Response:
    form = forms.HolidayForm()
    if not form.validate():
        return _holidays(form, 422)
    day = form.day.data
    if day.year not in _years():
        form.day.errors = [_("Choose a day of this year or the next.")]
        return _holidays(form, 422)
    try:
        operations.add_holiday(current_user.office_id, day, form.name.data, HolidayKind.LOCAL)
    except Refused as refusal:
        form.day.errors = [str(refusal)]
        return _holidays(form, 422)
    return _holiday_saved(day)


@bp.post("/kantor/libur/<key>/hapus")
@may("office.part", on=queries.holiday_by_key)
def drop_holiday(holiday: Holiday) -> Response:
    operations.drop_holiday(holiday)
    return _holiday_saved(holiday.day)


def _holiday_saved(day: dt.date) -> Response:
    flash(_("The calendar is saved."))
    return see_other(url_for("calendar.holidays", tahun=day.year))
