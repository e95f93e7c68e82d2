"""What the invented interns wrote and their supervisors answered, through the real operations."""

import datetime as dt
import random
from itertools import cycle
from typing import Any

from mori.attendance import operations as presence
from mori.attendance.rules import AttendanceKind
from mori.core.clock import local_date, moment
from mori.core.db import new_key
from mori.core.workdays import DAY, Calendar
from mori.logbook import operations as logbook
from mori.logbook.comments.operations import add_comment, note_read
from mori.logbook.models import Activity, Entry
from mori.logbook.operations import Post, Writing
from mori.offices.queries import calendar_of
from mori.placements.rules import span_on

from .people import rows
from .stays import Stay

SIX_WEEKS = dt.timedelta(weeks=6)
PATIENT_DAYS = 2  # working days a supervisor usually needs
LATE_DAYS = 8  # and the one who is behind
UNREAD_FOR = 4  # working days after which everybody has read what was said
UNREAD_DAYS = {1, 3, 6}  # working days ago: one for each step of the review clock


class Shelf:
    """Texts by unit, each taken once until all are used."""

    def __init__(self, seed: str) -> None:
        entries = rows("entries")
        random.Random(seed).shuffle(entries)  # noqa: S311  # nosec B311
        self.by_unit = {
            unit: cycle([row for row in entries if row["unit"] == unit])
            for unit in {row["unit"] for row in entries}
        }
        self.returns = cycle(rows("returns"))
        self.flagged = cycle(rows("flagged"))
        self.comments = cycle(rows("comments"))
        self.activities = {row.code: row.id for row in Activity.select()}

    def take(self, unit: str) -> dict[str, str]:
        return next(self.by_unit[unit])

    def writing(self, row: dict[str, str], text: str = "") -> Writing:
        hours = row.get("hours") or ""
        return Writing(
            text=text or row["text"],
            learnt=row.get("learnt") or "",
            obstacles=row.get("obstacles") or "",
            minutes=round(float(hours) * 60) if hours else None,
            activity_id=self.activities.get(row["activity"]),
        )


SHELVES: dict[str, Shelf] = {}


def write_diary(
    stay: Stay, today: dt.date, at: dt.datetime, left_on: dt.date | None = None
) -> None:
    """Attendance and entries of a stay's last six weeks, as far as they have come; of whoever
    left before all is answered.
    """
    shelf = SHELVES.setdefault(stay.each.office, Shelf(stay.each.office))
    luck = random.Random(stay.each.name)  # noqa: S311  # nosec B311
    calendar = calendar_of(stay.office.id, stay.office.calendar_version)
    first = max(stay.placement.starts_on, today - SIX_WEEKS)
    last = min(stay.placement.ends_on, left_on or today)
    days, since = list(calendar.workdays(first, last)), LATE_DAYS if left_on else 0
    for place, day in enumerate(days):
        _live_day(stay, shelf, luck, calendar, day, since + len(days) - place - 1, at)


def _live_day(
    stay: Stay,
    shelf: Shelf,
    luck: random.Random,
    calendar: Calendar,
    day: dt.date,
    days_ago: int,
    at: dt.datetime,
) -> None:
    zone = stay.office.zone
    came_at = moment(day, dt.time(7, luck.randrange(20, 58)), zone)
    if came_at > at:
        return
    chance = luck.random()
    if chance < 0.05:
        kind = luck.choice([AttendanceKind.SICK, AttendanceKind.EXCUSED])
        presence.report_absence(
            stay.placement, day, kind, "Sudah memberi kabar.", stay.person.id, came_at
        )
        return
    if chance < 0.09 or _is_forgotten(stay, days_ago):
        return  # neither present nor written: a gap
    presence.check_in(stay.placement, day, stay.person.id, came_at)
    left_at = moment(day, dt.time(16, luck.randrange(0, 40)), zone)
    if left_at <= at and luck.random() > 0.06:
        presence.check_out(stay.placement, day, stay.person.id, left_at)
    if chance > 0.13:
        _write(stay, shelf, luck, calendar, day, days_ago, at)


def _is_forgotten(stay: Stay, days_ago: int) -> bool:
    """A day of late for each, so that a correction can be asked for whatever day today is."""
    return days_ago == (2 if stay.each.number % 2 else 4)


def _write(
    stay: Stay,
    shelf: Shelf,
    luck: random.Random,
    calendar: Calendar,
    day: dt.date,
    days_ago: int,
    at: dt.datetime,
) -> None:
    span = span_on(stay.spans, day) or stay.spans[0]
    is_late = luck.random() < 0.06
    written_on = day + (3 * DAY if is_late else 0 * DAY)
    sent_at = moment(
        written_on, dt.time(luck.choice([14, 15, 16]), luck.randrange(60)), stay.office.zone
    )
    if sent_at > at:
        return
    post = _post(stay, span, calendar)
    must_return = days_ago == 2 and stay.each.number % 2 == 0
    row, returned = _story(shelf, luck, span.unit.code, must_return)
    words = shelf.writing(row, row.get("before", ""))
    entry = logbook.submit_entry(post, day, words, new_key(), sent_at)
    if isinstance(entry, Entry) and not _stays_unread(stay, days_ago, at):
        _answer(entry, shelf, luck, span, returned, days_ago, at)


def _stays_unread(stay: Stay, days_ago: int, at: dt.datetime) -> bool:
    """Some wait, so that digests and lists have something to say; some do so for ever."""
    is_over = stay.placement.ends_on < local_date(at, stay.office.zone)
    return stay.each.number % 3 == 0 and (days_ago in UNREAD_DAYS or (is_over and days_ago == 0))


def _story(
    shelf: Shelf, luck: random.Random, unit: str, must_return: bool
) -> tuple[dict[str, str], bool]:
    """A row to write, and whether it will be returned; some are, so that every state is seen."""
    chance = 0.0 if must_return else luck.random()
    if chance < 0.10:
        row = next(row for row in shelf.returns if row["unit"] == unit)
        return row, True
    if chance < 0.12:
        row = next(shelf.flagged)
        return row, False
    return shelf.take(unit), False


def _post(stay: Stay, span: Any, calendar: Calendar) -> Post:
    return Post(
        placement_id=stay.placement.id,
        person_id=stay.person.id,
        office_id=stay.office.id,
        unit_id=span.unit_id,
        supervisor_id=span.supervisor_id,
        stand_in_id=span.stand_in_id,
        starts_on=stay.placement.starts_on,
        ends_on=stay.placement.ends_on,
        zone=stay.office.zone,
        calendar=calendar,
    )


def _answer(
    entry: Entry,
    shelf: Shelf,
    luck: random.Random,
    span: Any,
    returned: bool,
    days_ago: int,
    at: dt.datetime,
) -> None:
    """Let the supervisor read it, unless it is too fresh or they are behind."""
    is_behind = span.supervisor_id % 5 == 0
    patience = LATE_DAYS if is_behind else luck.randrange(PATIENT_DAYS + 1)
    if days_ago < patience and not returned:
        return
    read_at = min(entry.submitted_at + dt.timedelta(hours=luck.randrange(16, 22)), at)
    logbook.mark_seen(entry, read_at)
    entry = Entry.get_by_id(entry.id)
    if returned:
        _return(entry, shelf, span, read_at, days_ago, at)
    elif days_ago > 6 or luck.random() < 0.9:
        logbook.approve_entry(entry, entry.revision, span.supervisor_id, read_at)
    if luck.random() < 0.2:
        comment = next(shelf.comments)
        author = span.supervisor_id if comment["by"] == "supervisor" else entry.person_id
        add_comment(entry, author, comment["text"], new_key(), read_at)
        if days_ago > UNREAD_FOR:
            for reader in (entry.person_id, span.supervisor_id):
                note_read(entry.id, reader, read_at)


def _return(
    entry: Entry, shelf: Shelf, span: Any, read_at: dt.datetime, days_ago: int, at: dt.datetime
) -> None:
    """Ask for a revision; older ones have been improved, and the oldest initialled."""
    story = next(row for row in rows("returns") if row["before"] == entry.text)
    logbook.return_entry(entry, entry.revision, span.supervisor_id, story["reason"], read_at)
    if days_ago < 3:
        return
    improved_at = min(read_at + dt.timedelta(hours=6), at)
    entry = Entry.get_by_id(entry.id)
    logbook.change_entry(entry, shelf.writing(story, story["after"]), entry.revision, improved_at)
    if days_ago > 5:
        entry = Entry.get_by_id(entry.id)
        later = min(improved_at + dt.timedelta(hours=18), at)
        logbook.approve_entry(entry, entry.revision, span.supervisor_id, later)
