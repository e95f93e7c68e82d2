"""Inviting communities and members, taking it back, and offering on what became free."""

import datetime as dt
from typing import Any

from flask_babel import lazy_gettext as _

from mori.core.clock import local_date, moment
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile, lock, try_move
from mori.network.models import Community, Member
from mori.network.queries import may_be
from mori.network.rules import Purpose

from .. import queries
from ..models import Event, EventInvitation, InvitationStep, Participant
from ..rules import MOVES, InvitationState, Notice, offered_until, state_on
from ..telling.letters import Door
from ..telling.operations import forget_told, tell_by_mail
from .queries import first_waiting, invitation_to, lapsed_offers


@writing()
def invite(
    event: Event,
    community: Community | None,
    member: Member | None,
    seats: int,
    actor_id: int | None,
    at: dt.datetime,
) -> EventInvitation:
    """Hold seats for a community or a member, or let them wait; whoever is invited stays so.

    ``member`` is who gets it; whether they agree to that is asked now.
    """
    lock(event)
    if there := invitation_to(event, community, member):
        return queries.invitation_by_id(there.id)
    if not state_on(event, local_date(at, event.office.zone)).is_coming:
        raise Refused(_("This event is over. Nobody can be invited any more."))
    if member and not may_be(member, Purpose.MEETINGS):
        raise Refused(_("%(name)s does not agree to be invited to meetings.", name=member.name))
    is_free = seats <= queries.seats_free(event, at)
    made = EventInvitation.create(
        event=event.id,
        community=community.id if community else None,
        member=member.id if member else None,
        seats=seats,
        held=seats if is_free else 0,
        state=InvitationState.DRAFTED if is_free else InvitationState.WAITING,
        waits_since=None if is_free else at,
        made_at=at,
    )
    verb = "invite" if is_free else "queue"
    InvitationStep.create(invitation=made, verb=verb, actor=actor_id, at=at)
    return queries.invitation_by_id(made.id)


@writing()
def withdraw(invitation: EventInvitation, door: Door, actor_id: int, at: dt.datetime) -> None:
    """Take an invitation back; its seats go to whoever waits first."""
    lock(invitation.event)
    nothing: dict[str, Any] = {"held": 0, "offered_until": None, "waits_since": None}
    advance(invitation, MOVES, "withdraw", actor_id, at, **nothing)
    Participant.update(left_at=at).where(
        Participant.invitation == invitation.id, Participant.left_at.is_null()
    ).execute()
    offer_on(invitation.event, door, at)


@writing()
def offer_on(event: Event, door: Door, at: dt.datetime) -> int:
    """Give seats that became free to those who wait, the first first; how many were offered.

    Whoever is offered one has it until a moment, and has to accept it.
    """
    lock(event)
    _lapse(event, at)
    until = offered_until(moment(event.starts_on, dt.time(), event.office.zone), at)
    offered = 0
    while until and (free := queries.seats_free(event, at)) > 0:
        waiting = first_waiting(event)
        if waiting is None:
            break
        _offer(waiting, min(free, waiting.seats), until, door, at)
        offered += 1
    return offered


def _offer(
    waiting: EventInvitation, seats: int, until: dt.datetime, door: Door, at: dt.datetime
) -> None:
    if not try_move(waiting, MOVES, "offer", held=seats, offered_until=until):
        raise changed_meanwhile()
    InvitationStep.create(invitation=waiting, verb="offer", at=at)
    forget_told(waiting, Notice.OFFERED)
    tell_by_mail([queries.invitation_by_id(waiting.id)], Notice.OFFERED, door, None, at)


def _lapse(event: Event, at: dt.datetime) -> None:
    for each in lapsed_offers(event, at):
        if try_move(each, MOVES, "lapse", held=0, offered_until=None, waits_since=None):
            InvitationStep.create(invitation=each, verb="lapse", at=at)


@writing()
def queue_again(invitation: EventInvitation, at: dt.datetime) -> None:
    """They would come after all, and no seat is free: they wait, behind all who wait already."""
    advance(invitation, MOVES, "queue", None, at, held=0, waits_since=at)
