"""An event as a calendar file (RFC 5545). No database, no request."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

LINE = 75  # octets, without the end of the line


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
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _entry(entry: Entry, slot: Slot) -> Iterable[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.key}-{slot.day:%Y%m%d}@mori"
    yield f"DTSTAMP:{_utc(entry.made_at)}"
    yield f"SEQUENCE:{entry.revision + entry.is_off}"
    if slot.starts and slot.ends:
        yield f"DTSTART:{_utc(slot.starts)}"
        yield f"DTEND:{_utc(slot.ends)}"
    else:
        yield f"DTSTART;VALUE=DATE:{slot.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{slot.day + dt.timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(entry.name)}"
    if entry.place:
        yield f"LOCATION:{_escaped(entry.place)}"
    if entry.about:
        yield f"DESCRIPTION:{_escaped(entry.about)}"
    yield f"URL:{entry.url}"
    yield f"STATUS:{'CANCELLED' if entry.is_off else 'CONFIRMED'}"
    yield "END:VEVENT"


def _utc(at: dt.datetime) -> str:
    return f"{at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> str:
    """No line longer than 75 octets, and no character cut in two."""
    pieces, piece, size = [], "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > LINE:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + sign, size + octets
    return "\r\n".join([*pieces, piece])
