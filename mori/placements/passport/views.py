"""The rotation passport: what an intern has met in each unit, and what is missing."""

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.errors import Refused
from mori.offices.queries import units_of
from mori.web import asked
from mori.web.render import page, see_other

from ..models import Placement
from ..queries import placement_by_key
from . import forms, operations, queries

bp = Blueprint("passport", __name__)


@bp.get("/peserta/<key>/paspor")
@may("placement.read", on=placement_by_key)
def passport(placement: Placement) -> Response:
    is_own = placement.person_id == current_user.person_id
    return page(
        "placements/passport/passport.html",
        here="attendance" if is_own else "interns",
        placement=placement,
        stages=queries.stages_of(placement.id, placement.spans),
        today=asked.today(),
        may_tick=allowed(current_user, "competence.tick", placement),
        is_own=is_own,
    )


@bp.post("/peserta/<key>/paspor")
@may("competence.tick", on=placement_by_key)
def tick(placement: Placement) -> Response:
    key, is_met = request.form.get("kompetensi", ""), request.form.get("on") != "0"
    try:
        operations.tick_competence(placement, key, is_met, current_user.person_id, now())
    except Refused as refusal:
        flash(str(refusal), "warn")
    return see_other(url_for("passport.passport", key=placement.key))


@bp.get("/rotasi/kompetensi")
@may("competence.set")
def competences() -> Response:
    units = units_of(current_user.office_id)
    known = queries.competences_of([each.id for each in units])
    said = ["\n".join(row.text for row in known[each.id]) for each in units]
    return _competences(forms.CompetencesForm(formdata=None, data={"units": said}))


def _competences(form: forms.CompetencesForm, status: int = 200) -> Response:
    units = units_of(current_user.office_id)
    while len(form.units) < len(units):
        form.units.append_entry()
    return page(
        "placements/passport/competences.html",
        status=status,
        here="interns",
        form=form,
        rows=list(zip(units, form.units, strict=False)),
    )


@bp.post("/rotasi/kompetensi")
@may("competence.set")
def set_competences() -> Response:
    form, units = forms.CompetencesForm(), units_of(current_user.office_id)
    if len(form.units) != len(units) or not form.validate():
        return _competences(form, 422)
    try:
        for unit, texts in zip(units, form.texts, strict=True):
            operations.set_competences(unit.id, texts)
    except Refused as refusal:
        form.refuse(refusal)
        return _competences(form, 422)
    flash(_("The competences are saved."))
    return see_other(url_for("passport.competences"))
