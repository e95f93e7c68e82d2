"""What somebody says on the page after a tap."""

from flask import Blueprint, Response, current_app, request, url_for

from mori.access.guard import public
from mori.core import sealing
from mori.core.clock import now
from mori.web.render import see_other

from ..alerts.operations import confirm_contact_as_person
from ..safety.forms import ChoiceForm
from ..safety.operations import cancel_tap, choose_contact, sealed_pin
from . import forms, operations
from .views import keep_no_copy, receipt_of, show

bp = Blueprint("said", __name__)
bp.after_request(keep_no_copy)


@bp.post("/c/<code>/kontak")
@public
def leave_contact(code: str) -> Response:
    found = receipt_of(code)
    form = forms.ContactForm()
    if not form.validate():
        return show(found, form, 422)
    sealed = sealing.seal(current_app.config["SECRET_KEY"], form.contact.data)
    address = current_app.config["SETTINGS"].address
    operations.leave_contact(found.replayed, sealed, now(), address)
    return see_other(url_for("receipts.receipt", code=code))


@bp.post("/c/<code>/dihubungi")
@public
def confirm(code: str) -> Response:
    confirm_contact_as_person(receipt_of(code).replayed, now())
    return see_other(url_for("receipts.receipt", code=code))


@bp.post("/c/<code>/cara")
@public
def choose(code: str) -> Response:
    """How they want to be contacted now; what was left out changes nothing."""
    tap, form = receipt_of(code).replayed, ChoiceForm()
    if form.validate():
        choose_contact(tap, form.chosen, now(), current_app.config["SETTINGS"].address)
    return see_other(url_for("receipts.receipt", code=code))


@bp.post("/c/<code>/tidak-sengaja")
@public
def mark_accident(code: str) -> Response:
    """The same answer and the same work whatever was typed as a PIN, or nothing."""
    sealed = sealed_pin(current_app.config["SECRET_KEY"], request.form.get("pin", ""))
    cancel_tap(receipt_of(code).replayed, sealed, now())
    return see_other(url_for("receipts.receipt", code=code))
