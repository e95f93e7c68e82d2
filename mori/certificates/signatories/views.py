"""The office's list of those who sign its papers."""

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.web.asked import today
from mori.web.render import page, see_other

from . import operations, queries
from .forms import SignatoryForm
from .models import Signatory

bp = Blueprint("signatories", __name__)


@bp.get("/kantor/penanda-tangan")
@may("paper.set_up")
def signatories() -> Response:
    return _signatories(SignatoryForm(formdata=None, data={"from_on": today()}))


def _signatories(form: SignatoryForm, status: int = 200) -> Response:
    return page(
        "certificates/signatories/signatories.html",
        status=status,
        here="office",
        form=form,
        rows=queries.signatories_of(current_user.office_id),
        current=queries.signatory_on(current_user.office_id, today()),
    )


@bp.post("/kantor/penanda-tangan")
@may("paper.set_up")
def add() -> Response:
    form = SignatoryForm()
    if not form.validate():
        return _signatories(form, 422)
    token = token_for(form.token.data, current_user.person_id, *form.facts)
    try:
        operations.add_signatory(current_user.office_id, form.facts, token, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _signatories(form, 422)
    flash(_("Saved."))
    return see_other(url_for("signatories.signatories"))


@bp.get("/kantor/penanda-tangan/<key>")
@may("signatory.change", on=queries.signatory_by_key)
def signatory(signatory: Signatory) -> Response:
    form = SignatoryForm(formdata=None, obj=signatory, data={"seen": signatory.revision})
    return _signatory(signatory, form)


def _signatory(signatory: Signatory, form: SignatoryForm, status: int = 200) -> Response:
    return page(
        "certificates/signatories/signatory.html",
        status=status,
        here="office",
        signatory=signatory,
        form=form,
    )


@bp.post("/kantor/penanda-tangan/<key>")
@may("signatory.change", on=queries.signatory_by_key)
def change(signatory: Signatory) -> Response:
    form = SignatoryForm()
    if not form.validate():
        return _signatory(signatory, form, 422)
    try:
        operations.change_signatory(signatory, form.facts, form.seen.data)
    except Refused as refusal:
        form.refuse(refusal)
        form.seen.data = signatory.revision
        return _signatory(signatory, form, 422)
    flash(_("Saved. Papers that are made already keep what they say."))
    return see_other(url_for("signatories.signatories"))
