"""Published minutes, for participants who were there, by the pass of their invitation."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, abort, current_app, url_for

from mori.access.guard import public
from mori.accounts.views import not_stored
from mori.core.clock import now
from mori.web.render import page

from ..answering.views import known_by
from ..models import EventInvitation, Participant
from ..presence.queries import present_among
from ..queries import one_event, participants_by
from ..telling.letters import pass_of
from . import queries
from .desk import shown_minutes
from .models import Minutes
from .views import printed

bp = Blueprint("shared_minutes", __name__)


def _opened(ticket: str) -> tuple[EventInvitation, Minutes]:
    """The version that stands; 404 where nobody of the invitation was there."""
    invitation = known_by(ticket)
    found = queries.published_of(invitation.event_id)
    named = [each.id for each in participants_by(invitation.id)]
    if found is None or not present_among(named):
        abort(404)
    return invitation, found


@bp.get("/jawab/<ticket>/notulen")
@public
def minutes(ticket: str) -> Response:
    invitation, found = _opened(ticket)
    response = page(
        "events/minutes/shared.html",
        here="event",
        ticket=ticket,
        event=invitation.event,
        shown=shown_minutes(found, invitation.event, now()),
    )
    return not_stored(response)


@bp.get("/jawab/<ticket>/notulen.pdf")
@public
def minutes_pdf(ticket: str) -> Response:
    invitation, found = _opened(ticket)
    return not_stored(printed(invitation.event, found))


def participants_part(rows: Mapping[int, Participant]) -> dict[int, dict[str, Any]] | None:
    """Where their names stand in an answer: the way to the minutes, for those who were there."""
    if not queries.published_of(one_event(rows).id):
        return None
    secret, there = current_app.config["SECRET_KEY"], present_among(rows)
    tickets = {
        each: pass_of(secret, row.invitation.key)
        for each, row in rows.items()
        if each in there and row.invitation
    }
    return {
        each: {"url": url_for("shared_minutes.minutes", ticket=ticket), "name": rows[each].name}
        for each, ticket in tickets.items()
    }
