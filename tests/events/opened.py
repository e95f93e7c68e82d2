"""Rows of events for the pages that are opened by a key."""

import datetime as dt

from mori.core.db import new_key
from mori.events.agenda.operations import SessionFacts, add_session
from mori.events.guests.operations import add_guest
from mori.events.making.operations import make_series
from mori.events.minutes.models import Minutes
from mori.events.minutes.rules import MinutesState
from mori.events.rules import Method
from tests.cast import NOON, Cast
from tests.events.making import event_of, invited


def event_rows(cast: Cast) -> dict[str, str]:
    """Loader's name → the key of a row of Banua."""
    event = event_of(cast, seats=9)
    Minutes.create(
        event=event,
        version=1,
        text="Kami membahas empat syarat.",
        state=MinutesState.PUBLISHED,
        written_at=NOON,
        published_at=NOON,
    )
    hours = (event.starts_on, dt.time(8, 30), dt.time(10))
    facts = SessionFacts(*hours, "Empat syarat", Method.TALK, "", "", "", "")
    return {
        "event_by_key": event.key,
        "agenda_by_key": add_session(event, new_key(), facts, [("Rina Contoh", "")], NOON).key,
        "invitation_by_key": invited(cast, event).key,
        "participant_by_key": add_guest(event, "Tamu Contoh", NOON, token="g").key,
        "series_by_key": make_series(cast.banua.id, "Temu berkala", 3, "s", NOON).key,
    }
