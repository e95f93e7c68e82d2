"""Asking an office before applying, and reading what it answered to others."""

from typing import Any

from flask import Blueprint, Response, abort, request, url_for

from mori.access.guard import public
from mori.accounts.tries.forms import counted_here
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.offices.models import Office
from mori.offices.queries import office_by_code
from mori.offices.rules import OfficeState
from mori.web.i18n import locale
from mori.web.render import page, see_other

from ..questions import operations as questions
from ..questions.queries import public_answers
from . import forms, operations
from .rules import MOST_ASKED
from .views import HERE, news, said_of

bp = Blueprint("asking_to_apply", __name__)


def _office() -> Office:
    office = office_by_code(request.args.get("kantor", ""))
    if office is None or office.state is not OfficeState.OPEN:
        abort(404)
    return office


@bp.get("/daftar/tanya")
@public
def questions_of_office() -> Response:
    return _show(_office(), forms.AskForm(formdata=None))


def _show(office: Office, form: forms.AskForm, status: int = 200) -> Response:
    return page(
        "applications/applying/questions.html",
        status=status,
        here=HERE,
        office=office,
        answers=public_answers(office.id),
        form=form,
        news=news(),
    )


@bp.post("/daftar/tanya")
@public
def ask() -> Response:
    office, form, at = _office(), forms.AskForm(), now()
    if not form.validate():
        return _show(office, form, 422)
    here, text = counted_here("application question"), form.text.data or ""
    try:
        operations.require_pace(here, MOST_ASKED, at)
    except Refused as refusal:
        form.refuse(refusal)
        return _show(office, form, 429)
    email, token = form.reached["email"], token_for(form.token.data, office.id, text)
    questions.ask_question(office.id, text, email, locale(), token, at)
    operations.note_try([here], at)
    said: dict[str, Any] = {"kantor": office.code, "kabar": said_of(form, "tanya")}
    return see_other(url_for("asking_to_apply.questions_of_office", **said))
