"""The office: what it is called, its units; and its calendar, see calendar_views.py."""

import datetime as dt

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import ZONE_NAMES, local_date, now
from mori.core.errors import Refused
from mori.web.filters import names
from mori.web.i18n import locale
from mori.web.render import page, parts_of, see_other

from . import forms, operations, queries
from .models import Unit
from .rules import stretches, unit_code

bp = Blueprint("offices", __name__)

NEXT_HOLIDAYS = 4


@bp.get("/kantor")
@may("office.read")
def office() -> Response:
    return _office()


def _office(
    status: int = 200,
    office_form: forms.OfficeForm | None = None,
    unit_form: forms.UnitForm | None = None,
    modules_form: forms.ModulesForm | None = None,
) -> Response:
    office = queries.office_by_id(current_user.office_id)
    today = local_date(now(), office.zone)
    coming = queries.holidays_of(office.id, today, today + dt.timedelta(days=366))
    return page(
        "offices/office.html",
        status=status,
        here="office",
        office=office,
        zone_name=ZONE_NAMES[office.zone],
        units=queries.units_of(office.id, closed=True),
        weeks=[(season, stretches(rows)) for season, rows in queries.weeks_of(office.id).items()],
        weekdays=names(locale(), "days", "wide"),
        holidays=coming[:NEXT_HOLIDAYS],
        office_form=office_form or forms.OfficeForm(formdata=None, obj=office),
        unit_form=unit_form or forms.UnitForm(formdata=None),
        modules_form=modules_form
        or forms.ModulesForm(formdata=None, data={"modules": queries.modules_of(office.id)}),
        parts=parts_of("office"),
        may_change=may_change(),
    )


def may_change() -> bool:
    return allowed(current_user, "office.change")


@bp.post("/kantor")
@may("office.change")
def change_office() -> Response:
    form = forms.OfficeForm()
    if not form.validate():
        return _office(422, office_form=form)
    operations.change_office(
        current_user.office_id,
        form.name.data,
        form.seat.data,
        form.address.data,
        form.letterhead.data,
    )
    flash(_("Saved."))
    return see_other(url_for("offices.office"))


@bp.post("/kantor/bagian")
@may("office.change")
def use_modules() -> Response:
    form = forms.ModulesForm()
    if not form.validate():
        return _office(422, modules_form=form)
    operations.use_modules(current_user.office_id, form.wanted)
    flash(_("Saved."))
    return see_other(url_for("offices.office"))


@bp.post("/kantor/unit")
@may("office.change")
def add_unit() -> Response:
    form = forms.UnitForm()
    if not form.validate():
        return _office(422, unit_form=form)
    name, short = form.name.data, form.short.data
    try:
        operations.add_unit(current_user.office_id, unit_code(short), name, short)
    except Refused:
        form.short.errors = [_("Another unit has this short name already.")]
        return _office(422, unit_form=form)
    flash(_("%(name)s is added.", name=name))
    return see_other(url_for("offices.office"))


@bp.get("/kantor/unit/<key>")
@may("office.part", on=queries.unit_by_key)
def unit(unit: Unit) -> Response:
    form = forms.ChangeUnitForm(formdata=None, obj=unit)
    return page("offices/unit.html", here="office", unit=unit, form=form)


@bp.post("/kantor/unit/<key>")
@may("office.part", on=queries.unit_by_key)
def change_unit(unit: Unit) -> Response:
    form = forms.ChangeUnitForm()
    if not form.validate():
        return page("offices/unit.html", status=422, here="office", unit=unit, form=form)
    operations.change_unit(unit, form.name.data, form.short.data, form.is_open.data)
    flash(_("Saved."))
    return see_other(url_for("offices.office"))
