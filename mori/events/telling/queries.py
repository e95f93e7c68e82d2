"""Who has still to be told what, and who was."""

from collections.abc import Collection
from typing import Any

from peewee import JOIN

from mori.core.db import literals
from mori.network.models import Member, MemberConsent
from mori.network.rules import MemberState, Purpose

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
    return agreeing({row.member_id for row in rows if row.member_id})


def agreeing(member_ids: Collection[int]) -> set[int]:
    """Those among members who agree to be invited to meetings, as of now."""
    if not member_ids:
        return set()
    found = Member.select(Member.id).where(Member.id.in_(list(member_ids)), consenting())
    return {number for (number,) in found.tuples()}


def consenting() -> Any:
    """That a member is who they are shown as, has not stopped everything, and agrees."""
    agreed = MemberConsent.select(MemberConsent.member).where(
        MemberConsent.to == Purpose.MEETINGS, MemberConsent.withdrawn_at.is_null()
    )
    return (
        Member.merged_into.is_null() & (Member.state != MemberState.STOPPED) & Member.id.in_(agreed)
    )
