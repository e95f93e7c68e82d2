"""What a person sees and changes about themself."""

from flask import Blueprint, Response, abort, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.accounts import forms, operations, passwords, queries
from mori.accounts.models import Membership, Session
from mori.accounts.rules import shown_phone
from mori.accounts.tries import operations as tries
from mori.accounts.tries.forms import counted, too_many_tries
from mori.accounts.views import give_help_ticket, is_code_missing, second_step
from mori.core.clock import now
from mori.web.phone.worker import changes_person
from mori.web.render import page, parts_of, see_other

bp = Blueprint("me", __name__)


@bp.get("/saya")
@may("self.read")
def me() -> Response:
    return _me()


def _me(status: int = 200, password: forms.ChangePasswordForm | None = None) -> Response:
    person = queries.person_by_id(current_user.person_id)
    memberships = queries.memberships_of(person.id)
    return page(
        "pages/me/me.html",
        status=status,
        here="me",
        person=person,
        roles=memberships,
        sessions=queries.sessions_of(person.id, now()),
        language=forms.LanguageForm(formdata=None, locale=person.locale),
        parts=parts_of("me", current_user),
        password=password or forms.ChangePasswordForm(formdata=None),
        me=current_user,
        show_phone=shown_phone,
    )


@bp.post("/saya/bahasa")
@may("self.change")
def choose_language() -> Response:
    form = forms.LanguageForm()
    if not form.validate():
        abort(400)
    operations.choose_language(current_user.person_id, form.locale.data)
    return see_other(url_for("me.me"))


@bp.post("/saya/sandi")
@may("self.change")
@changes_person
def change_password() -> Response:
    form = forms.ChangePasswordForm()
    person = queries.person_by_id(current_user.person_id)
    at, counts_for = now(), counted("current", str(current_user.session_id))
    wait = tries.wait_before(counts_for, at)
    if wait:
        form.current.errors = [too_many_tries(wait)]
        return _me(429, form)
    if form.validate() and not passwords.matches(person.password_hash, form.current.data):
        tries.note_failure([counts_for], at)
        form.current.errors = [_("This is not your current password.")]
    if form.errors:
        return _me(422, form)
    person = operations.change_password(person, form.password.data, at, current_user.session_id)
    flash(_("Your password is changed. Other devices are signed out."))
    response = see_other(url_for("me.me"))
    give_help_ticket(response, person)
    return response


@bp.post("/saya/peran/<key>")
@may("membership.use", on=queries.membership_by_key)
def use_role(membership: Membership) -> Response:
    if membership.ended_at is not None:
        abort(404)
    if is_code_missing(current_user.session_id, membership.role):
        return second_step(queries.person_by_id(current_user.person_id), role_key=membership.key)
    operations.switch_role(current_user.session_id, membership)
    return see_other("/")


@bp.post("/saya/perangkat/<key>")
@may("session.end", on=queries.session_by_key)
def end_session(row: Session) -> Response:
    operations.end_session(row, now())
    flash(_("That device is signed out."))
    return see_other(url_for("me.me"))
