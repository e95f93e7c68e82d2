"""Adding somebody by hand, and saying that somebody died."""

from typing import Any

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.core.errors import Refused
from mori.web.render import page, see_other

from ..models import Alumnus
from ..queries import alumnus_by_id, alumnus_by_key, record_of
from ..rules import LIVING
from . import correcting_operations as operations
from . import forms, page_queries
from .views import HERE, called, offer_regions, offer_stay

bp = Blueprint("new_records", __name__)


@bp.get("/alumni/baru")
@may("alumni.add")
def new() -> Response:
    return _new(_form(formdata=None))


def _form(**options: Any) -> forms.NewForm:
    form = forms.NewForm(**options)
    offer_regions(form)
    offer_stay(form, current_user.office_id)
    return form


def _new(form: forms.NewForm, status: int = 200, alike: Any = ()) -> Response:
    return page("alumni/records/new.html", status=status, here=HERE, form=form, alike=alike)


@bp.post("/alumni/baru")
@may("alumni.add")
def add() -> Response:
    form = _form()
    if not form.validate():
        return _new(form, 422)
    sent = page_queries.alumnus_by_token(form.token.data or "")
    alike = page_queries.those_like(current_user.office_id, form.told_apart_by)
    if alike and not form.is_new.data and not sent:
        return _new(form, 422, alike)
    made = operations.add_alumnus(
        current_user.office_id,
        form.facts(form.whole),
        form.stay(called(current_user.office_id, form.institution.data)),
        form.token.data or "",
        current_user.person_id,
        now(),
    )
    if made.office_id != current_user.office_id:  # whoever sends a token seen elsewhere
        return _new(_form(formdata=None), 422)
    flash(_("Saved."))
    return see_other(url_for("records.record", key=made.key))


@bp.get("/alumni/<key>/wafat")
@may("alumni.change", on=alumnus_by_key)
def death(alumnus: Alumnus) -> Response:
    if alumnus.state not in LIVING:
        return see_other(url_for("records.record", key=alumnus.key))
    form = forms.DeathForm(formdata=None, data={"revision": str(alumnus.revision)})
    return _death(alumnus, form)


def _death(alumnus: Alumnus, form: forms.DeathForm, status: int = 200) -> Response:
    return page(
        "alumni/records/death.html",
        status=status,
        here=HERE,
        alumnus=alumnus,
        record=record_of(alumnus),
        form=form,
    )


@bp.post("/alumni/<key>/wafat")
@may("alumni.change", on=alumnus_by_key)
def note_death(alumnus: Alumnus) -> Response:
    form = forms.DeathForm()
    if not form.validate():
        return _death(alumnus, form, 422)
    try:
        operations.note_death(alumnus, form.seen, form.note.data, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        form.revision.data = str(alumnus_by_id(alumnus.id).revision)
        return _death(alumnus, form, 422)
    flash(_("Noted. They are no longer shown, asked or written to."))
    return see_other(url_for("records.record", key=alumnus.key))


@bp.post("/alumni/<key>/keliru")
@may("alumni.change", on=alumnus_by_key)
def take_death_back(alumnus: Alumnus) -> Response:
    operations.take_death_back(alumnus, current_user.person_id, now())
    flash(_("Taken back. Everything is as it was."))
    return see_other(url_for("records.record", key=alumnus.key))
