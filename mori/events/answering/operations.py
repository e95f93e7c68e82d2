"""Answering an invitation: who comes, as many as there are seats; never more than are free."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.clock import local_date
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.sealing import seal
from mori.core.states import advance, lock
from mori.core.texts.folding import folded

from .. import queries
from ..guests.operations import add_participant
from ..inviting.operations import offer_on, queue_again
from ..models import EventInvitation, Participant
from ..rules import (
    MOVES,
    VERBS,
    EventState,
    InvitationState,
    ListedAs,
    state_on,
)
from ..telling.letters import Door


class Comer(NamedTuple):
    """Somebody who is named for a seat."""

    name: str
    needs: str = ""  # codes, with spaces
    photo_ok: bool = False
    contact_ok: bool = False


class Answer(NamedTuple):
    """What an invitation is answered with."""

    state: InvitationState
    comers: Sequence[Comer] = ()
    phone: str = ""
    keeps_rest: bool = False


@writing()
def answer(
    invitation: EventInvitation, said: Answer, door: Door, at: dt.datetime
) -> InvitationState:
    """Take an answer, or another one; the state it leads to.

    The same form twice is one answer. Seats that nobody is named for go to whoever waits, unless
    names are to follow.
    """
    lock(invitation.event)
    fresh = queries.invitation_by_id(invitation.id)
    require_answerable(fresh, at)
    wanted = _seats_wanted(fresh, said)
    free = queries.seats_free(fresh.event, at) + fresh.held
    if wanted > free:
        return _without_seats(fresh, said, free, at)
    advance(
        fresh,
        MOVES,
        VERBS[said.state],
        None,
        at,
        held=wanted,
        offered_until=None,
        waits_since=None,
        answered_at=at,
        phone=said.phone,
        keeps_rest=said.keeps_rest,
        knows="",  # whoever answers has the page with how it is now
        revision=EventInvitation.revision + 1,
    )
    _name_comers(fresh, said.comers if said.state is InvitationState.YES else (), door, at)
    offer_on(fresh.event, door, at)
    return said.state


def require_answerable(invitation: EventInvitation, at: dt.datetime) -> None:
    """Refuse with what to do instead."""
    event, zone = invitation.event, invitation.event.office.zone
    stands = state_on(event, local_date(at, zone))
    if event.state is EventState.CALLED_OFF:
        raise Refused(_("This event is called off. There is nothing to answer any more."))
    if stands not in {EventState.ANNOUNCED, EventState.RUNNING}:
        raise Refused(_("This event takes no answers now."))
    if invitation.state is InvitationState.WITHDRAWN:
        raise Refused(_("The office has withdrawn this invitation. Ask the office."))
    if invitation.state is InvitationState.OFFERED:
        if invitation.offered_until and invitation.offered_until <= at:
            raise Refused(_("The time to accept this seat is over; it went to whoever waits."))
    elif local_date(at, zone) > event.answer_until:
        raise Refused(_("The time to answer is over. Ask the office if something changes."))


def _seats_wanted(invitation: EventInvitation, said: Answer) -> int:
    most = invitation.held or invitation.seats  # of an offer as many as were offered
    if invitation.state is not InvitationState.OFFERED:
        most = invitation.seats
    if len(said.comers) > most:
        raise Refused(_("This invitation has %(n)d seats. Name no more than that.", n=most))
    if said.state is InvitationState.NO:
        return 0
    if said.state is InvitationState.MAYBE or said.keeps_rest:
        return most
    return len(said.comers)


def _without_seats(
    invitation: EventInvitation, said: Answer, free: int, at: dt.datetime
) -> InvitationState:
    if free > 0:
        raise Refused(
            _("Only %(n)d seats are free by now. Name no more than that, please.", n=free)
        )
    if invitation.state is InvitationState.WAITING:
        return InvitationState.WAITING
    if invitation.state not in MOVES["queue"][0]:
        raise Refused(_("No seat is free by now. Ask the office."))
    queue_again(invitation, at)
    return InvitationState.WAITING


def _name_comers(
    invitation: EventInvitation, comers: Sequence[Comer], door: Door, at: dt.datetime
) -> None:
    """Those of the same name keep their number and letters; who is not named any more leaves."""
    known = list(queries.participants_by(invitation.id))
    for comer in comers:
        there = next((each for each in known if each.name_folded == folded(comer.name)), None)
        facts: dict[str, Any] = {
            "needs": seal(door.secret, comer.needs) if comer.needs else "",
            "photo_ok": comer.photo_ok,
            "contact_ok": comer.contact_ok,
        }
        if there is None:
            add_participant(
                invitation.event,
                comer.name,
                at,
                source=ListedAs.ANSWER,
                community_id=invitation.community_id,
                member_id=_member_of(invitation, comer),
                invitation_id=invitation.id,
                **facts,
            )
        else:
            known.remove(there)
            Participant.update(left_at=None, name=comer.name, **facts).where(
                Participant.id == there.id
            ).execute()
    gone = [each.id for each in known if each.left_at is None]
    Participant.update(left_at=at).where(Participant.id.in_(gone)).execute()


def _member_of(invitation: EventInvitation, comer: Comer) -> int | None:
    """Whoever got the invitation comes themselves."""
    member = invitation.member if invitation.member_id else None
    is_same = member is not None and member.name_folded == folded(comer.name)
    return member.id if member and is_same else None
