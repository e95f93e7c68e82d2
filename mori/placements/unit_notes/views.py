"""What one unit tells the next about an intern."""

from typing import Any

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.web.render import page, see_other

from ..models import Placement
from ..queries import placement_by_key
from . import forms, operations, queries

bp = Blueprint("unit_notes", __name__)


@bp.get("/peserta/<key>/antarunit")
@may("placement.read", on=placement_by_key)
def notes(placement: Placement) -> Response:
    return _notes(placement, forms.UnitNoteForm(formdata=None))


def _notes(placement: Placement, form: forms.UnitNoteForm, status: int = 200) -> Response:
    is_own = placement.person_id == current_user.person_id
    return page(
        "placements/unit_notes/notes.html",
        status=status,
        here="attendance" if is_own else "interns",
        placement=placement,
        rows=queries.notes_about(placement.id),
        form=form if allowed(current_user, "unit_note.write", placement) else None,
        is_own=is_own,
    )


@bp.post("/peserta/<key>/antarunit")
@may("unit_note.write", on=placement_by_key)
def write(placement: Placement) -> Response:
    form = forms.UnitNoteForm()
    if not form.validate():
        return _notes(placement, form, 422)
    person, text = current_user.person_id, form.text.data
    token = token_for(form.token.data, placement.id, person, text)
    try:
        operations.write_unit_note(placement, text, token, person, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _notes(placement, form, 409)
    flash(_("Written: the next unit reads it, and so does the intern."))
    return see_other(url_for("unit_notes.notes", key=placement.key))


def notes_part(placement: Placement) -> dict[str, Any]:
    """For the page of a placement: the way to the notes and to the passport."""
    return {"placement": placement}
