"""Briefing and farewell of an intern, and what belongs to them in an office."""

import datetime as dt

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.errors import Refused
from mori.web import asked
from mori.web.render import page, see_other

from ..models import Placement
from ..queries import placement_by_key
from ..rules import InternKind
from . import forms, operations, queries
from .rules import USUAL, StepMoment

bp = Blueprint("steps", __name__)


@bp.get("/peserta/<key>/langkah")
@may("placement.read", on=placement_by_key)
def steps(placement: Placement) -> Response:
    return _steps(placement)


def _steps(
    placement: Placement, status: int = 200, sent: forms.StepDayForm | None = None
) -> Response:
    is_own = placement.person_id == current_user.person_id
    lists = queries.lists_of(placement)
    return page(
        "placements/steps/steps.html",
        status=status,
        here="attendance" if is_own else "interns",
        placement=placement,
        lists=[(each, _day_form(each.moment, each.day, sent)) for each in lists],
        today=asked.today(),
        may_tick=allowed(current_user, "step.tick", placement),
    )


def _day_form(
    moment: StepMoment, day: dt.date, sent: forms.StepDayForm | None
) -> forms.StepDayForm:
    if sent is not None and sent.moment.data == moment.value:
        return sent
    return forms.StepDayForm(formdata=None, moment=moment.value, day=day)


@bp.post("/peserta/<key>/langkah")
@may("step.tick", on=placement_by_key)
def tick(placement: Placement) -> Response:
    key, is_done = request.form.get("langkah", ""), request.form.get("on") != "0"
    try:
        operations.tick_step(placement, key, is_done, current_user.person_id, now())
    except Refused as refusal:
        flash(str(refusal), "warn")
    return see_other(url_for("steps.steps", key=placement.key))


@bp.post("/peserta/<key>/langkah/hari")
@may("step.tick", on=placement_by_key)
def set_day(placement: Placement) -> Response:
    form = forms.StepDayForm()
    if not form.validate():
        return _steps(placement, 422, form)
    try:
        operations.set_step_day(placement, StepMoment(form.moment.data), form.day.data)
    except Refused as refusal:
        form.day.errors = [str(refusal)]
        return _steps(placement, 422, form)
    return see_other(url_for("steps.steps", key=placement.key))


@bp.get("/rotasi/langkah")
@may("step.set")
def lists() -> Response:
    kind = _kind()
    said = {each.value: "\n".join(_texts(kind, each)) for each in StepMoment}
    return _lists(kind, forms.StepsForm(formdata=None, data=said))


def _kind() -> InternKind:
    asked_for = request.args.get("jenis", "")
    return next((each for each in InternKind if each.value == asked_for), InternKind.STUDENT)


def _texts(kind: InternKind, moment: StepMoment) -> list[str]:
    """The office's list, or what is usual where it has said nothing yet."""
    office = current_user.office_id
    if queries.all_items_of(office, kind, moment):
        return [each.text for each in queries.items_of(office, kind, moment)]
    return [_(text) for text in USUAL[moment]]


def _lists(kind: InternKind, form: forms.StepsForm, status: int = 200) -> Response:
    return page(
        "placements/steps/lists.html",
        status=status,
        here="interns",
        kind=kind,
        kinds=[(url_for("steps.lists", jenis=each.value), each) for each in InternKind],
        form=form,
    )


@bp.post("/rotasi/langkah")
@may("step.set")
def set_lists() -> Response:
    form, kind = forms.StepsForm(), _kind()
    if not form.validate():
        return _lists(kind, form, 422)
    try:
        for moment, texts in form.said:
            operations.set_steps(current_user.office_id, kind, moment, texts)
    except Refused as refusal:
        form.refuse(refusal)
        return _lists(kind, form, 422)
    flash(_("The steps are saved."))
    return see_other(url_for("steps.lists", jenis=kind.value))
