"""Participants confirm a teaching by its code, without a name: nobody has to sign in."""

from flask import Blueprint, Response, request, url_for
from flask_babel import gettext as _

from mori.access.guard import public
from mori.accounts.operations import digest_of
from mori.accounts.tries import operations as tries
from mori.accounts.tries.forms import counted_here, too_many_tries
from mori.accounts.tries.rules import FREE_LINKS
from mori.accounts.views import not_stored
from mori.core.clock import local_date, now
from mori.core.errors import Refused
from mori.offices.queries import uses_module
from mori.offices.rules import Module
from mori.web.render import page, see_other

from ..models import Teaching
from ..queries import ids_of, teaching_by_code
from ..rules import TeachingState, code_meant, code_shown
from .forms import ConfirmForm
from .operations import confirm_teaching
from .queries import is_confirmed_by
from .rules import is_open_for_confirming

bp = Blueprint("confirming", __name__)
HERE = "confirm"
COOKIE = "mori_k"  # of this visit: nothing in it says who somebody is
GUESSED = "teaching code"


@bp.get("/k")
@public
def ask() -> Response:
    code = code_meant(request.args.get("kode", ""))
    if code:
        return see_other(url_for("confirming.teaching", code=code))
    return _asking()


def _asking(code: str = "", problem: str = "", status: int = 200) -> Response:
    response = page(
        "cascades/confirming/ask.html", status=status, here=HERE, code=code, problem=problem
    )
    return not_stored(response)


@bp.get("/k/<code>")
@public
def teaching(code: str) -> Response:
    found = _found(code)
    if isinstance(found, Response):
        return found
    return _confirming(found, ConfirmForm(formdata=None))


def _found(code: str) -> Teaching | Response:
    """Guesses count for the address they come from; a right code is never made to wait."""
    found = teaching_by_code(code_meant(code))
    if found and uses_module(found.office_id, Module.NETWORK):
        return found
    at, guessing = now(), counted_here(GUESSED)
    wait = tries.wait_before(guessing, at, FREE_LINKS)
    if wait:
        return _asking(code[:20], too_many_tries(wait), 429)
    tries.note_failure([guessing], at)
    return _asking(code[:20], _("No teaching has this code. Look at the screen again."), 404)


def _confirming(
    teaching: Teaching, form: ConfirmForm, status: int = 200, *, is_done: bool = False
) -> Response:
    form.ask()
    today = local_date(now(), teaching.office.zone)
    secret = request.cookies.get(COOKIE, "")
    is_known = bool(secret) and is_confirmed_by(ids_of(teaching.id), _phone(teaching, secret))
    is_open = is_open_for_confirming(teaching.on, today)
    response = page(
        "cascades/confirming/confirm.html",
        status=status,
        here=HERE,
        teaching=teaching,
        code=code_shown(teaching.code),
        form=form,
        is_done=is_done or is_known,
        is_open=is_open and teaching.state is not TeachingState.WITHDRAWN,
    )
    return not_stored(response)


def _phone(teaching: Teaching, secret: str) -> str:
    """What is kept of a phone: of another day or training it is another one."""
    return digest_of(f"{teaching.training_id} {teaching.on} {secret}")


@bp.post("/k/<code>")
@public
def confirm(code: str) -> Response:
    found = _found(code)
    if isinstance(found, Response):
        return found
    form = ConfirmForm()
    if not form.validate():
        return _confirming(found, form, 422)
    secret = request.cookies.get(COOKIE, "")[:64] or digest_of(form.token.data or "")
    today = local_date(now(), found.office.zone)
    try:
        confirm_teaching(found, _phone(found, secret), form.answers, today)
    except Refused as refusal:
        form.refuse(refusal)
        return _confirming(found, form, 422)
    response = see_other(url_for("confirming.teaching", code=found.code))
    only_here = url_for("confirming.ask")
    response.set_cookie(
        COOKIE, secret, path=only_here, secure=request.is_secure, httponly=True, samesite="Lax"
    )
    return not_stored(response)
