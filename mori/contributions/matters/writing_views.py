"""Writing a matter on one page, and changing it."""

from typing import Any

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import local, now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.safeguarding.alerts.views import keep_no_copy
from mori.web.render import page, see_other
from mori.web.sessions import zone

from . import forms, operations, queries
from .models import Matter

bp = Blueprint("matter_writing", __name__)
bp.after_request(keep_no_copy)


@bp.get("/pendapat/baru")
@may("matter.make")
def new() -> Response:
    return _writing(forms.MatterForm(formdata=None))


def _writing(form: forms.MatterForm, status: int = 200, matter: Matter | None = None) -> Response:
    return page(
        "contributions/matters/writing.html",
        status=status,
        here="learn",
        form=form,
        matter=matter,
    )


def _sent() -> forms.MatterForm:
    form = forms.MatterForm()
    form.expect(zone(), now())
    return form


@bp.post("/pendapat/baru")
@may("matter.make")
def make() -> Response:
    form = _sent()
    if not form.validate():
        return _writing(form, 422)
    person_id = current_user.person_id
    matter = operations.make_matter(
        current_user.office_id,
        person_id,
        form.draft,
        token_for(form.token.data, person_id, *form.draft),
        now(),
    )
    flash(_("Saved. A colleague has to check it before it opens."))
    return see_other(url_for("matters.matter", key=matter.key))


@bp.get("/pendapat/<key>/ubah")
@may("matter.change", on=queries.matter_by_key)
def change(matter: Matter) -> Response:
    return _writing(forms.MatterForm(formdata=None, data=_filled_in(matter)), 200, matter)


def _filled_in(matter: Matter) -> dict[str, Any]:
    there = local(matter.reveals_at, zone())
    return {
        "title": matter.title,
        "body": matter.body,
        "kind": matter.kind,
        "level": matter.level,
        "day": there.date(),
        "time": there.time(),
        "due": matter.conclusion_due_on,
    }


@bp.post("/pendapat/<key>/ubah")
@may("matter.change", on=queries.matter_by_key)
def keep_change(matter: Matter) -> Response:
    form = _sent()
    if not form.validate():
        return _writing(form, 422, matter)
    try:
        operations.change_matter(matter, form.draft, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _writing(form, 409, matter)
    flash(_("Saved. It has to be checked again."))
    return see_other(url_for("matters.matter", key=matter.key))
