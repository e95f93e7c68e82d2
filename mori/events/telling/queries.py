"""Who has still to be told what, and who was."""

from collections.abc import Collection
from typing import Any

from peewee import JOIN

from mori.core.db import literals
from mori.network.queries import agreeing_to, members_by_ids
from mori.network.rules import Purpose
from mori.notifications.queries import messages_about

from .. import queries
from ..models import Event, EventInvitation, Told
from ..rules import LIVE, InvitationState, Notice, ToldBy

PAGE = 60
REMINDED = LIVE - {InvitationState.DRAFTED, InvitationState.NO, InvitationState.WAITING}
STATES = {
    Notice.INVITED: frozenset({InvitationState.DRAFTED}),
    Notice.OFFERED: frozenset({InvitationState.OFFERED}),
    Notice.WEEK: REMINDED,
    Notice.EVE: REMINDED,
    Notice.MOVED: frozenset({InvitationState.YES, InvitationState.MAYBE}),
    Notice.CALLED_OFF: LIVE - {InvitationState.DRAFTED, InvitationState.NO},
}


def untold(event: Event, notice: Notice, most: int = PAGE) -> list[EventInvitation]:
    """Those invited who have not been told it yet, in the order in which they were invited."""
    told = EventInvitation.id.in_(_told(event, notice).select(Told.invitation))
    found = _concerned(event, notice).where(~told)
    if notice is Notice.MOVED:
        found = found.where(EventInvitation.knows != "")
    return list(found.limit(most))


def _concerned(event: Event, notice: Notice) -> Any:
    return (
        queries.invitations()
        .where(
            EventInvitation.event == event.id,
            EventInvitation.state.in_(literals(STATES[notice])),
        )
        .order_by(EventInvitation.id)
    )


def invitations_moved(event: Event) -> list[EventInvitation]:
    """Those whom another day or place concerns: who said that they come, or may."""
    return list(_concerned(event, Notice.MOVED))


def told_in(event: Event, notices: Collection[Notice]) -> Any:
    """Ids of what was told to those invited to an event."""
    theirs = EventInvitation.select(EventInvitation.id).where(EventInvitation.event == event.id)
    return Told.select(Told.id).where(
        Told.invitation.in_(theirs), Told.notice.in_(literals(notices))
    )


def has_heard(invitation: EventInvitation, token: str) -> bool:
    """Whether they were told of the last change: by hand, or by a mail that went out."""
    told = Told.get_or_none(Told.invitation == invitation.id, Told.notice == Notice.MOVED)
    if told is None or told.way is ToldBy.SHARED:
        return told is not None
    mail = messages_about([token]).get(token)
    return mail is not None and bool(mail.sent_at or mail.leased_until)


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
