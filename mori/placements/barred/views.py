"""Conflicts of interest: who never supervises or reviews whom; for coordinators alone."""

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.web.render import page, see_other

from . import forms, operations, queries
from .models import Barred

bp = Blueprint("barred", __name__)


@bp.get("/rotasi/benturan")
@may("barred.list")
def pairs() -> Response:
    return _pairs(forms.BarForm(formdata=None))


def _pairs(form: forms.BarForm, status: int = 200) -> Response:
    office = current_user.office_id
    form.offer(*queries.people_to_pair(office))
    return page(
        "placements/barred/pairs.html",
        status=status,
        here="interns",
        form=form,
        rows=queries.barred_of(office),
    )


@bp.post("/rotasi/benturan")
@may("barred.list")
def bar() -> Response:
    form, office = forms.BarForm(), current_user.office_id
    form.offer(*queries.people_to_pair(office))
    if not form.validate():
        return _pairs(form, 422)
    ids = form.ids[form.intern.data], form.ids[form.other.data]
    operations.bar_person(office, *ids, form.why.data, current_user.person_id, now())
    flash(_("Noted. It is seen by coordinators alone."))
    return see_other(url_for("barred.pairs"))


@bp.post("/rotasi/benturan/<key>/akhiri")
@may("barred.end", on=queries.barred_by_key)
def end(barred: Barred) -> Response:
    operations.end_bar(barred, current_user.person_id, now())
    flash(_("Both may be chosen together again."))
    return see_other(url_for("barred.pairs"))
