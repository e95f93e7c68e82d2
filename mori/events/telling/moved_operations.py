"""Telling those who said that they come of another day or place, once for each change."""

import datetime as dt

from mori.core.db import writing
from mori.notifications import operations as outbox

from ..models import Event, EventInvitation, Told
from ..rules import Notice
from .letters import Door, whereabouts_of
from .operations import forget_told, mail_token, tell_by_mail
from .queries import has_heard, invitations_moved, told_in
from .rules import Known, known_in, written

REMINDERS = (Notice.WEEK, Notice.EVE)


@writing()
def tell_moved(
    before: Event, after: Event, door: Door, actor_id: int | None, at: dt.datetime
) -> int:
    """Tell whoever said that they come, or may; how many mails there are.

    A mail about an earlier change that has not gone out yet does not go out any more: they get
    one, of how it is now. Whoever has no address stands in the list of those still to be told.
    """
    was, now = whereabouts_of(before), whereabouts_of(after)
    if was == now:
        return 0
    if was.starts_on != now.starts_on:  # of the new day they are reminded anew
        Told.delete().where(Told.id.in_(told_in(after, REMINDERS))).execute()
    for row in invitations_moved(after):
        knew, has_told = known_in(row.knows), False
        if knew:
            has_told = has_heard(row, mail_token(row, Notice.MOVED))
            outbox.end_messages([mail_token(row, Notice.MOVED)], at)
            forget_told(row, Notice.MOVED)
        last = knew.was if knew and not has_told else was
        _keep(row, None if last == now else Known(last, after.revision))
    moved = [row for row in invitations_moved(after) if row.knows]
    return tell_by_mail(moved, Notice.MOVED, door, actor_id, at)


def _keep(invitation: EventInvitation, known: Known | None) -> None:
    EventInvitation.update(knows=written(known) if known else "").where(
        EventInvitation.id == invitation.id
    ).execute()


@writing()
def note_known(invitation: EventInvitation) -> None:
    """They have seen what changed."""
    _keep(invitation, None)
