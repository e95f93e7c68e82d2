"""Series of events: when the next one is due."""

from flask import Blueprint, Response, url_for
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.web.render import page, see_other

from .. import queries
from ..models import Series
from . import forms, operations
from .rules import months_later

bp = Blueprint("event_series", __name__)


@bp.get("/kegiatan/seri")
@may("event.list")
def series() -> Response:
    return _shown(forms.SeriesForm(formdata=None))


@bp.post("/kegiatan/seri")
@may("event.make")
def add() -> Response:
    form = forms.SeriesForm()
    if not form.validate():
        return _shown(form, 422)
    said = (form.name.data or "", form.every_months.data)
    token = token_for(form.token.data, current_user.office_id, *said)
    operations.make_series(current_user.office_id, *said, token, now())
    return see_other(url_for("event_series.series"))


@bp.get("/kegiatan/seri/<key>")
@may("series.change", on=queries.series_by_key)
def changing(series: Series) -> Response:
    known = {"name": series.name, "every_months": series.every_months}
    return _changing(series, forms.SeriesForm(formdata=None, data=known))


@bp.post("/kegiatan/seri/<key>")
@may("series.change", on=queries.series_by_key)
def change(series: Series) -> Response:
    form = forms.SeriesForm()
    if not form.validate():
        return _changing(series, form, 422)
    operations.change_series(series, form.name.data or "", form.every_months.data)
    return see_other(url_for("event_series.series"))


def _changing(series: Series, form: forms.SeriesForm, status: int = 200) -> Response:
    return page(
        "events/making/series_change.html", status=status, here="network", form=form, series=series
    )


def _shown(form: forms.SeriesForm, status: int = 200) -> Response:
    rows = queries.series_of(current_user.office_id)
    last = queries.last_of_series([row.id for row in rows]) if rows else {}
    due = {
        row.id: months_later(last[row.id], row.every_months)
        for row in rows
        if row.every_months and row.id in last
    }
    return page(
        "events/making/series.html",
        status=status,
        here="network",
        form=form,
        rows=rows,
        last=last,
        due=due,
        may_make=allowed(current_user, "event.make"),
    )
