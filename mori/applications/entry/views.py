"""A coordinator enters a letter that did not come through the form on the web."""

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.institutions.queries import neighbours, those_called
from mori.web.asked import today
from mori.web.render import page, see_other

from .forms import LetterForm, fresh
from .operations import enter_letter

bp = Blueprint("entry", __name__)


@bp.get("/permohonan/baru")
@may("application.enter")
def entering() -> Response:
    return _form(_offered(fresh(today())))


def _offered(form: LetterForm) -> LetterForm:
    """Ask which institution is meant, where it is not plain."""
    office, said = current_user.office_id, form.institution.data or ""
    called = those_called(office, said) if said else []
    known = called[0] if len(called) == 1 else None
    form.offer_institutions(known, called or (neighbours(office, [said]) if said else []))
    return form


def _form(form: LetterForm, status: int = 200) -> Response:
    return page("applications/entry/entering.html", status=status, here="interns", form=form)


@bp.post("/permohonan/baru")
@may("application.enter")
def enter() -> Response:
    form = _offered(LetterForm())
    if not form.validate():
        return _form(form, 422)
    letter, office, actor = form.letter, current_user.office_id, current_user.person_id
    # Which institution is meant is asked once it is known: the same letter all the same.
    token = token_for(form.token.data, office, *letter._replace(which=""))
    try:
        made = enter_letter(office, letter, token, actor, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _form(form, 422)
    flash(_("The letter is entered."))
    return see_other(url_for("desk.application", key=made.key))
