"""Links that set a password: opened, asked for anew, and handed on by staff."""

from flask import Blueprint, Response, current_app
from flask_babel import gettext as _

from mori.access.guard import public
from mori.core.clock import now
from mori.core.errors import Refused
from mori.web.phone.worker import changes_person
from mori.web.render import page

from . import forms, operations, queries
from .models import Invitation, Person
from .tries import operations as tries
from .tries.forms import counted_here, too_many_tries
from .tries.rules import FREE_LINKS
from .views import not_stored, second_step

bp = Blueprint("links", __name__)


@bp.get("/undangan/<token>")
@public
def invitation(token: str) -> Response:
    return _choose_password(_invitation(token).person, forms.PasswordForm(formdata=None))


def _choose_password(person: Person, form: forms.PasswordForm, status: int = 200) -> Response:
    template = "accounts/invitation.html"
    return not_stored(page(template, status=status, here="invitation", form=form, person=person))


@bp.post("/undangan/<token>")
@public
@changes_person
def accept_invitation(token: str) -> Response:
    found = _invitation(token)
    form = forms.PasswordForm()
    if not form.validate():
        return _choose_password(found.person, form, 422)
    person = operations.accept_invitation(found, form.password.data, now())
    return second_step(person)


def _invitation(token: str) -> Invitation:
    found = queries.invitation_by_digest(operations.digest_of(token), now())
    if found is None:
        raise Refused(_("This link has been used or is too old. Ask your office for a new one."))
    return found


@bp.get("/lupa-sandi")
@public
def forgotten() -> Response:
    form = forms.RenewForm(formdata=None)
    return page("accounts/forgotten.html", here="forgotten", form=form, asked=False)


@bp.post("/lupa-sandi")
@public
def ask_for_link() -> Response:
    form = forms.RenewForm()
    if not form.validate():
        return page("accounts/forgotten.html", status=422, here="forgotten", form=form, asked=False)
    at, asked = now(), counted_here("link")
    wait = tries.wait_before(asked, at, FREE_LINKS)
    if wait:
        form.form_errors.append(too_many_tries(wait))
        return page("accounts/forgotten.html", status=429, here="forgotten", form=form, asked=False)
    tries.note_failure([asked], at)
    operations.mail_new_link(form.login.data, at, current_app.config["SETTINGS"].address)
    return page("accounts/forgotten.html", here="forgotten", form=form, asked=True)
