"""Whom of the office somebody is tied to who asks for a place; for coordinators alone."""

from typing import Any

from flask import Blueprint, Response, current_app, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.accounts.views import not_stored
from mori.core.clock import now
from mori.core.errors import Refused
from mori.core.sealing import unsealed
from mori.web.render import page, see_other

from ..models import Applicant
from ..queries import applicant_to_read
from . import operations, queries
from .forms import TieForm

bp = Blueprint("ties", __name__)


@bp.get("/permohonan/peserta/<key>/benturan")
@may("application.change", on=applicant_to_read)
def ties(applicant: Applicant) -> Response:
    return _ties(applicant, _form(applicant, formdata=None))


def _form(applicant: Applicant, **options: Any) -> TieForm:
    return TieForm(**options).offer(queries.people_to_tie(applicant.office_id))


def _ties(applicant: Applicant, form: TieForm, status: int = 200) -> Response:
    response = page(
        "applications/ties/ties.html",
        status=status,
        here="interns",
        applicant=applicant,
        said=unsealed(current_app.config["SECRET_KEY"], applicant.conflict),
        rows=queries.ties_of(applicant.id),
        form=form,
    )
    return not_stored(response)


@bp.post("/permohonan/peserta/<key>/benturan")
@may("application.change", on=applicant_to_read)
def tie(applicant: Applicant) -> Response:
    form = _form(applicant)
    if not form.validate():
        return _ties(applicant, form, 422)
    try:
        chosen = form.ids[form.person.data]
        operations.note_tie(applicant, chosen, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _ties(applicant, form, 409)
    flash(_("Noted. It is seen by coordinators alone."))
    return see_other(url_for("ties.ties", key=applicant.key))


@bp.post("/permohonan/peserta/<key>/benturan/hapus")
@may("application.change", on=applicant_to_read)
def untie(applicant: Applicant) -> Response:
    operations.drop_tie(applicant, request.form.get("tie", "")[:14])
    flash(_("Taken out."))
    return see_other(url_for("ties.ties", key=applicant.key))
