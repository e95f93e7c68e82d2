"""An event as anybody sees it: how it stands, its agenda by day, and its hours."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from mori.core.clock import moment

from .. import queries
from ..models import Event, EventSession
from ..rules import EventState, days_of
from .rules import Entry, Slot

AgendaDay = tuple[dt.date, list[tuple[EventSession, list[Any]]]]


class Hours(NamedTuple):
    """From when until when a day's sessions go."""

    starts: dt.time
    ends: dt.time


def agenda_of(event: Event) -> list[AgendaDay]:
    """Each day's sessions, with those who speak."""
    sessions = queries.sessions_of(event.id)
    speakers = queries.speakers_of([each.id for each in sessions]) if sessions else {}
    by_day: dict[dt.date, list[Any]] = {}
    for each in sessions:
        by_day.setdefault(each.day, []).append((each, speakers.get(each.id, [])))
    return list(by_day.items())


def hours_of(sessions: Sequence[EventSession], day: dt.date) -> Hours | None:
    """None where nothing is said of a day."""
    theirs = [each for each in sessions if each.day == day]
    if not theirs:
        return None
    return Hours(min(each.starts for each in theirs), max(each.ends for each in theirs))


def calendar_entry(event: Event, url: str) -> Entry:
    """What the calendar file of an event says."""
    sessions, zone = queries.sessions_of(event.id), event.office.zone
    slots = []
    for day in days_of(event):
        hours = hours_of(sessions, day)
        times = [moment(day, time, zone) for time in hours] if hours else []
        slots.append(Slot(day, *times))
    where = [event.place, event.region.name if event.region else ""]
    return Entry(
        key=event.key,
        name=event.name,
        place=", ".join(each for each in where if each),
        about=event.theme or event.about,
        url=url,
        revision=event.revision,
        is_off=event.state is EventState.CALLED_OFF,
        slots=slots,
        made_at=event.made_at,
    )
