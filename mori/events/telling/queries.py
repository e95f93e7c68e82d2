"""Who has still to be told what, and who was."""

from typing import Any

from peewee import JOIN

from mori.core.db import literals
from mori.network.queries import agreeing_to, members_by_ids
from mori.network.rules import Purpose

from .. import queries
from ..models import Event, EventInvitation, Told
from ..rules import LIVE, InvitationState, Notice

PAGE = 60
REMINDED = LIVE - {InvitationState.DRAFTED, InvitationState.NO, InvitationState.WAITING}
STATES = {
    Notice.INVITED: frozenset({InvitationState.DRAFTED}),
    Notice.OFFERED: frozenset({InvitationState.OFFERED}),
    Notice.WEEK: REMINDED,
    Notice.EVE: REMINDED,
    Notice.CALLED_OFF: LIVE - {InvitationState.DRAFTED, InvitationState.NO},
}


def untold(event: Event, notice: Notice, most: int = PAGE) -> list[EventInvitation]:
    """Those invited who have not been told it yet, in the order in which they were invited."""
    told = EventInvitation.id.in_(_told(event, notice).select(Told.invitation))
    return list(
        queries.invitations()
        .where(
            EventInvitation.event == event.id,
            EventInvitation.state.in_(literals(STATES[notice])),
            ~told,
        )
        .order_by(EventInvitation.id)
        .limit(most)
    )


def _told(event: Event, notice: Notice) -> Any:
    return (
        Told.select(Told)
        .join(EventInvitation, JOIN.INNER)
        .where(EventInvitation.event == event.id, Told.notice == notice)
    )


def told_of(invitation_ids: list[int]) -> dict[int, list[Told]]:
    """By invitation, what was told, the earliest first."""
    found: dict[int, list[Told]] = {}
    rows = Told.select().where(Told.invitation.in_(invitation_ids)).order_by(Told.id)
    for each in rows:
        found.setdefault(each.invitation_id, []).append(each)
    return found


def reachable(rows: list[EventInvitation]) -> set[int]:
    """The members among these whom the office may write to about meetings, as of now."""
    standing = members_by_ids({row.member_id for row in rows if row.member_id})
    may = agreeing_to(Purpose.MEETINGS, {each.id for each in standing.values()})
    return {asked for asked, member in standing.items() if member.id in may}
