"""The aspects of a draft: adding, changing, moving and removing them."""

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _

from mori.access.guard import may
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.web.render import page, see_other

from . import forms, operations, queries
from .models import Scheme, SchemeAspect
from .views import show

bp = Blueprint("aspects", __name__)


def _back(scheme: Scheme, place: str = "aspek") -> Response:
    return see_other(f"{url_for('schemes.scheme', key=scheme.key)}#{place}")


@bp.post("/penilaian/skema/<key>/aspek")
@may("scheme.change", on=queries.scheme_by_key)
def add_aspect(scheme: Scheme) -> Response:
    form = forms.AspectForm()
    if not form.validate():
        return show(scheme, form, 422)
    token = token_for(form.token.data, scheme.id, *form.facts)
    try:
        operations.add_aspect(scheme, form.facts, token)
    except Refused as refusal:
        form.refuse(refusal)
        return show(queries.scheme_by_id(scheme.id), form, 409)
    flash(_("Saved."))
    return _back(scheme)


@bp.get("/penilaian/skema/aspek/<key>")
@may("scheme.change", on=queries.aspect_by_key)
def aspect(aspect: SchemeAspect) -> Response:
    if not aspect.scheme.state.is_draft:
        return _back(aspect.scheme)
    return _aspect(aspect, forms.aspect_form(aspect, aspect.scheme))


def _aspect(aspect: SchemeAspect, form: forms.AspectForm, status: int = 200) -> Response:
    return page(
        "evaluation/schemes/aspect.html",
        status=status,
        here="office",
        aspect=aspect,
        scheme=aspect.scheme,
        form=form,
    )


@bp.post("/penilaian/skema/aspek/<key>")
@may("scheme.change", on=queries.aspect_by_key)
def change_aspect(aspect: SchemeAspect) -> Response:
    form = forms.AspectForm()
    if not form.validate():
        return _aspect(aspect, form, 422)
    try:
        operations.change_aspect(aspect, form.facts, form.seen.data)
    except Refused as refusal:
        form.refuse(refusal)
        form.seen.data = aspect.scheme.revision
        return _aspect(aspect, form, 409)
    flash(_("Saved."))
    return _back(aspect.scheme)


@bp.post("/penilaian/skema/aspek/<key>/pindah")
@may("scheme.change", on=queries.aspect_by_key)
def move_aspect(aspect: SchemeAspect) -> Response:
    form = forms.MoveForm()
    if form.place.data is not None and form.to.data is not None:
        operations.move_aspect(aspect, form.place.data, form.to.data)
    return _back(aspect.scheme, f"a-{aspect.key}")


@bp.post("/penilaian/skema/aspek/<key>/hapus")
@may("scheme.change", on=queries.aspect_by_key)
def remove_aspect(aspect: SchemeAspect) -> Response:
    operations.remove_aspect(aspect)
    flash(_("%(name)s is removed.", name=aspect.label))
    return _back(aspect.scheme)
