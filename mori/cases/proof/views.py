"""Proving who one is before a case is opened; it counts for fifteen minutes."""

import datetime as dt
from typing import NamedTuple

from flask import Blueprint, Response, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import current_user
from nacl.exceptions import CryptoError
from nacl.secret import Aead

from mori.access.guard import may
from mori.accounts import passwords
from mori.accounts.models import Person
from mori.accounts.people.queries import let_in_since
from mori.accounts.queries import person_by_id
from mori.accounts.tries import operations as tries
from mori.accounts.tries.forms import counted, too_many_tries
from mori.accounts.views import is_code_wanted, refused_code
from mori.core import tickets
from mori.core.clock import now
from mori.core.vault.passphrases import WrongPassphrase
from mori.safeguarding.alerts.views import keep_no_copy
from mori.web.menu import page_url
from mori.web.render import page, see_other

from ..keys import operations, queries
from ..keys.models import OfficerKey, Unlocking
from . import forms

bp = Blueprint("proof", __name__)
bp.after_request(keep_no_copy)

COOKIE = "mori_open"
COOKIE_SECONDS = 12 * 3600  # the row in the database ends long before
WRONG_PASSPHRASE = _("That is not the passphrase of your key. Try it again, or ask how to go on.")
WRONG_PASSWORD = _("That is not the password of your account.")
LET_IN = _(
    "Since you last signed in by yourself, somebody else made a link to your account, or changed "
    "its address. First another officer makes sure that it is you, on the page Keys of the duty "
    "board."
)


class StepNeeded(Exception):
    """Whoever asks has to prove first who they are."""


def opened_secret(at: dt.datetime) -> tuple[Unlocking, OfficerKey | None, bytes | None]:
    """What this session has proved within fifteen minutes; else ``StepNeeded``."""
    unlocking = queries.unlocking_of(current_user.session_id, at)
    if unlocking is None:
        raise StepNeeded
    try:
        cookie = bytes.fromhex(request.cookies.get(COOKIE, ""))
        about = str(current_user.session_id).encode()
        secret = Aead(cookie).decrypt(bytes.fromhex(unlocking.sealed), about)
    except (ValueError, TypeError, CryptoError) as error:
        raise StepNeeded from error
    key = unlocking.officer_key
    if key and key.ended_at:  # a new pair was made since
        raise StepNeeded
    return unlocking, key, secret or None


class Secret(NamedTuple):
    """What somebody opened by what they know and have, or why it was refused."""

    refusal: str = ""
    opened: bytes = b""


class Proof(NamedTuple):
    """What came of proving who one is: why it was refused, or the key for the cookie."""

    refusal: str = ""
    cookie: bytes = b""


def prove(person: Person, secret: str, code: str, at: dt.datetime) -> Proof:
    """Open cases in this session for whoever knows the passphrase and has the phone.

    Who has no keys yet writes the account's password: it opens what the server can read.
    """
    key = queries.key_of(person.id)
    refusal, opened = secret_of(person, key, secret, code, at)
    if refusal:
        return Proof(refusal)
    return Proof("", operations.open_up(current_user.session_id, key, opened, at))


def secret_of(
    person: Person, key: OfficerKey | None, secret: str, code: str, at: dt.datetime
) -> Secret:
    """The secret half of an officer's pair by its passphrase; without a pair, by the password.

    A password that others may have set is not enough.
    """
    counts_for = counted("open", f"person {person.key}")
    if wait := tries.wait_before(counts_for, at):
        return Secret(too_many_tries(wait))
    if key is None and let_in_since(person):
        return Secret(str(LET_IN))
    opened = _opened(person, key, secret)
    if opened is None:
        tries.note_failure([counts_for], at)
        return Secret(str(WRONG_PASSPHRASE if key else WRONG_PASSWORD))
    if is_code_wanted(person) and (why := refused_code(person, code, at)):
        return Secret(why)
    return Secret("", opened)


def _opened(person: Person, key: OfficerKey | None, secret: str) -> bytes | None:
    """The secret half of the officer's pair, or nothing if they have none; None if it is wrong."""
    if key is None:
        return b"" if passwords.matches(person.password_hash, secret) else None
    try:
        return operations.unlocked(key, secret, person.key)
    except WrongPassphrase:
        return None


def give_cookie(response: Response, cookie: bytes) -> None:
    """The key of what was opened, sent nowhere but to the pages of calls."""
    header = tickets.cookie(
        COOKIE,
        cookie.hex(),
        https=request.is_secure,
        seconds=COOKIE_SECONDS,
        path=url_for("alerts.board"),
    )
    response.headers.add("Set-Cookie", header)


@bp.app_errorhandler(StepNeeded)
def ask(_error: StepNeeded) -> Response:
    form = forms.OpenForm(formdata=None, next=request.full_path.rstrip("?"))
    return _ask(form)


def _ask(form: forms.OpenForm, status: int = 200) -> Response:
    """Passphrase or password, and the code where one is asked for."""
    person = person_by_id(current_user.person_id)
    has_key = queries.key_of(person.id) is not None
    if has_key:
        form.secret.label.text = gettext("Passphrase of your key")
    response = page(
        "cases/proof/open.html",
        status=status,
        here="board",
        form=form,
        has_key=has_key,
        asks_code=is_code_wanted(person),
    )
    return keep_no_copy(response)


@bp.post("/jaga/keluar")
@may("case.open")
def leave() -> Response:
    """Leave quickly, for a page that says nothing: whoever comes back has to prove it anew."""
    operations.close_up(current_user.session_id)
    return see_other(page_url("me"))


@bp.get("/jaga/keluar")
@may("case.open")
def leave_by_link() -> Response:
    """The same from the page after a tap of one's own, whose way out is a link for everybody."""
    operations.close_up(current_user.session_id)
    return see_other(page_url("me"))


@bp.post("/jaga/buka")
@may("case.open")
def open_cases() -> Response:
    form = forms.OpenForm()
    if not form.validate():
        return _ask(form, 422)
    person = person_by_id(current_user.person_id)
    proof = prove(person, form.secret.data, form.code.data, now())
    if proof.refusal:
        form.form_errors.append(proof.refusal)
        return _ask(form, 422)
    wanted = form.next.data or ""
    board = url_for("alerts.board")
    is_call = wanted.startswith(f"{board}/") and "\\" not in wanted and "//" not in wanted
    response = see_other(wanted if is_call else board)
    give_cookie(response, proof.cookie)
    return response
