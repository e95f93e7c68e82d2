"""Events, their agenda, whom they invite, and who takes part."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from peewee import fn

from mori.accounts.models import Person
from mori.core.db import literals
from mori.institutions.models import Region
from mori.network.models import Community, Member
from mori.offices.models import Office

from .models import (
    Event,
    EventInvitation,
    EventSession,
    EventStep,
    InvitationStep,
    Participant,
    Series,
    Speaker,
)
from .rules import EventState, ListedAs, SeatClaim, seats_held

PAGE = 30
Invited: Any = Member.alias()


def event_by_key(key: str) -> Event | None:
    """An event with its office, its place and its series."""
    found: Event | None = _whole().where(Event.key == key).get_or_none()
    return found


def event_by_id(event_id: int) -> Event:
    found: Event = _whole().where(Event.id == event_id).get()
    return found


def event_by_token(token: str) -> Event | None:
    return Event.get_or_none(Event.token == token)


def _whole() -> Any:
    return (
        Event.select(Event, Office, Region, Series)
        .join(Office)
        .switch(Event)
        .left_outer_join(Region)
        .switch(Event)
        .left_outer_join(Series)
    )


def events_of(office_id: int, before: tuple[dt.date, int] | None = None) -> list[Event]:
    """An office's, the latest first, one page and one more."""
    found = (
        _whole()
        .where(Event.office == office_id)
        .order_by(Event.starts_on.desc(), Event.id.desc())
        .limit(PAGE + 1)
    )
    if before:
        day, number = before
        earlier = (Event.starts_on < day) | ((Event.starts_on == day) & (Event.id < number))
        found = found.where(earlier)
    return list(found)


def events_due(day: dt.date) -> list[Event]:
    """Those whose days say that they run or are over, while their state does not yet."""
    begun = Event.starts_on <= day
    over = Event.ends_on < day
    announced, running = literals([EventState.ANNOUNCED]), literals([EventState.RUNNING])
    return list(
        _whole().where((Event.state.in_(announced) & begun) | (Event.state.in_(running) & over))
    )


def events_coming(first: dt.date, last: dt.date) -> list[Event]:
    """Announced ones that begin within some days."""
    states = literals([EventState.ANNOUNCED, EventState.RUNNING])
    return list(_whole().where(Event.state.in_(states), Event.starts_on.between(first, last)))


def steps_of(event_id: int) -> list[EventStep]:
    return list(
        EventStep.select(EventStep, Person)
        .left_outer_join(Person)
        .where(EventStep.event == event_id)
        .order_by(EventStep.id)
    )


def series_by_key(key: str) -> Series | None:
    return Series.get_or_none(Series.key == key)


def series_by_token(token: str) -> Series | None:
    return Series.get_or_none(Series.token == token)


def series_of(office_id: int) -> list[Series]:
    return list(Series.select().where(Series.office == office_id).order_by(Series.id))


def last_of_series(series_ids: list[int]) -> dict[int, dt.date]:
    """The first day of the latest event of some series, those called off apart."""
    off = literals([EventState.CALLED_OFF])
    rows: Any = (
        Event.select(Event.series, Event.starts_on)
        .where(Event.series.in_(series_ids), Event.state.not_in(off))
        .order_by(Event.starts_on)
        .tuples()
    )
    return dict(rows)


def agenda_by_key(key: str) -> EventSession | None:
    """A part of an agenda, with its event and its office."""
    return (
        EventSession.select(EventSession, Event, Office)
        .join(Event)
        .join(Office)
        .where(EventSession.key == key)
        .get_or_none()
    )


def sessions_of(event_id: int) -> list[EventSession]:
    return list(
        EventSession.select()
        .where(EventSession.event == event_id)
        .order_by(EventSession.day, EventSession.starts, EventSession.id)
    )


def speakers_of(session_ids: list[int]) -> dict[int, list[Speaker]]:
    """By session, in their order."""
    found: dict[int, list[Speaker]] = {}
    rows = Speaker.select().where(Speaker.session.in_(session_ids)).order_by(Speaker.position)
    for each in rows:
        found.setdefault(each.session_id, []).append(each)
    return found


def invitation_by_key(key: str) -> EventInvitation | None:
    """An invitation with its event, office, community and member."""
    found: EventInvitation | None = invitations().where(EventInvitation.key == key).get_or_none()
    return found


def invitation_by_id(invitation_id: int) -> EventInvitation:
    found: EventInvitation = invitations().where(EventInvitation.id == invitation_id).get()
    return found


def invitations() -> Any:
    """Invitations with whom they are for; a member who was merged is who they became."""
    shown_as = fn.COALESCE(Invited.merged_into, Invited.id)
    return (
        EventInvitation.select(EventInvitation, Event, Office, Community, Member)
        .join(Event)
        .join(Office)
        .switch(EventInvitation)
        .left_outer_join(Community)
        .switch(EventInvitation)
        .left_outer_join(Invited, on=(EventInvitation.member == Invited.id), attr="invited")
        .switch(EventInvitation)
        .left_outer_join(Member, on=(Member.id == shown_as), attr="member")
    )


def seats_free(event: Event, at: dt.datetime) -> int:
    """Seats that nobody holds; true for as long as the event's row is locked."""
    columns = (EventInvitation.state, EventInvitation.held, EventInvitation.offered_until)
    rows = EventInvitation.select(*columns).where(
        EventInvitation.event == event.id, EventInvitation.held > 0
    )
    claims = [SeatClaim(row.state, row.held, row.offered_until) for row in rows]
    guests = Participant.select(Participant.id).where(
        Participant.event == event.id,
        Participant.source == ListedAs.GUEST,
        Participant.left_at.is_null(),
    )
    seats = Event.select(Event.seats).where(Event.id == event.id).scalar()
    return int(seats) - seats_held(claims, at) - len(list(guests.tuples()))


def steps_of_invitation(invitation_id: int) -> list[InvitationStep]:
    return list(
        InvitationStep.select(InvitationStep, Person)
        .left_outer_join(Person)
        .where(InvitationStep.invitation == invitation_id)
        .order_by(InvitationStep.id)
    )


def one_event(rows: Mapping[int, Participant]) -> Event:
    """Whose participants some are, who stand in one answer."""
    return next(iter(rows.values())).event


def participants_of(event_id: int, after: int = 0, most: int = 0) -> list[Participant]:
    """Who comes, by their number on the sheet, each with their community."""
    found = (
        Participant.select(Participant, Community)
        .left_outer_join(Community)
        .where(
            Participant.event == event_id,
            Participant.left_at.is_null(),
            Participant.row > after,
        )
        .order_by(Participant.row)
    )
    return list(found.limit(most) if most else found)


def participants_keyed(event_id: int, keys: list[str]) -> list[Participant]:
    """Those of an event who are named, by their number on the sheet, each with their community."""
    found = (
        Participant.select(Participant, Community)
        .left_outer_join(Community)
        .where(Participant.event == event_id, Participant.key.in_(keys))
    )
    return list(found.order_by(Participant.row))


def participant_by_key(key: str) -> Participant | None:
    """One with the event, its office and the community."""
    return (
        Participant.select(Participant, Event, Office, Community)
        .join(Event)
        .join(Office)
        .switch(Participant)
        .left_outer_join(Community)
        .where(Participant.key == key)
        .get_or_none()
    )


def participant_by_code(event_id: int, code: str) -> Participant | None:
    """Whose four letters these are, typed in whatever way."""
    return Participant.get_or_none(
        Participant.event == event_id, Participant.short_code == code.strip().upper()
    )


def participant_by_token(token: str) -> Participant | None:
    return Participant.get_or_none(Participant.token == token)


def participants_by(invitation_id: int) -> list[Participant]:
    """All that an invitation's answers have named, those who no longer come as well."""
    return list(
        Participant.select()
        .where(Participant.invitation == invitation_id)
        .order_by(Participant.row)
    )
