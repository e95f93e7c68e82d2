"""Signing in and out."""

import datetime as dt
from typing import Any

import segno
from flask import Blueprint, Response, abort, current_app, request, session, url_for
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user
from itsdangerous import BadData, URLSafeTimedSerializer

from mori.access.guard import may, public
from mori.access.roles import Actor, Role
from mori.core import sealing, tickets
from mori.core.clock import now
from mori.core.errors import Refused
from mori.web.phone.worker import changes_person
from mori.web.render import page, see_other
from mori.web.sessions import FACTS, cookie_name, cookie_options
from mori.web.trusted import trusted
from mori.web.wire import dictionaries

from . import forms, operations, passwords, queries, second_factor
from .carried_forms import is_of_another, loses_files, read_carried, send_carried
from .models import Person
from .rules import device_name, is_code_needed
from .tries import operations as tries
from .tries.forms import counted, device_of, remember_device, too_many_tries, tried_sign_in

bp = Blueprint("accounts", __name__)

CODE_WITHIN_SECONDS = 600


@bp.record_once
def know_people(state: BlueprintSetupState) -> None:
    """Tell Flask's sessions where people are found, and what the slices ask of them."""
    queries.use_facts(state.app.extensions[FACTS])
    sessions: Any = state.app.session_interface  # type: ignore[attr-defined]
    sessions.find = _whoever_has
    sessions.keep = operations.keep_notices


def _whoever_has(token: str) -> Actor | None:
    return operations.resume_session(token, now(), current_app.config["SETTINGS"].zone)


@bp.get("/masuk")
@public
def sign_in() -> Response:
    if current_user.is_authenticated:
        return see_other("/")
    form = forms.SignInForm(formdata=None, next=request.args.get("next", ""))
    return page("accounts/sign_in.html", here="sign-in", form=form, loses_files=False)


@bp.post("/masuk")
@public
@changes_person
def try_sign_in() -> Response:
    form = forms.SignInForm()
    if not form.validate():
        return _sign_in_again(form, 422)
    at, person = now(), queries.person_by_login(form.login.data)
    tried = tried_sign_in(form.login.data, person)
    wait = tries.wait_before_sign_in(tried, at)
    if wait:
        return _sign_in_again(form, 429, too_many_tries(wait))
    is_right = passwords.matches(person.password_hash if person else None, form.password.data)
    if person is None or not is_right:
        if tries.note_failed_sign_in(tried, at) and person:
            operations.tell_of_guessing(person, at, current_app.config["SETTINGS"].address)
        text = _("Number, e-mail or password don't match. Check them, or ask for a new link below.")
        return _sign_in_again(form, 422, text)
    carried = read_carried(form.carried.data or "")
    if carried and is_of_another(carried, person):
        text = _("What waits here was written by someone else. They can send it by signing in.")
        return _sign_in_again(form, 409, text)
    return second_step(person, form.next.data or "", form.carried.data or "")


def _sign_in_again(form: forms.SignInForm, status: int, text: str = "") -> Response:
    if text:
        form.form_errors.append(text)
    return page(
        "accounts/sign_in.html",
        status=status,
        here="sign-in",
        form=form,
        loses_files=loses_files(form.carried.data),
    )


def is_code_missing(session_id: int, role: Role) -> bool:
    """Whether a role calls for a code, and a session began without one: before it was given."""
    is_asked = current_app.config["SETTINGS"].second_factor and is_code_needed([role])
    return is_asked and not queries.session_by_id(session_id).has_code


def is_code_wanted(person: Person) -> bool:
    """Whether somebody is asked for a fresh code before something that binds their office."""
    return bool(current_app.config["SETTINGS"].second_factor and person.second_factor)


def refused_code(person: Person, code: str, at: dt.datetime) -> str:
    """Why a code is not taken; nothing where it is right, which it is once."""
    counts_for = counted("code", device_of(person) or counted("account", f"person {person.key}"))
    wait = tries.wait_before(counts_for, at)
    if wait:
        return too_many_tries(wait)
    step = second_factor.step_of(_unseal(person.second_factor or ""), code, at)
    if step is None or not operations.spend_code(person, step):
        tries.note_failure([counts_for], at)
        return str(_("This code doesn't match. Wait for the next one and write that."))
    return ""


def second_step(
    person: Person, wanted: str = "", carried: str = "", role_key: str = ""
) -> Response:
    """Ask for a code where a role calls for one; set codes up the first time."""
    roles = [each.role for each in queries.memberships_of(person.id)]
    if not current_app.config["SETTINGS"].second_factor or not is_code_needed(roles):
        return begin(person, wanted, carried)
    fresh = None if person.second_factor else second_factor.new_secret()
    claim = {
        "person": person.key,
        "epoch": person.help_epoch,  # raised with a new password, which ends this step
        "next": wanted,
        "role": role_key,
        "secret": fresh and _seal(fresh),
    }
    form = forms.CodeForm(formdata=None, ticket=_tickets().dumps(claim), carried=carried)
    return _code_page(form, person, fresh)


@bp.post("/masuk/kode")
@public
@changes_person
def try_code() -> Response:
    form = forms.CodeForm()
    try:
        claim = _tickets().loads(form.ticket.data or "", max_age=CODE_WITHIN_SECONDS)
    except BadData:
        return see_other(url_for("accounts.sign_in"))
    person, at = queries.person_by_key(claim["person"]), now()
    if claim.get("epoch") != person.help_epoch:
        return see_other(url_for("accounts.sign_in"))
    is_new = claim["secret"] and not person.second_factor  # who was first set codes up
    fresh = _unseal(claim["secret"]) if is_new else None
    counts_for = device_of(person) or counted("account", f"person {person.key}")
    counts_for = counted("code", counts_for)  # so many codes only, from whichever address
    if not form.validate():
        return _code_page(form, person, fresh, 422)
    wait = tries.wait_before(counts_for, at)
    if wait:
        form.code.errors = [too_many_tries(wait)]
        return _code_page(form, person, fresh, 429)
    secret = fresh or _unseal(person.second_factor or "")
    step = second_factor.step_of(secret, form.code.data, at)
    if step is None or not operations.spend_code(person, step):
        tries.note_failure([counts_for], at)
        form.code.errors = [_("This code doesn't match. Wait for the next one and write that.")]
        return _code_page(form, person, fresh, 422)
    if fresh:
        operations.keep_second_factor(person, _seal(fresh), step)
    role_key = claim.get("role", "")
    return begin(person, claim["next"], form.carried.data or "", role_key, has_code=True)


def _code_page(
    form: forms.CodeForm, person: Person, fresh: str | None, status: int = 200
) -> Response:
    address = second_factor.address(fresh, person.name) if fresh else ""
    code = (
        segno.make(address, error="l", boost_error=False).svg_inline(scale=4, border=2)
        if fresh
        else ""
    )
    response = page(
        "accounts/code.html",
        status=status,
        here="sign-in",
        form=form,
        secret=fresh,
        qr=trusted(code),
    )
    return not_stored(response)


def _tickets() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="second step")


def _seal(text: str) -> str:
    return sealing.seal(current_app.config["SECRET_KEY"], text)


def _unseal(sealed: str) -> str:
    try:
        return sealing.unseal(current_app.config["SECRET_KEY"], sealed)
    except sealing.InvalidToken:
        text = _("Your codes can't be read any more. Whoever runs this server can reset them.")
        raise Refused(text) from None


def begin(
    person: Person,
    wanted: str = "",
    sealed: str = "",
    role_key: str = "",
    *,
    has_code: bool = False,
) -> Response:
    """Open a session in this browser; send what was carried, or go where the person wanted to."""
    if current_user.is_authenticated:  # somebody signs in over somebody
        operations.end_session(queries.session_by_id(current_user.session_id), now())
    device = device_name(request.user_agent.string)
    token = operations.open_session(person, now(), device, role_key, has_code=has_code)
    actor = _whoever_has(token) or abort(401)
    login_user(actor)
    carried = read_carried(sealed)
    if carried and not is_of_another(carried, person):
        response = send_carried(carried, token, actor.digest)
    else:
        response = see_other(_own_path(wanted))
    seconds = int((actor.expires_at - now()).total_seconds())
    header = tickets.cookie("mori", token, https=request.is_secure, seconds=seconds)
    response.headers.add("Set-Cookie", header)
    if _was_of_another(person):  # "back" must not show that person's pages
        response.headers["Clear-Site-Data"] = '"cache"'
    give_help_ticket(response, person)
    remember_device(response, person)
    return response


def _was_of_another(person: Person) -> bool:
    """Whether somebody else was the last to sign in on this phone, and did not sign out."""
    name = tickets.cookie_name(tickets.HELP_COOKIE, https=request.is_secure)
    secret = current_app.config["SECRET_KEY"]
    before = tickets.read_help_ticket(secret, request.cookies.get(name, ""))
    return before is not None and before[0] != person.key


def give_help_ticket(response: Response, person: Person) -> None:
    """Let this phone raise an alert as this person, even when the session is gone."""
    header = tickets.cookie(
        tickets.HELP_COOKIE,
        tickets.help_ticket(current_app.config["SECRET_KEY"], person.key, person.help_epoch),
        https=request.is_secure,
        seconds=tickets.HELP_SECONDS,
    )
    response.headers.add("Set-Cookie", header)


def _own_path(wanted: str) -> str:
    """A path of ours, or the start page: nobody may send people elsewhere through us."""
    # A browser leaves out line breaks and tabs, and no header may carry them.
    is_ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if is_ours and wanted.isprintable() else "/"


@bp.post("/keluar")
@may("self.change")
def sign_out() -> Response:
    row = queries.session_by_id(current_user.session_id)
    operations.end_session(row, now())
    dictionaries.remembered().forget(current_user.digest)
    logout_user()
    session.actor = None  # type: ignore[attr-defined]
    response = see_other(url_for("accounts.sign_in"))
    secure = request.is_secure
    response.delete_cookie(cookie_name(secure), **cookie_options(secure))
    help_cookie = tickets.cookie_name(tickets.HELP_COOKIE, https=secure)
    response.delete_cookie(help_cookie, **cookie_options(secure))
    # Never "storage": what waits on the phone to be sent must outlive a sign-out.
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def not_stored(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
