"""Whom an event invites, and who waits for a seat."""

import datetime as dt
from collections import Counter
from typing import Any

from peewee import fn

from mori.core.db import literals
from mori.network.models import Community, Member
from mori.network.queries import agreeing, ids_with
from mori.network.rules import CommunityState, Purpose

from .. import queries
from ..models import Event, EventInvitation
from ..rules import InvitationState

PAGE = 60
MOST_OFFERED = 200


def invitation_to(
    event: Event, community: Community | None, member: Member | None
) -> EventInvitation | None:
    """The one there is, of a community, or of a member who is invited by themselves."""
    model, row = (Community, community) if community else (Member, member)
    ids = list(ids_with(model, [row.id])) if row else []
    whose = (
        EventInvitation.community.in_(ids)
        if community
        else EventInvitation.community.is_null() & EventInvitation.member.in_(ids)
    )
    return EventInvitation.get_or_none(EventInvitation.event == event.id, whose)


def invitations_of(event_id: int, after: int = 0) -> list[EventInvitation]:
    """In the order in which they were invited, one page and one more; ``after`` is an id."""
    return list(
        queries.invitations()
        .where(EventInvitation.event == event_id, EventInvitation.id > after)
        .order_by(EventInvitation.id)
        .limit(PAGE + 1)
    )


def counts_of(event_id: int) -> Counter[InvitationState]:
    """How many invitations are in each state."""
    rows: Any = EventInvitation.select(EventInvitation.state).where(
        EventInvitation.event == event_id
    )
    return Counter(state for (state,) in rows.tuples())


def invited_ids(event_id: int) -> tuple[set[int], set[int]]:
    """Communities, and members invited by themselves, as they are shown now."""
    rows: list[Any] = list(
        EventInvitation.select(_shown_as(Community), _shown_as(Member))
        .left_outer_join(Community)
        .switch(EventInvitation)
        .left_outer_join(Member, on=EventInvitation.member)
        .where(EventInvitation.event == event_id)
        .tuples()
    )
    return {one for one, _ in rows if one}, {member for one, member in rows if not one}


def _shown_as(model: Any) -> Any:
    return fn.COALESCE(model.merged_into, model.id)


def first_waiting(event: Event) -> EventInvitation | None:
    """Who waits longest for a seat."""
    waiting = literals([InvitationState.WAITING])
    found: EventInvitation | None = (
        queries.invitations()
        .where(EventInvitation.event == event.id, EventInvitation.state.in_(waiting))
        .order_by(EventInvitation.waits_since, EventInvitation.id)
        .first()
    )
    return found


def lapsed_offers(event: Event, at: dt.datetime) -> list[EventInvitation]:
    """Offers whose time has run out."""
    offered = literals([InvitationState.OFFERED])
    return list(
        EventInvitation.select().where(
            EventInvitation.event == event.id,
            EventInvitation.state.in_(offered),
            EventInvitation.offered_until <= at,
        )
    )


def events_with_lapsed(at: dt.datetime) -> list[int]:
    """Events of which an offer has run out."""
    offered = literals([InvitationState.OFFERED])
    rows: Any = EventInvitation.select(EventInvitation.event).where(
        EventInvitation.state.in_(offered), EventInvitation.offered_until <= at
    )
    return [event_id for (event_id,) in rows.distinct().tuples()]


def communities_to_invite(office_id: int, invited: set[int]) -> list[Community]:
    """Communities that are there and were not invited yet, by name."""
    states = literals([CommunityState.ACTIVE, CommunityState.INVITED])
    found = (
        Community.select()
        .where(
            Community.office == office_id,
            Community.merged_into.is_null(),
            Community.state.in_(states),
        )
        .order_by(Community.name_folded, Community.id)
        .limit(MOST_OFFERED)
    )
    return [each for each in found if each.id not in invited]


def members_to_invite(office_id: int, invited: set[int]) -> list[Member]:
    """Members who agree to be invited and were not yet, by name."""
    found = (
        Member.select()
        .where(Member.office == office_id, *agreeing(Purpose.MEETINGS))
        .order_by(Member.name_folded, Member.id)
        .limit(MOST_OFFERED)
    )
    return [each for each in found if each.id not in invited]
