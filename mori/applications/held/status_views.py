"""What becomes of an application, for whoever wrote it: under its link, without an account."""

from flask import Blueprint, Response, request
from flask_babel import gettext as _

from mori.access.guard import public
from mori.core.clock import now
from mori.core.errors import Refused
from mori.web.render import see_other

from ..applying.queries import applicants_of
from . import forms, operations
from .views import application_of, show_status, url_of

bp = Blueprint("application_status", __name__)


@bp.post("/daftar/<signed>/tarik")
@public
def withdraw(signed: str) -> Response:
    """Take one back, or all of them."""
    application, key = application_of(signed), request.form.get("orang", "")
    applicants = applicants_of(application.id)
    chosen = [each for each in applicants if key in (each.key, "semua")]
    if not chosen:
        return show_status(application, 422, [_("Choose who takes the application back.")])
    is_done = operations.withdraw(chosen, now())
    return see_other(url_of(application, kabar="tarik" if is_done else []))


@bp.post("/daftar/<signed>/nama")
@public
def hand_in_names(signed: str) -> Response:
    """A school's names, for the places that it was granted."""
    application, form = application_of(signed), forms.NamesForm()
    if not form.validate():
        return show_status(application, 422, names=form)
    try:
        operations.hand_in_names(application, form.named, now())
    except Refused as refusal:
        form.refuse(refusal)
        return show_status(application, 422, names=form)
    return see_other(url_of(application, kabar="nama"))
