"""Signing in and out."""

import hashlib
import hmac
from typing import Any
from urllib.parse import urlsplit

import segno
from flask import Blueprint, Response, abort, current_app, request, session, url_for
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user
from itsdangerous import BadData, URLSafeTimedSerializer

from mori.access.guard import may, public
from mori.access.roles import Actor
from mori.core import sealing, tickets
from mori.core.clock import now
from mori.core.errors import Refused
from mori.web.phone.worker import changes_person
from mori.web.render import page, see_other
from mori.web.sessions import FACTS, cookie_name, cookie_options
from mori.web.trusted import trusted
from mori.web.wire import dictionaries

from . import forms, operations, passwords, queries, second_factor
from .carried_forms import is_of_another, read_carried, send_carried
from .models import Person
from .rules import device_name, is_code_needed, normal_email, normal_phone

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
    return page("accounts/sign_in.html", here="sign-in", form=form)


@bp.post("/masuk")
@public
@changes_person
def try_sign_in() -> Response:
    form = forms.SignInForm()
    if not form.validate():
        return _sign_in_again(form, 422)
    at, subjects = now(), _subjects(form.login.data)
    wait = operations.wait_before_next_try(subjects, at).total_seconds()
    if wait > 0:
        return _sign_in_again(form, 429, _too_many_tries(wait))
    person = queries.person_by_login(form.login.data)
    is_right = passwords.matches(person.password_hash if person else None, form.password.data)
    if person is None or not is_right:
        operations.note_failure(subjects, at)
        text = _("Number, e-mail or password don't match. Check them, or ask for a new link below.")
        return _sign_in_again(form, 422, text)
    carried = read_carried(form.carried.data or "")
    if carried and is_of_another(carried, person):
        text = _("What waits here was written by someone else. They can send it by signing in.")
        return _sign_in_again(form, 409, text)
    return second_step(person, form.next.data or "", form.carried.data or "")


def _too_many_tries(wait: float) -> str:
    return str(_("Too many tries. Wait %(n)d seconds, then try again.", n=int(wait) + 1))


def _sign_in_again(form: forms.SignInForm, status: int, text: str = "") -> Response:
    if text:
        form.form_errors.append(text)
    return page("accounts/sign_in.html", status=status, here="sign-in", form=form)


def second_step(person: Person, wanted: str = "", carried: str = "") -> Response:
    """Ask for a code where a role calls for one; set codes up the first time."""
    roles = [each.role for each in queries.memberships_of(person.id)]
    if not current_app.config["SETTINGS"].second_factor or not is_code_needed(roles):
        return begin(person, wanted, carried)
    fresh = None if person.second_factor else second_factor.new_secret()
    claim = {"person": person.key, "next": wanted, "secret": fresh and _seal(fresh)}
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
    is_new = claim["secret"] and not person.second_factor  # who was first set codes up
    fresh = _unseal(claim["secret"]) if is_new else None
    subjects = [f"code {person.key}"]
    if not form.validate():
        return _code_page(form, person, fresh, 422)
    wait = operations.wait_before_next_try(subjects, at).total_seconds()
    if wait > 0:
        form.code.errors = [_too_many_tries(wait)]
        return _code_page(form, person, fresh, 429)
    secret = fresh or _unseal(person.second_factor or "")
    step = second_factor.step_of(secret, form.code.data, at)
    if step is None or not operations.spend_code(person, step):
        operations.note_failure(subjects, at)
        form.code.errors = [_("This code doesn't match. Wait for the next one and write that.")]
        return _code_page(form, person, fresh, 422)
    if fresh:
        operations.keep_second_factor(person, _seal(fresh), step)
    return begin(person, claim["next"], form.carried.data or "")


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


def begin(person: Person, wanted: str = "", sealed: str = "") -> Response:
    """Open a session in this browser; send what was carried, or go where the person wanted to."""
    if current_user.is_authenticated:  # somebody signs in over somebody
        operations.end_session(queries.session_by_id(current_user.session_id), now())
    token = operations.open_session(person, now(), device_name(request.user_agent.string))
    actor = _whoever_has(token) or abort(401)
    login_user(actor)
    carried = read_carried(sealed)
    if carried and not is_of_another(carried, person):
        response = send_carried(carried, token, actor.digest)
    else:
        response = see_other(_own_path(wanted))
    secure = request.is_secure
    response.set_cookie(
        cookie_name(secure), token, expires=actor.expires_at, **cookie_options(secure)
    )
    give_help_ticket(response, person)
    return response


def give_help_ticket(response: Response, person: Person) -> None:
    """Let this phone raise an alert as this person, even when the session is gone."""
    response.set_cookie(
        tickets.cookie_name(tickets.HELP_COOKIE, https=request.is_secure),
        tickets.help_ticket(current_app.config["SECRET_KEY"], person.key, person.help_epoch),
        max_age=tickets.HELP_SECONDS,
        **cookie_options(request.is_secure),
    )


def _own_path(wanted: str) -> str:
    """A path of ours, or the start page: nobody may send people elsewhere through us."""
    parts = urlsplit(wanted)
    is_ours = wanted.startswith("/") and not parts.netloc and not wanted.startswith(("//", "/\\"))
    return wanted if is_ours else "/"


def _subjects(login: str) -> list[str]:
    """Whom failures count against: this login, and this address; kept as keyed digests."""
    who = normal_email(login) if "@" in login else normal_phone(login)
    secret = current_app.config["SECRET_KEY"]
    return [
        hmac.digest(secret, f"{kind} {value}".encode(), hashlib.sha256).hex()[:32]
        for kind, value in (("login", who or login), ("address", request.remote_addr))
    ]


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
