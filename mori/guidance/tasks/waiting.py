"""Which interns have had no task for so long that their supervisor should know."""

import datetime as dt
from typing import NamedTuple

from mori.attendance.queries import attendance_between
from mori.core.clock import local_date
from mori.core.workdays import DAY
from mori.offices.queries import workdays_between
from mori.placements.list_queries import running_under_today
from mori.placements.models import Placement
from mori.placements.queries import events_of
from mori.placements.rules import RUNNING, interruptions

from .idle_queries import supervised_on
from .rows import Supervised
from .rules import IDLE_DAYS, is_idle


class Idle(NamedTuple):
    """An intern without a task."""

    name: str
    placement_key: str
    since: dt.date


class OfficeDay(NamedTuple):
    """A day in an office, and how it counts them."""

    office_id: int
    calendar_version: int
    zone: str
    today: dt.date


def whom_to_give(person_id: int, office_id: int, today: dt.date) -> list[Placement]:
    """Whose supervisor or stand-in someone is today, as far as they are at work."""
    found = running_under_today(person_id, office_id, today)
    return [each for each in found if each.state in RUNNING and each.ends_on >= today]


def idle_interns(supervisor_id: int, day: OfficeDay) -> list[Idle]:
    """Those of a supervisor who have been without a task for five working days, longest first.

    Days away, days off and pauses do not count, nor does the day that is not over yet. A
    stand-in is not reminded of them.
    """
    idle = [
        Idle(each.name, each.placement_key, since)
        for each in supervised_on(supervisor_id, day.office_id, day.today)
        if not each.task_id and _has_waited(each, since := _since(each, day.zone), day)
    ]
    return sorted(idle, key=lambda each: each.since)


def _since(each: Supervised, zone: str) -> dt.date:
    """The day of the last task, or the first day of the internship."""
    last_on = each.last_at and local_date(each.last_at, zone)
    return max(filter(None, (last_on, each.starts_on)))


def _has_waited(each: Supervised, since: dt.date, day: OfficeDay) -> bool:
    # Not on the day itself: there was a task, or it was the first, on which one is shown around.
    first, last = since + DAY, day.today - DAY
    days = workdays_between(day.office_id, day.calendar_version, first, last)
    if len(days) < IDLE_DAYS:
        return False
    away = _days_away(each, first, last) if each.away_id else set()
    events = events_of(each.placement_id) if each.pause_id else []
    said = [(event.verb, local_date(event.at, day.zone)) for event in events]
    return is_idle(days, away, interruptions(said))


def _days_away(each: Supervised, first: dt.date, last: dt.date) -> set[dt.date]:
    rows = attendance_between(placement=each.placement_id, first=first, last=last)
    return {row.day for row in rows if row.kind.is_away}
