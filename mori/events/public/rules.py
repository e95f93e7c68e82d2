"""An event as a calendar file (RFC 5545). No database, no request."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mori.core.texts.calendars import calendar, escaped, utc


class Slot(NamedTuple):
    """A stretch of time on one day; without hours, the whole day."""

    day: dt.date
    starts: dt.datetime | None = None
    ends: dt.datetime | None = None


class Entry(NamedTuple):
    """What a calendar shows."""

    key: str
    name: str
    place: str
    about: str
    url: str
    revision: int
    is_off: bool
    slots: Sequence[Slot]
    made_at: dt.datetime


def calendar_file(entry: Entry) -> str:
    """One entry a day, without alarms: whoever wants one sets it."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//MORI//events//ID", "METHOD:PUBLISH"]
    for slot in entry.slots:
        lines += _entry(entry, slot)
    lines.append("END:VCALENDAR")
    return calendar(lines)


def _entry(entry: Entry, slot: Slot) -> Iterable[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.key}-{slot.day:%Y%m%d}@mori"
    yield f"DTSTAMP:{utc(entry.made_at)}"
    yield f"SEQUENCE:{entry.revision + entry.is_off}"
    if slot.starts and slot.ends:
        yield f"DTSTART:{utc(slot.starts)}"
        yield f"DTEND:{utc(slot.ends)}"
    else:
        yield f"DTSTART;VALUE=DATE:{slot.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{slot.day + dt.timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(entry.name)}"
    if entry.place:
        yield f"LOCATION:{escaped(entry.place)}"
    if entry.about:
        yield f"DESCRIPTION:{escaped(entry.about)}"
    yield f"URL:{entry.url}"
    yield f"STATUS:{'CANCELLED' if entry.is_off else 'CONFIRMED'}"
    yield "END:VEVENT"
