"""The rotation passport: what an intern has met in each unit, and what is missing."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user
from htmx_flask import request

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.errors import Refused
from mori.offices.queries import units_of
from mori.web import asked
from mori.web.menu import page_url
from mori.web.render import page, see_other

from ..models import Placement
from ..queries import placement_by_key
from . import forms, operations, queries
from .rules import SOON

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
    """One or more of them: on the page of the passport, or beside the entry that shows it."""
    keys, is_met = request.form.getlist("kompetensi"), request.form.get("on") != "0"
    entry, unit = request.form.get("entri", ""), request.form.get("unit", "")
    try:
        for key in keys:
            operations.tick_competence(placement, key, is_met, current_user.person_id, now())
    except Refused as refusal:
        flash(str(refusal), "warn")
    if entry and request.htmx:
        return _beside_entry(placement, unit, entry)
    if entry:
        return see_other(page_url("queue", buka=entry))
    return see_other(url_for("passport.passport", key=placement.key))


def _beside_entry(placement: Placement, unit: str, entry: str) -> Response:
    template = "placements/passport/_entry.html"
    return page(template, template, **_entry_context(placement, unit, entry))


def entry_part(placement_key: str, unit: str, entry: str) -> dict[str, Any] | None:
    """Beside an entry that is reviewed: what its unit teaches, to tick what it shows."""
    placement = placement_by_key(placement_key)
    if placement is None or not allowed(current_user, "competence.tick", placement):
        return None
    context = _entry_context(placement, unit, entry)
    stage = context["stage"]
    return context if stage and stage.ticks else None


def _entry_context(placement: Placement, unit: str, entry: str) -> dict[str, Any]:
    spans = [span for span in placement.spans if span.unit.key == unit]
    stages = queries.stages_of(placement.id, spans)
    return {
        "placement": placement,
        "stage": stages[0] if stages else None,
        "unit": unit,
        "entry": entry,
        "today": asked.today(),
    }


def today_part(placement: Any, today: dt.date) -> dict[str, Any] | None:
    """On an intern's start page: what is missing in the unit that is left soon."""
    if placement.span_ends_on > today + SOON:
        return None  # without asking
    found = queries.unmet_by(placement.placement_id, today, today + SOON)
    return {"row": found[0]} if found else None


@bp.get("/rotasi/kompetensi")
@may("competence.set")
def competences() -> Response:
    units = units_of(current_user.office_id)
    known = queries.competences_of([each.id for each in units])
    said = ["\n".join(row.text for row in known[each.id]) for each in units]
    return _competences(forms.CompetencesForm(formdata=None, data={"units": said}))


def _competences(form: forms.CompetencesForm, status: int = 200) -> Response:
    units, today = units_of(current_user.office_id), asked.today()
    while len(form.units) < len(units):
        form.units.append_entry()
    return page(
        "placements/passport/competences.html",
        status=status,
        here="interns",
        form=form,
        rows=list(zip(units, form.units, strict=False)),
        leaving=queries.unmet_soon(current_user.office_id, today, today + SOON),
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
