"""Swaps: asked by a coordinator, done once both units agree."""

from collections.abc import Callable

from flask import Blueprint, Response, current_app, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed, supervisor_in
from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.core.workdays import DAY
from mori.web import asked
from mori.web.render import page, see_other

from ..planning.queries import placements_of_weeks
from . import forms, operations, queries
from .models import RotationSwap

bp = Blueprint("swaps", __name__)


@bp.get("/rotasi/tukar")
@may("swap.list")
def swaps() -> Response:
    return _swaps(forms.SwapForm(formdata=None))


def _swaps(form: forms.SwapForm, status: int = 200) -> Response:
    office, may_ask = current_user.office_id, allowed(current_user, "swap.ask")
    if may_ask:
        _offer(form)
    return page(
        "placements/swaps/swaps.html",
        status=status,
        here="interns",
        form=form if may_ask else None,
        rows=[
            (row, row.is_asked_of(current_user.person_id), allowed(current_user, "swap.end", row))
            for row in queries.swaps_of(office, supervisor_in(current_user, "swap.answer"))
        ],
    )


def _offer(form: forms.SwapForm) -> None:
    today = asked.today()
    form.offer(placements_of_weeks(current_user.office_id, today + DAY, today + 366 * DAY))


@bp.post("/rotasi/tukar")
@may("swap.ask")
def ask() -> Response:
    form = forms.SwapForm()
    _offer(form)
    if not form.validate():
        return _swaps(form, 422)
    pair = form.by_key[form.one.data], form.by_key[form.other.data]
    days = form.starts_on.data, form.ends_on.data
    token = token_for(form.token.data, *(each.id for each in pair), *days)
    try:
        operations.ask_for_swap(*pair, *days, token, _here(), current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _swaps(form, 409)
    flash(_("Both units are asked."))
    return see_other(url_for("swaps.swaps"))


def _here() -> str:
    return f"{current_app.config['SETTINGS'].address}{url_for('swaps.swaps')}"


@bp.post("/rotasi/tukar/<key>/setuju")
@may("swap.answer", on=queries.swap_by_key)
def agree(swap: RotationSwap) -> Response:
    start = str(current_app.config["SETTINGS"].address)
    return _answered(lambda: operations.agree_to_swap(swap, start, current_user.person_id, now()))


@bp.post("/rotasi/tukar/<key>/tolak")
@may("swap.answer", on=queries.swap_by_key)
def refuse(swap: RotationSwap) -> Response:
    form = forms.RefuseForm()
    why = (form.why.data or "")[:300]
    return _answered(lambda: operations.refuse_swap(swap, why, current_user.person_id, now()))


@bp.post("/rotasi/tukar/<key>/batal")
@may("swap.end", on=queries.swap_by_key)
def withdraw(swap: RotationSwap) -> Response:
    return _answered(lambda: operations.withdraw_swap(swap, current_user.person_id, now()))


def _answered(answer: Callable[[], None]) -> Response:
    try:
        answer()
    except Refused as refusal:
        flash(str(refusal), "warn")
    return see_other(url_for("swaps.swaps"))
