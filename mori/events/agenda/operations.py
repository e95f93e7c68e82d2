"""The agenda of an event: its sessions, and who speaks in them."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.clock import local_date
from mori.core.db import writing
from mori.core.errors import Refused

from ..models import Event, EventSession, Speaker
from ..rules import Method, state_on


class SessionFacts(NamedTuple):
    """What a session says of itself."""

    day: dt.date
    starts: dt.time
    ends: dt.time
    title: str
    method: Method
    chapter: str
    edition: str
    material: str
    material_url: str


Spoken = Sequence[tuple[str, str]]  # name and post of each who speaks


@writing()
def add_session(
    event: Event, key: str, facts: SessionFacts, speakers: Spoken, at: dt.datetime
) -> EventSession:
    """Put a session on the agenda; the same form twice is one, by its ``key``."""
    _require_coming(event, at)
    made, is_new = EventSession.get_or_create(
        key=key, defaults={"event": event.id, **facts._asdict()}
    )
    if is_new:
        _set_speakers(made.id, speakers)
    return made


@writing()
def change_session(
    session: EventSession, facts: SessionFacts, speakers: Spoken, at: dt.datetime
) -> None:
    """Say it otherwise."""
    _require_coming(session.event, at)
    EventSession.update(**facts._asdict()).where(EventSession.id == session.id).execute()
    _set_speakers(session.id, speakers)


@writing()
def drop_session(session: EventSession, at: dt.datetime) -> None:
    """Take a session from the agenda."""
    _require_coming(session.event, at)
    Speaker.delete().where(Speaker.session == session.id).execute()
    EventSession.delete().where(EventSession.id == session.id).execute()


def _set_speakers(session_id: int, speakers: Spoken) -> None:
    Speaker.delete().where(Speaker.session == session_id).execute()
    for position, (name, post) in enumerate(speakers):
        Speaker.create(session=session_id, position=position, name=name, post=post)


def _require_coming(event: Event, at: dt.datetime) -> None:
    if not state_on(event, local_date(at, event.office.zone)).is_coming:
        raise Refused(_("This event is over. What was, stays as it was."))
