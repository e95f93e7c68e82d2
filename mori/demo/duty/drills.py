"""The drills of the last three months: three were handled, and one by nobody in time."""

import datetime as dt
from typing import NamedTuple

from mori.accounts.models import Person
from mori.core.clock import local_date, moment
from mori.core.workdays import DAY
from mori.notifications.models import Message
from mori.offices.queries import calendar_of
from mori.safeguarding.alerts.event_operations import note_reading
from mori.safeguarding.alerts.operations import acknowledge_alert, climb_ladder
from mori.safeguarding.alerts.queries import alert_by_id
from mori.safeguarding.alerts.rules import step_at
from mori.safeguarding.drills import operations
from mori.safeguarding.drills.models import Drill
from mori.safeguarding.drills.queries import month_of, tokens_of
from mori.safeguarding.drills.rules import MISSED_AFTER

from .desk import DutyDesk

ADDRESS = "https://mori.example"  # in mail that never left
SENT_AFTER = dt.timedelta(seconds=3)


class Past(NamedTuple):
    """A drill of about so many days ago, after how many minutes somebody read it, and who."""

    ago: int
    time: dt.time
    is_asked_for: bool
    read_after: int = 0
    reader: str = ""


PAST = (
    Past(82, dt.time(10, 17), False, 3, "Norhayati Umpama"),
    Past(57, dt.time(14, 6), True, 6, "Mariatul Teladan"),
    Past(34, dt.time(9, 41), False),
    Past(9, dt.time(13, 22), True, 2, "Norhayati Umpama"),
)


def hold_drills(desk: DutyDesk) -> None:
    for past in PAST:
        at = moment(_day(desk, past.ago), past.time, desk.office.zone)
        reader = desk.named(past.reader) if past.reader else None
        _hold(desk, past, at, reader)


def _day(desk: DutyDesk, ago: int) -> dt.date:
    """The last working day up to then."""
    last = local_date(desk.at, desk.office.zone) - ago * DAY
    calendar = calendar_of(desk.office.id, desk.office.calendar_version)
    return max(calendar.workdays(last - 21 * DAY, last))


def _hold(desk: DutyDesk, past: Past, at: dt.datetime, reader: Person | None) -> None:
    drill = Drill.create(
        office=desk.office,
        month=None if past.is_asked_for else month_of(desk.office, at),
        begun_by=desk.head if past.is_asked_for else None,
        asked_at=at,
        planned_at=at,
    )
    operations.begin_drill(drill.id, desk.secret, at)
    alert_id = int(Drill.get_by_id(drill.id).alert_id or 0)
    read_at = at + dt.timedelta(minutes=past.read_after)
    _climb(alert_id, at, read_at if reader else at + MISSED_AFTER)
    if reader:
        note_reading(alert_by_id(alert_id), reader.id, read_at)
        acknowledge_alert(alert_by_id(alert_id), reader.id, read_at + dt.timedelta(minutes=1))
    else:
        operations.end_missed(drill.id, at + MISSED_AFTER)


def _climb(alert_id: int, at: dt.datetime, until: dt.datetime) -> None:
    """Take the steps of the ladder before somebody reads it; what was told had been sent."""
    step = 0
    while at + step_at(step).after < until:
        climbs_at = at + step_at(step).after
        climb_ladder(alert_id, climbs_at, ADDRESS)
        Message.update(sent_at=climbs_at + SENT_AFTER, attempts=1).where(
            Message.token.in_(tokens_of(alert_id)), Message.sent_at.is_null()
        ).execute()
        step += 1
