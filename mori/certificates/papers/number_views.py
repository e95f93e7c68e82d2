"""The numbers of the register that papers outside MORI have."""

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.certificates.numbers import queries as numbers
from mori.certificates.numbers.forms import OutsideForm
from mori.certificates.numbers.models import OutsideNumber
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.web.asked import after, next_page
from mori.web.render import page, see_other

from . import operations

bp = Blueprint("outside_numbers", __name__)


@bp.get("/kantor/nomor-terpakai")
@may("paper.set_up")
def outside() -> Response:
    return _outside(OutsideForm(formdata=None))


def _outside(form: OutsideForm, status: int = 200) -> Response:
    found = numbers.outside_numbers(current_user.office_id, *(after(int) or ()))
    rows, more = next_page(found, numbers.PAGE, lambda row: (row.id,))
    return page(
        "certificates/numbers/outside.html",
        status=status,
        here="office",
        form=form,
        rows=rows,
        may_free=allowed(current_user, "number.free"),
        more=more,
    )


@bp.post("/kantor/nomor-terpakai")
@may("paper.set_up")
def note_outside() -> Response:
    form, office_id = OutsideForm(), current_user.office_id
    if not form.validate():
        return _outside(form, 422)
    number, note = form.number.data, form.note.data
    person_id = current_user.person_id
    token = token_for(form.token.data, person_id, number, note)
    try:
        operations.note_outside_number(office_id, number, note, token, person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _outside(form, 422)
    flash(_("Noted. No paper gets this number."))
    return see_other(url_for("outside_numbers.outside"))


@bp.post("/kantor/nomor-terpakai/<key>/lepas")
@may("number.free", on=numbers.outside_number_by_key)
def free_outside(row: OutsideNumber) -> Response:
    operations.free_outside_number(row)
    flash(_("Taken off the list."))
    return see_other(url_for("outside_numbers.outside"))
