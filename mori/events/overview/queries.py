"""For Ringkasan: invitations nobody has passed on while answers are due, and events to report."""

from typing import Any

from peewee import fn

from mori.core.counts.overview import MOST, counted_since, found
from mori.core.db import literals

from ..models import Event, EventInvitation
from ..rules import EventState, InvitationState

OVER = (EventState.ANNOUNCED, EventState.RUNNING, EventState.CLOSED)  # by its days: see state_on


def not_passed_on(office: Any, today: Any, soon: Any) -> Any:
    """Announced events that are to be answered within two weeks, and how many do not know yet."""
    columns = found(
        "untold_events",
        key=Event.key,
        who=Event.name,
        n=fn.COUNT(EventInvitation.id),
        day=Event.answer_until,
    )
    return (
        EventInvitation.select(*columns)
        .join(Event)
        .where(
            Event.office == office,
            Event.starts_on >= today,
            Event.state.in_(literals([EventState.ANNOUNCED])),
            Event.answer_until.between(today, soon),
            EventInvitation.state.in_(literals([InvitationState.DRAFTED])),
        )
        .group_by(Event.id, Event.key, Event.name, Event.answer_until)
        .order_by(Event.answer_until, Event.id)
        .limit(MOST + 1)
    )


def to_report(office: Any, today: Any, past: Any) -> Any:
    """One row: how many are over and not noted as reported, and the last day of the first."""
    rows = Event.select().where(
        Event.office == office,
        Event.starts_on >= past,
        Event.starts_on < today,
        Event.ends_on < today,
        Event.state.in_(literals(OVER)),
    )
    return counted_since("unreported_events", rows, Event.ends_on, order=Event.starts_on)
