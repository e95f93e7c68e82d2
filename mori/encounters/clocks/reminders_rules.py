"""Days of a note for a phone's calendar. No database, no request.

They name the clock and its article, and neither service, agency nor person: calendars are shared.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Sequence

from mori.core.texts.calendars import calendar, escaped, utc
from mori.core.workdays import DAY

from ..rules import Note
from .rules import Reading, Standing

TRIGGERS = ("-PT16H", "PT8H")  # at eight on the day before, and on the day itself


def reminders(
    note: Note, readings: Sequence[Reading], named: Callable[[Reading], str], at: dt.datetime
) -> str:
    """A file of the clocks that run and have not run out; ``named`` says what each is called."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//MORI//encounters//ID", "METHOD:PUBLISH"]
    for each in coming(readings):
        lines += _entry(note, each, named(each), at)
    return calendar([*lines, "END:VCALENDAR"])


def coming(readings: Sequence[Reading]) -> list[Reading]:
    return [each for each in readings if each.standing is Standing.RUNNING]


def _entry(note: Note, reading: Reading, name: str, at: dt.datetime) -> Iterable[str]:
    due = reading.due
    if due is None:
        return
    yield "BEGIN:VEVENT"
    yield f"UID:{reading.clock.code}-{_mark_of(note)}@mori"
    yield f"DTSTAMP:{utc(at)}"
    yield f"DTSTART;VALUE=DATE:{due:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{due + DAY:%Y%m%d}"
    yield f"SUMMARY:{escaped(name)}"
    for trigger in TRIGGERS:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{escaped(name)}"
        yield f"TRIGGER:{trigger}"
        yield "END:VALARM"
    yield "END:VEVENT"


def _mark_of(note: Note) -> str:
    """What keeps two notes apart in one calendar, and stays when one is changed."""
    said = f"{note.service}\n{note.agency}\n{note.served_on}"
    return hashlib.sha256(said.encode()).hexdigest()[:16]
