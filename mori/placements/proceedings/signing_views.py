"""What somebody reads and signs as the second, whom nobody who proposed it knows."""

from typing import Any

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.access.roles import Actor
from mori.accounts.queries import person_by_id
from mori.accounts.views import is_code_wanted, not_stored, refused_code
from mori.core.clock import now
from mori.core.errors import Refused
from mori.web.i18n import locale
from mori.web.render import page, see_other

from . import forms, operations, queries
from .models import Proceeding
from .views import address
from .words import reason_named

bp = Blueprint("second_signing", __name__)
bp.after_request(not_stored)


def me_part(actor: Actor) -> dict[str, Any] | None:
    """The way there and how much waits, for whoever may be asked, whether or not anything does."""
    if not allowed(actor, "proceeding.sign"):
        return None
    n = len(queries.to_sign(actor.person_id))
    return {"waiting": waiting_said(n) if n else ""}


def waiting_said(n: int) -> str:
    said: str = ngettext(
        "%(num)d matter waits for your second signature",
        "%(num)d matters wait for your second signature",
        n,
    )
    return said


@bp.get("/peserta/tanda-tangan")
@may("proceeding.list_signing")
def to_sign() -> Response:
    rows = queries.to_sign(current_user.person_id)
    return page("placements/proceedings/to_sign.html", here="me", rows=rows)


@bp.get("/peserta/tanda-tangan/<key>")
@may("proceeding.sign", on=queries.proceeding_by_key)
def read(proceeding: Proceeding) -> Response:
    return _read(proceeding, forms.SignForm(formdata=None, seen=proceeding.state.value))


def _read(proceeding: Proceeding, form: forms.SignForm, status: int = 200) -> Response:
    return page(
        "placements/proceedings/sign.html",
        status=status,
        here="me",
        proceeding=proceeding,
        reason=reason_named(proceeding.reason, locale()),
        form=form,
        asks_code=is_code_wanted(person_by_id(current_user.person_id)),
    )


@bp.post("/peserta/tanda-tangan/<key>")
@may("proceeding.sign", on=queries.proceeding_by_key)
def decide(proceeding: Proceeding) -> Response:
    form, at = forms.SignForm(), now()
    person = person_by_id(current_user.person_id)
    if not form.validate():
        return _read(proceeding, form, 422)
    refused = refused_code(person, form.code.data, at) if is_code_wanted(person) else ""
    if refused:
        form.code.errors = [refused]
        return _read(proceeding, form, 422)
    decide = operations.sign if form.decision.data == "sign" else operations.refuse
    try:
        decide(proceeding, form.seen.data, form.note.data, person.id, at, address())
    except Refused as refusal:
        form.refuse(refusal)
        form.seen.data = proceeding.state.value
        return _read(proceeding, form, 409)
    flash(_("Saved. The intern and the office are told what was decided."))
    return see_other(url_for("second_signing.to_sign"))
