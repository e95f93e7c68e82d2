"""What an office says of its programmes, and of coming late."""

from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.errors import Refused
from mori.placements.rules import InternKind
from mori.web import asked
from mori.web.render import page, see_other

from . import operations, queries
from .forms import GraceForm, TermsForm

bp = Blueprint("terms", __name__)


def office_part() -> dict[str, Any] | None:
    """The way here from the page of the office."""
    return {} if allowed(current_user, "terms.set") else None


@bp.get("/kantor/ketentuan")
@may("terms.set")
def terms() -> Response:
    return _terms(_form_asked(), GraceForm(formdata=None, from_on=asked.today()))


def _form_asked() -> TermsForm:
    """The form, filled with the row that the address names."""
    kind = request.args.get("jenis", "")
    if kind not in set(InternKind):
        return TermsForm(formdata=None)
    programme = request.args.get("program", "")[:80]
    row = queries.terms_row(current_user.office_id, InternKind(kind), programme)
    return TermsForm(formdata=None, obj=row, kind=kind, programme=programme)


def _terms(form: TermsForm, grace: GraceForm, status: int = 200) -> Response:
    return page(
        "attendance/terms/terms.html",
        status=status,
        here="office",
        form=form,
        grace=grace,
        rows=queries.terms_rows(current_user.office_id),
        graces=queries.graces_of(current_user.office_id),
        programmes=queries.programmes_of(current_user.office_id),
    )


@bp.post("/kantor/ketentuan")
@may("terms.set")
def set_terms() -> Response:
    form = TermsForm()
    if not form.validate():
        return _terms(form, GraceForm(formdata=None, from_on=asked.today()), 422)
    kind, programme = InternKind(form.kind.data), form.programme.data
    operations.set_terms(current_user.office_id, kind, programme, form.terms)
    flash(_("Saved."))
    return see_other(url_for("terms.terms"))


@bp.post("/kantor/ketentuan/terlambat")
@may("terms.set")
def set_grace() -> Response:
    form = GraceForm()
    if not form.validate():
        return _terms(TermsForm(formdata=None), form, 422)
    try:
        operations.set_grace(
            current_user.office_id, form.minutes.data or 0, form.from_on.data, asked.today()
        )
    except Refused as refusal:
        form.from_on.errors = [str(refusal)]
        return _terms(TermsForm(formdata=None), form, 422)
    flash(_("Saved."))
    return see_other(url_for("terms.terms"))
