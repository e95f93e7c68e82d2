"""An intern ends their own internship, and sees beforehand what follows from it."""

from typing import Any

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import local_date, now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.web.menu import page_url
from mori.web.render import page, parts_of, see_other

from ..models import Placement
from ..proceedings.views import address
from ..queries import placement_by_key, progress
from ..rules import ONGOING
from . import forms, operations, queries
from .models import Resignation

bp = Blueprint("resignations", __name__)


def placement_part(placement: Placement) -> dict[str, Any] | None:
    """On the page of an internship: that its intern has resigned; to themself, how one does."""
    is_own = placement.person_id == current_user.person_id
    if not is_own and not allowed(current_user, "placement.read_notes", placement):
        return None
    last, is_ongoing = queries.last_resignation_of(placement.id), placement.state in ONGOING
    if last is None and not (is_own and is_ongoing):
        return None
    return {
        "placement": placement,
        "resignation": last,
        "is_own": is_own,
        "may_resign": is_own and is_ongoing and not (last and last.state.is_given),
        "events": queries.events_of(placement.id),
        "labels": forms.EVENT_LABELS,
    }


@bp.get("/peserta/<key>/mundur")
@may("resignation.give", on=placement_by_key)
def resigning(placement: Placement) -> Response:
    return _resigning(placement, forms.ResignForm(formdata=None))


def _resigning(placement: Placement, form: forms.ResignForm, status: int = 200) -> Response:
    on = local_date(now(), placement.office.zone)
    day, days = progress(placement, placement.office.calendar_version, on)
    return page(
        "placements/resignations/resign.html",
        status=status,
        here="attendance",
        placement=placement,
        form=form,
        day=day,
        days=days,
        may_resign=placement.state in ONGOING,
        parts=parts_of("resignation", placement),
    )


@bp.post("/peserta/<key>/mundur")
@may("resignation.give", on=placement_by_key)
def resign(placement: Placement) -> Response:
    form = forms.ResignForm()
    if not form.validate():
        return _resigning(placement, form, 422)
    said = (form.last_day.data, form.words.data)
    token = token_for(form.token.data, placement.id, *said)
    try:
        operations.resign(placement, *said, token, current_user.person_id, now(), address())
    except Refused as refusal:
        form.refuse(refusal)
        return _resigning(placement, form, 409)
    flash(_("You have resigned. Until your last day is over you can take it back."))
    return see_other(page_url("placement", key=placement.key))


@bp.get("/peserta/mundur/<key>")
@may("resignation.read", on=queries.resignation_by_key)
def resignation(resignation: Resignation) -> Response:
    """Where mail leads: it stands on the page of the internship."""
    return see_other(page_url("placement", key=resignation.placement.key))


@bp.post("/peserta/mundur/<key>/batal")
@may("resignation.take_back", on=queries.resignation_by_key)
def take_back(resignation: Resignation) -> Response:
    if resignation.state.is_given:
        operations.take_back(resignation, current_user.person_id, now(), address())
        flash(_("Taken back. Your internship goes on."))
    return see_other(url_for("resignations.resigning", key=resignation.placement.key))
