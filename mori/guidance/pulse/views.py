"""The five questions of the tenth working day: intern and supervisor answer, each for themself."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, abort, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.access.roles import Actor
from mori.core.clock import local_date, now
from mori.core.errors import Refused
from mori.placements.models import Placement
from mori.placements.queries import SpanToday, nearest_placement, placement_by_key
from mori.placements.rules import RUNNING
from mori.web import asked
from mori.web.render import page, see_other

from . import operations, queries
from .forms import PulseForm
from .rules import Side, Window

bp = Blueprint("pulse", __name__)


@bp.get("/hari-kesepuluh")
@may("pulse.answer")
def own() -> Response:
    return _own(_own_placement(), PulseForm(formdata=None))


def _own_placement() -> Placement | None:
    """The placement with its office and spans, of whoever is signed in."""
    found = nearest_placement(current_user.person_id, asked.today())
    return placement_by_key(found.key) if found else None


def _own(placement: Placement | None, form: PulseForm, status: int = 200) -> Response:
    return page(
        "guidance/pulse/own.html",
        status=status,
        here="today",
        readers=queries.readers_of(placement) if placement else [],
        **_shown(placement, Side.INTERN, form),
    )


def _shown(placement: Placement | None, side: Side, form: PulseForm) -> dict[str, Any]:
    """What one side sees, which only the day and what it said itself decide."""
    answer = queries.answer_of(placement.id, side) if placement else None
    is_asked = answer is None and placement is not None and _is_asked(placement)
    return {"answer": answer, "form": form if is_asked else None}


def _window(placement: Placement) -> Window | None:
    office = placement.office
    return queries.window_of(placement, office.id, office.calendar_version)


def _is_mine(placement: Placement) -> bool:
    """Whether whoever is signed in is the supervisor who is asked about it."""
    return queries.is_asked(current_user.person_id, placement.spans, _window(placement))


def _is_asked(placement: Placement) -> bool:
    window = _window(placement)
    is_open = window is not None and window.covers(local_date(now(), placement.office.zone))
    return is_open and placement.state in RUNNING


@bp.post("/hari-kesepuluh")
@may("pulse.answer")
def answer_own() -> Response:
    placement, form = _own_placement(), PulseForm()
    if placement is None:
        raise Refused(_("This is not asked any more, or not yet."))
    if not form.validate():
        return _own(placement, form, 422)
    if refusal := _kept(placement, Side.INTERN, form):
        form.refuse(refusal)
        return _own(placement, form, 409)
    flash(_("Thank you. Your answers are kept."))
    return see_other(url_for("pulse.own"))


def _kept(placement: Placement, side: Side, form: PulseForm) -> Refused | None:
    """What stands in the way of keeping an answer."""
    said = (form.facts, form.words.data)
    try:
        operations.answer_pulse(placement, side, current_user.person_id, *said, now())
    except Refused as refusal:
        return refusal
    return None


@bp.get("/tinjau/hari-kesepuluh/<key>")
@may("pulse.answer_for", on=placement_by_key)
def about(placement: Placement) -> Response:
    return _about(placement, PulseForm(formdata=None))


def _about(placement: Placement, form: PulseForm, status: int = 200) -> Response:
    if not _is_mine(placement):
        abort(404)
    return page(
        "guidance/pulse/about.html",
        status=status,
        here="queue",
        placement=placement,
        readers=queries.readers_of(placement),
        **_shown(placement, Side.SUPERVISOR, form),
    )


@bp.post("/tinjau/hari-kesepuluh/<key>")
@may("pulse.answer_for", on=placement_by_key)
def answer_about(placement: Placement) -> Response:
    form = PulseForm()
    if not form.validate():
        return _about(placement, form, 422)
    _about(placement, form)  # whoever is not asked finds nothing here
    if refusal := _kept(placement, Side.SUPERVISOR, form):
        form.refuse(refusal)
        return _about(placement, form, 409)
    flash(_("Thank you. Your answers are kept."))
    return see_other(url_for("pulse.about", key=placement.key))


def today_part(placement: SpanToday, today: dt.date) -> dict[str, Any] | None:
    """On an intern's start page, for as long as it is asked."""
    actor = current_user._get_current_object()
    window = queries.window_of(placement, actor.office_id, actor.calendar_version)
    is_asked = window is not None and window.covers(today) and placement.state in RUNNING
    if not is_asked:
        return None
    if actor.facts["has_said"] and queries.answer_of(placement.placement_id, Side.INTERN):
        return None
    return {"last": window and window.last}


def me_part(actor: Actor) -> dict[str, Any] | None:
    """On an intern's own page: the way to what they said."""
    if not allowed(actor, "pulse.answer"):
        return None
    placement = nearest_placement(actor.person_id, asked.today())
    return {} if placement and queries.answer_of(placement.id, Side.INTERN) else None


def placement_part(placement: Placement) -> dict[str, Any] | None:
    """On an intern's profile, for the supervisor who was asked: the way to what they said."""
    if not allowed(current_user, "pulse.answer_for", placement) or not _is_mine(placement):
        return None
    return {"key": placement.key} if queries.answer_of(placement.id, Side.SUPERVISOR) else None


def queue_part(office_id: int, today: dt.date) -> dict[str, Any] | None:
    """On a supervisor's queue: the interns about whom they are asked."""
    actor = current_user._get_current_object()
    if not actor.facts["may_be_asked"]:
        return None
    found = queries.asked_under(actor.person_id, office_id, actor.calendar_version, today)
    return {"placements": found} if found else None
