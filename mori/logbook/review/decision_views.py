"""What a reviewer decided in the last weeks, and who of their interns is not there today."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, request
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.web.asked import after, next_page
from mori.web.render import page

from ..rules import PAGE, EntryState
from . import queries
from .desk import interns_today
from .rules import DECIDED_WITHIN
from .views import office_clock

bp = Blueprint("decisions", __name__)

KINDS = {
    "diparaf": ("approve", EntryState.APPROVED),
    "dikembalikan": ("return", EntryState.RETURNED),
}


@bp.get("/tinjau/keputusan")
@may("queue.read")
def decisions() -> Response:
    kind, intern = request.args.get("jenis", ""), request.args.get("peserta", "")
    mine = queries.Decided(current_user.person_id, current_user.office_id, now() - DECIDED_WITHIN)
    verb, _state = KINDS.get(kind, ("", None))
    found = queries.decisions_of(mine, PAGE + 1, verb, intern, after(_moment, int))
    shown, more = next_page(found, PAGE, lambda event: (event.at, event.id))
    return page(
        "logbook/review/decisions/decisions.html",
        here="queue",
        rows=[(event, _may_be_read(event)) for event in shown],
        more=more,
        kinds=[(name, state.label) for name, (_verb, state) in KINDS.items()],
        kind=kind,
        interns=queries.interns_decided(mine),
        intern=intern,
    )


@bp.get("/tinjau/hari-ini")
@may("queue.read")
def today() -> Response:
    """Who of a reviewer's interns is not there; asked for by a tap, so the queue costs no more."""
    return page(
        "logbook/review/decisions/today.html",
        "logbook/review/decisions/_today.html",
        here="queue",
        today=interns_today(current_user.person_id, office_clock()),
    )


def _moment(text: str) -> dt.datetime:
    at = dt.datetime.fromisoformat(text)
    if at.tzinfo is None or not 2000 <= at.year <= 2100:
        raise ValueError(text)
    return at


def _may_be_read(event: Any) -> bool:
    """Whether its entry still is the reviewer's: it may have been handed over since."""
    return allowed(current_user, "entry.read", event.entry)
