"""Whose certificates there are, and who has still to be told of one."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from mori.certificates.papers.models import Paper
from mori.certificates.papers.rules import STANDING, PaperState
from mori.core.db import literals
from mori.network.models import Community
from mori.offices.models import Office

from .. import queries
from ..models import Event, EventInvitation, Participant, Told
from ..rules import Notice
from .models import EventCertificate

OUT = (Paper.state == PaperState.SIGNED) & ((Paper.file != "") | (Paper.signed_file != ""))


def papers_of(participant_ids: Collection[int]) -> dict[int, Paper]:
    """By participant, the last certificate that was made and not dropped; whether it stands it says
    itself.
    """
    rows = (
        EventCertificate.select(EventCertificate, Paper, Office)
        .join(Paper)
        .join(Office)
        .where(
            EventCertificate.participant.in_(list(participant_ids)),
            Paper.state != PaperState.DROPPED,
        )
        .order_by(EventCertificate.id)
    )
    return {each.participant_id: each.paper for each in rows}


def paper_of(participant_id: int) -> Paper | None:
    return papers_of([participant_id]).get(participant_id)


def standing_of(event_id: int) -> dict[int, Paper]:
    """By participant, the certificates of an event that stand."""
    rows = (
        EventCertificate.select(EventCertificate, Paper)
        .join(Paper)
        .switch(EventCertificate)
        .join(Participant)
        .where(Participant.event == event_id, Paper.state.in_(literals(STANDING)))
    )
    return {each.participant_id: each.paper for each in rows}


def has_certificates(event_id: int) -> bool:
    """Whether anybody of an event was given one that was not dropped."""
    found = (
        EventCertificate.select(EventCertificate.id)
        .join(Paper)
        .switch(EventCertificate)
        .join(Participant)
        .where(Participant.event == event_id, Paper.state != PaperState.DROPPED)
    )
    return bool(found.exists())


def participant_with(paper_id: int) -> Participant | None:
    """Whose certificate a paper is, with the event."""
    found: Participant | None = (
        Participant.select(Participant, Event, Office, Community)
        .join(Event)
        .join(Office)
        .switch(Participant)
        .left_outer_join(Community)
        .switch(Participant)
        .join(EventCertificate, on=EventCertificate.participant == Participant.id, attr="with_it")
        .where(EventCertificate.paper == paper_id)
        .get_or_none()
    )
    return found


def to_tell(event_id: int, most: int) -> list[EventInvitation]:
    """The invitations of whoever can fetch a certificate and has not been told so."""
    told = (
        Told.select(Told.invitation)
        .join(EventInvitation)
        .where(EventInvitation.event == event_id, Told.notice == Notice.CERTIFIED)
    )
    return list(
        queries.invitations()
        .where(
            EventInvitation.event == event_id,
            EventInvitation.id.in_(_out(event_id).select(Participant.invitation)),
            EventInvitation.id.not_in(told),
        )
        .order_by(EventInvitation.id)
        .limit(most)
    )


def uninvited(event_id: int, most: int) -> list[Participant]:
    """Who can fetch one and has no invitation over which they would hear of it."""
    found = _out(event_id).where(Participant.invitation.is_null())
    return list(found.order_by(Participant.row).limit(most))


def events_to_tell(since: dt.date) -> list[Event]:
    """Events that ended after a day, of which somebody can fetch a certificate whose invitation has
    not been told so.
    """
    told = Told.select(Told.invitation).where(Told.notice == Notice.CERTIFIED)
    waiting = (
        _out()
        .select(Participant.event)
        .where(Participant.invitation.is_null(False), Participant.invitation.not_in(told))
    )
    found = Event.select().where(Event.ends_on > since, Event.id.in_(waiting))
    return list(found.order_by(Event.id))


def _out(event_id: int | None = None) -> Any:
    """Participants whose certificate is signed and made."""
    found = (
        Participant.select(Participant)
        .join(EventCertificate, on=EventCertificate.participant == Participant.id, attr="with_it")
        .join(Paper)
        .where(OUT)
    )
    return found if event_id is None else found.where(Participant.event == event_id)
