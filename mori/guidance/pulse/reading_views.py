"""What was said on the tenth working day, for whoever reads it and sees to it."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.errors import Refused
from mori.placements.models import Placement
from mori.web.render import page, see_other

from . import operations, queries
from .forms import SeeToForm
from .queries import Read

bp = Blueprint("pulse_reading", __name__)


@bp.get("/peserta/<key>/hari-kesepuluh")
@may("pulse.read", on=queries.pulse_to_read)
def answers(read: Read) -> Response:
    return _answers(read.placement, SeeToForm(formdata=None))


def _answers(placement: Placement, form: SeeToForm, status: int = 200, of: str = "") -> Response:
    """``of`` is the answer that the form is about, where it was sent."""
    found = queries.answers_of(placement.id)
    return page(
        "guidance/pulse/answers.html",
        status=status,
        here="interns",
        placement=placement,
        answers=found,
        ends=queries.ends_of([each.id for each in found]),
        form=form,
        blank=SeeToForm(formdata=None),
        of=of,
    )


@bp.post("/peserta/<key>/hari-kesepuluh")
@may("pulse.read", on=queries.pulse_to_read)
def see_to(read: Read) -> Response:
    placement, form = read.placement, SeeToForm()
    answer = queries.answer_by_key(request.form.get("answer", ""))
    if not form.validate() or answer is None or answer.placement_id != placement.id:
        return _answers(placement, form, 422, answer.key if answer else "")
    try:
        operations.see_to_answer(answer, form.words.data, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _answers(placement, form, 409)
    flash(_("Saved."))
    return see_other(url_for("pulse_reading.answers", key=placement.key))


def overdue_part(office_id: int, today: dt.date) -> dict[str, Any] | None:
    """On the list of what waits too long: answers that have to be seen to, for their readers."""
    rows = queries.raised_answers(office_id)
    read = queries.to_read([each.placement for each in rows])
    mine = {each.placement.id for each in read if allowed(current_user, "pulse.read", each)}
    shown = [each for each in rows if each.placement_id in mine]
    return {"rows": shown} if shown else None


def placement_part(placement: Placement) -> dict[str, Any] | None:
    """On an intern's profile, for readers: the way to what was said."""
    if not allowed(current_user, "pulse.read"):
        return None
    (read,) = queries.to_read([placement])
    if not allowed(current_user, "pulse.read", read):
        return None
    answers = queries.answers_of(placement.id)
    return {"placement": placement, "answers": answers} if answers else None
