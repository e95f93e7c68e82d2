"""The page of an invitation, for whoever has its pass. Opening it changes nothing."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, current_app, url_for
from flask_babel import gettext as _

from mori.access.guard import public
from mori.access.purposes import NoLink
from mori.accounts.views import not_stored
from mori.core.clock import ZONE_NAMES, local_date, now
from mori.core.errors import Refused
from mori.core.sealing import unsealed
from mori.web.render import page, parts_of_rows, see_other

from .. import queries
from ..models import EventInvitation
from ..public.desk import agenda_of
from ..public.views import is_shown
from ..rules import EventState, InvitationState, state_on
from ..telling.letters import key_in
from ..telling.moved_operations import note_known
from ..telling.rules import known_in
from ..telling.views import door
from . import operations
from .forms import AnswerForm, answer_form, known_answer

bp = Blueprint("answering", __name__)
HERE = "invitation"


def known_by(ticket: str) -> EventInvitation:
    """The invitation that a pass opens; the same page for all that opens none."""
    key = key_in(current_app.config["SECRET_KEY"], ticket)
    found = queries.invitation_by_key(key) if key else None
    if found is None or found.event.state is EventState.DRAFT or not is_shown(found.event):
        raise NoLink
    return found


@bp.get("/jawab/<ticket>")
@public
def invitation(ticket: str) -> Response:
    return _shown(ticket, known_by(ticket), None)


@bp.post("/jawab/<ticket>")
@public
def answer(ticket: str) -> Response:
    invitation, at = known_by(ticket), now()
    form = _form_of(invitation)()
    form.only(_offered(invitation))
    if not form.validate():
        return _shown(ticket, invitation, form, 422)
    try:
        operations.answer(invitation, form.said, door(), at)
    except Refused as refusal:
        form.refuse(refusal)
        return _shown(ticket, queries.invitation_by_id(invitation.id), form, 422)
    return see_other(url_for("answering.invitation", ticket=ticket))


@bp.post("/jawab/<ticket>/tahu")
@public
def know(ticket: str) -> Response:
    """They have seen what changed, and their answer stays."""
    note_known(known_by(ticket))
    return see_other(url_for("answering.invitation", ticket=ticket))


def _seats(invitation: EventInvitation) -> int:
    is_offered = invitation.state is InvitationState.OFFERED
    return invitation.held if is_offered else invitation.seats


def _form_of(invitation: EventInvitation) -> type[AnswerForm]:
    return answer_form(_seats(invitation))


def _offered(invitation: EventInvitation) -> set[InvitationState]:
    """What it can be answered with."""
    if invitation.state is InvitationState.WAITING:
        return {InvitationState.NO}
    if invitation.state is InvitationState.OFFERED:
        return {InvitationState.YES, InvitationState.NO}
    return {InvitationState.YES, InvitationState.MAYBE, InvitationState.NO}


def _closed(invitation: EventInvitation, at: dt.datetime) -> str:
    try:
        operations.require_answerable(invitation, at)
    except Refused as refusal:
        return str(refusal)
    return ""


def _shown(
    ticket: str, invitation: EventInvitation, form: AnswerForm | None, status: int = 200
) -> Response:
    at, event = now(), invitation.event
    comers = [each for each in queries.participants_by(invitation.id) if each.left_at is None]
    for each in comers:
        each.event, each.invitation = event, invitation
    closed = _closed(invitation, at)
    if closed or invitation.state is InvitationState.WAITING:
        form = None
    elif form is None:
        known = known_answer(invitation, comers, _needs(comers))
        form = _form_of(invitation)(formdata=None, data=known).only(_offered(invitation))
    pieces = parts_of_rows("participant", {each.id: each for each in comers})
    response = page(
        "events/answering/invitation.html",
        status=status,
        here=HERE,
        ticket=ticket,
        invitation=invitation,
        event=event,
        stands=state_on(event, local_date(at, event.office.zone)),
        form=form,
        seats=_seats(invitation),
        comers=[(each, pieces[each.id]) for each in comers],
        closed=closed,
        known=known_in(invitation.knows),
        said_state=_said_state(invitation),
        agenda=agenda_of(event),
        zone_name=ZONE_NAMES[event.office.zone],
        may_change=False,
    )
    return not_stored(response)


def _needs(comers: Any) -> dict[int, str]:
    secret = current_app.config["SECRET_KEY"]
    return {each.id: unsealed(secret, each.needs) for each in comers if each.needs}


def _said_state(invitation: EventInvitation) -> Any:
    """How it stands, to whoever is invited: that it was mailed or shared they know."""
    if invitation.state.is_unanswered:
        return _("Not answered yet")
    return invitation.state.label
