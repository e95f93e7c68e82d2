"""An event of Banua that runs today, with people on its list."""

import datetime as dt

from mori.core.clock import now
from mori.events.guests.operations import add_participant
from mori.events.models import Event, Participant
from mori.events.queries import event_by_id
from mori.events.rules import EventKind, EventState, ListedAs
from tests.cast import TODAY


def hold_event(office, people: int = 3, *, days: int = 1, day: dt.date = TODAY) -> Event:
    """An event whose first day is ``day``, with so many people on its list."""
    made = Event.create(
        office=office,
        kind=EventKind.TRAINING,
        name="Pelatihan Contoh",
        place="Aula Contoh, seberang pasar",
        starts_on=day,
        ends_on=day + dt.timedelta(days=days - 1),
        seats=80,
        answer_until=day,
        state=EventState.RUNNING,
        made_at=now(),
    )
    event = event_by_id(made.id)
    for number in range(1, people + 1):
        add_participant(
            event,
            f"Peserta Contoh {number}",
            now(),
            source=ListedAs.ANSWER,
            community_name="Forum Literasi Contoh",
        )
    return event


def listed(event: Event) -> list[Participant]:
    """Who is on its list, by row."""
    found = Participant.select().where(Participant.event == event.id)
    return list(found.order_by(Participant.row))
