"""How many interns each unit takes, usually and in weeks that are different."""

from typing import Any

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.core.workdays import monday_of
from mori.offices.queries import units_of
from mori.web import asked
from mori.web.render import page, see_other

from . import forms, operations, queries
from .models import UnitCapacity

bp = Blueprint("capacity", __name__)


@bp.get("/rotasi/kapasitas")
@may("capacity.set")
def capacities() -> Response:
    return _show()


def _show(status: int = 200, **sent: Any) -> Response:
    office = current_user.office_id
    units, known = units_of(office), queries.capacities_of(office)
    usual = [known.usual.get(each.id) for each in units]
    fresh: dict[str, Any] = {
        "usual": forms.UsualForm(formdata=None, data={"places": usual}),
        "exception": forms.ExceptionForm(formdata=None),
    }
    shown = fresh | sent
    shown["exception"].offer(units)
    return page(
        "placements/capacity/capacities.html",
        status=status,
        here="interns",
        rows=list(zip(units, shown["usual"].places, strict=False)),
        exceptions=queries.exceptions_of(office, monday_of(asked.today())),
        **shown,
    )


@bp.post("/rotasi/kapasitas")
@may("capacity.set")
def set_usual() -> Response:
    form, units = forms.UsualForm(), units_of(current_user.office_id)
    if len(form.places) != len(units):
        return _show(422)
    if not form.validate():
        return _show(422, usual=form)
    said = {unit.id: entry.data for unit, entry in zip(units, form.places, strict=True)}
    operations.set_capacities(said)
    flash(_("The places are saved."))
    return see_other(url_for("capacity.capacities"))


@bp.post("/rotasi/kapasitas/pekan")
@may("capacity.set")
def set_exception() -> Response:
    form = forms.ExceptionForm()
    form.offer(units_of(current_user.office_id))
    if not form.validate():
        return _show(422, exception=form)
    operations.set_exceptions(form.ids[form.unit.data], form.weeks, form.number.data)
    flash(_("The places are saved."))
    return see_other(url_for("capacity.capacities"))


@bp.post("/rotasi/kapasitas/<key>/hapus")
@may("capacity.change", on=queries.capacity_by_key)
def forget(row: UnitCapacity) -> Response:
    operations.forget_exception(row)
    return see_other(url_for("capacity.capacities"))
