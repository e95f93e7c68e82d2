"""How many hours make one credit (SKS) in an office, with who says so."""

from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.web.render import page, see_other

from . import operations, queries
from .forms import CreditForm
from .rules import national_terms

bp = Blueprint("credits", __name__)


def office_part() -> dict[str, Any] | None:
    """The way here from the page of the office."""
    return {} if allowed(current_user, "office.change") else None


@bp.get("/kantor/sks")
@may("office.change")
def terms() -> Response:
    here = queries.credit_terms(current_user.office_id)
    return _terms(CreditForm(formdata=None, data=here._asdict()))


def _terms(form: CreditForm, status: int = 200) -> Response:
    return page(
        "guidance/plans/credits.html",
        status=status,
        here="office",
        form=form,
        terms=queries.credit_terms(current_user.office_id),
        national=national_terms(),
    )


@bp.post("/kantor/sks")
@may("office.change")
def set_terms() -> Response:
    if "drop" in request.form:
        operations.drop_credit_terms(current_user.office_id)
        flash(_("Saved."))
        return see_other(url_for("credits.terms"))
    form = CreditForm()
    if not form.validate():
        return _terms(form, 422)
    operations.set_credit_terms(current_user.office_id, form.terms)
    flash(_("Saved."))
    return see_other(url_for("credits.terms"))
