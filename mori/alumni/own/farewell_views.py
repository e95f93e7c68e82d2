"""At the end of an internship: what one's data may be used for from now on."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.placements.models import Placement
from mori.placements.queries import last_begun
from mori.placements.rules import PlacementState
from mori.web.asked import today
from mori.web.i18n import locale
from mori.web.render import page, see_other

from ..consents.rules import words_in
from ..queries import alumnus_of_person
from ..records.operations import keep_placement
from . import forms, operations, queries
from .rules import is_asked_at_farewell

bp = Blueprint("farewell", __name__)


def ended_part(placement: Placement, _today: dt.date) -> dict[str, Any] | None:
    """For whoever's internship is finished: the question, or else the way to the own record."""
    alumnus = alumnus_of_person(placement.person_id, placement.office_id)
    if alumnus and not queries.own_alumnus(alumnus.key):
        return None
    is_asked = _is_asked(placement)
    return {"is_asked": is_asked} if is_asked or alumnus else None


def _is_asked(placement: Placement | None) -> bool:
    if placement is None or placement.state != PlacementState.FINISHED:
        return False
    alumnus = alumnus_of_person(placement.person_id, placement.office_id)
    return is_asked_at_farewell(alumnus.state if alumnus else None)


@bp.get("/saya/perpisahan")
@may("self.read")
def farewell() -> Response:
    if not _is_asked(last_begun(current_user.person_id, today())):
        return see_other(url_for("own_alumnus.begin"))
    return _farewell(forms.FarewellForm(formdata=None))


def _farewell(form: forms.FarewellForm, status: int = 200) -> Response:
    return page(
        "alumni/own/farewell.html",
        status=status,
        here="today",
        form=form,
        groups=forms.in_two(),
        words=words_in(locale()),
        chosen=set(form.to.data or ()),
    )


@bp.post("/saya/perpisahan")
@may("self.read")
def answer() -> Response:
    placement, form, at = last_begun(current_user.person_id, today()), forms.FarewellForm(), now()
    if placement is None or not _is_asked(placement):
        return see_other(url_for("own_alumnus.begin"))
    if not form.validate():
        return _farewell(form, 422)
    operations.answer_farewell(keep_placement(placement, at), form.chosen, locale(), at)
    flash(_("Thank you. You can change this at any time."))
    return see_other(url_for("own_alumnus.begin"))
