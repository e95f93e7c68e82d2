"""Telling those invited: by mail, or noting that a text was shared by hand."""

import datetime as dt
from typing import Any

from flask_babel import lazy_gettext as _

from mori.core.clock import local_date
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance, try_move
from mori.notifications import operations as outbox

from .. import queries as events
from ..models import Event, EventInvitation, InvitationStep, Told
from ..rules import EVENT_MOVES, MOVES, Notice, ToldBy, state_on
from . import queries
from .letters import Door, address_of, said
from .rules import known_in

AT_ONCE = 200


@writing()
def tell_by_mail(
    rows: list[EventInvitation],
    notice: Notice,
    door: Door,
    actor_id: int | None,
    at: dt.datetime,
) -> int:
    """One mail to each who has an address and agrees to be written to; how many there are."""
    may = queries.reachable(rows)
    mailed = [row for row in rows if row.member_id in may and address_of(row)]
    return sum(_mail(row, notice, door, actor_id, at) for row in mailed)


def _mail(
    invitation: EventInvitation,
    notice: Notice,
    door: Door,
    actor_id: int | None,
    at: dt.datetime,
) -> bool:
    if not note_told(invitation, notice, ToldBy.MAIL, actor_id, at):
        return False
    subject, body = said(invitation, notice, door)
    token = mail_token(invitation, notice)
    if notice is Notice.OFFERED:  # the same seat may be offered again
        token = f"{token} {at:%Y%m%d%H%M}"
    outbox.post_message(token, address_of(invitation), subject, body, at, seal_with=door.secret)
    return True


def mail_token(invitation: EventInvitation, notice: Notice) -> str:
    """By which the outbox knows a mail: of another day there is another one."""
    token = f"event {notice.value} {invitation.key}"
    if notice is Notice.MOVED and (known := known_in(invitation.knows)):
        return f"{token} {known.revision}"
    if notice in {Notice.WEEK, Notice.EVE}:
        return f"{token} {invitation.event.starts_on:%Y%m%d}"
    return token


@writing()
def note_told(
    invitation: EventInvitation,
    notice: Notice,
    way: ToldBy,
    actor_id: int | None,
    at: dt.datetime,
) -> bool:
    """Whether this is the first time that they are told it; of an invitation its state says so."""
    _row, is_new = Told.get_or_create(
        invitation=invitation.id,
        notice=notice,
        defaults={"way": way, "actor": actor_id, "at": at},
    )
    if notice is Notice.INVITED:
        verb = "mail" if way is ToldBy.MAIL else "hand"
        if invitation.state in MOVES[verb][0] and try_move(invitation, MOVES, verb):
            InvitationStep.create(invitation=invitation, verb=verb, actor=actor_id, at=at)
    return is_new


@writing()
def forget_told(invitation: EventInvitation, notice: Notice) -> None:
    """It is to be told once more: a seat is offered to them again."""
    Told.delete().where(Told.invitation == invitation.id, Told.notice == notice).execute()


@writing()
def remind(event: Event, notice: Notice, door: Door, at: dt.datetime) -> int:
    """Mail a reminder to those who have an address; the others stand in the office's list."""
    rows = queries.untold(event, notice, AT_ONCE)
    return tell_by_mail(rows, notice, door, None, at)


@writing()
def call_off(event: Event, reason: str, door: Door, actor_id: int | None, at: dt.datetime) -> int:
    """Say that it does not take place, and why; how many mails tell of it.

    Whoever has no address stands in the list of those still to be told.
    """
    if not state_on(event, local_date(at, event.office.zone)).is_coming:
        raise Refused(_("This event is over. It cannot be called off any more."))
    changes: dict[str, Any] = {"reason": reason, "revision": Event.revision + 1}
    advance(event, EVENT_MOVES, "call_off", actor_id, at, reason, **changes)
    off = events.event_by_id(event.id)
    mailed = 0
    while rows := _next_with_mail(off, door, actor_id, at):
        mailed += rows
    return mailed


def _next_with_mail(event: Event, door: Door, actor_id: int | None, at: dt.datetime) -> int:
    rows = queries.untold(event, Notice.CALLED_OFF, AT_ONCE)
    return tell_by_mail(rows, Notice.CALLED_OFF, door, actor_id, at)
