"""Published minutes, for participants who were there, by the pass of their invitation."""

from typing import Any

from flask import Blueprint, Response, abort, current_app, url_for

from mori.access.guard import public
from mori.accounts.views import not_stored
from mori.core.clock import now
from mori.web.render import page

from ..answering.views import known_by
from ..models import EventInvitation, Participant
from ..queries import participants_by
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
    if found is None or not queries.was_present(named):
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


def participant_part(row: Participant) -> dict[str, Any] | None:
    """Where their name stands in an answer: the way to the minutes, if they were there."""
    if row.invitation is None or not queries.published_of(row.event_id):
        return None
    if not queries.was_present([row.id]):
        return None
    ticket = pass_of(current_app.config["SECRET_KEY"], row.invitation.key)
    return {"url": url_for("shared_minutes.minutes", ticket=ticket), "name": row.name}
