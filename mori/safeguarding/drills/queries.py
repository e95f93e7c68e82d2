"""Which drills are due, what came of those that are over, and how soon calls are read."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from peewee import fn

from mori.access.roles import Role
from mori.accounts.models import Membership, Person
from mori.accounts.queries import active_membership
from mori.core.clock import local_date, moment
from mori.core.db import literals
from mori.core.workdays import DAY
from mori.notifications.models import Message
from mori.offices.models import Office
from mori.offices.queries import calendar_of

from ..alerts.models import Alert, AlertEvent, Delivery, Sending
from ..alerts.rules import READINGS, UNHANDLED, AlertKind, AlertState
from ..duty import queries as duty
from ..duty.rules import Span, span_of
from ..points.rules import Way
from . import rules
from .models import Drill
from .rules import Figure

PAGE = 20


def may_drill_at(office: Office, at: dt.datetime) -> bool:
    """Whether somebody should be there then, and until a drill ends by itself."""
    return rules.is_within(_attended(office, at, at), at)


def hours_ahead(office: Office, first: dt.datetime, last: dt.datetime) -> list[dt.datetime]:
    """The full hours between two moments in which a drill may begin."""
    begins = first.replace(minute=0, second=0, microsecond=0) + rules.HOUR
    hours = (begins + n * rules.HOUR for n in range(int((last - begins) / rules.HOUR)))
    spans = _attended(office, first, last)
    return [each for each in hours if rules.is_within(spans, each)]


def _attended(office: Office, first: dt.datetime, last: dt.datetime) -> list[Span]:
    """The hours that an office has promised; of one that promises none, those it is open."""
    until = last + rules.MISSED_AFTER
    roster = duty.roster_of(office.id, first, until)
    return roster.spans(first, until) if roster.declared else _opened(office, first, until)


def _opened(office: Office, first: dt.datetime, last: dt.datetime) -> list[Span]:
    calendar, zone = calendar_of(office.id, office.calendar_version), office.zone
    days = calendar.workdays(local_date(first, zone), local_date(last, zone))
    hours = ((day, calendar.hours_on(day)) for day in days)
    return [span_of(day, each.opens, each.closes, zone) for day, each in hours if each]


def hours_left_of_month(office: Office, at: dt.datetime) -> list[dt.datetime]:
    first = local_date(at, office.zone).replace(day=1)
    next_first = (first + 31 * DAY).replace(day=1)
    return hours_ahead(office, at, moment(next_first, dt.time(0), office.zone))


def month_of(office: Office, at: dt.datetime) -> str:
    return f"{local_date(at, office.zone):%Y-%m}"


def offices_without_drill(at: dt.datetime) -> list[Office]:
    """Offices with an officer or a head that have no drill yet in their month."""
    staffed = (
        Membership.select(Membership.office)
        .join(Person)
        .where(Membership.role.in_(literals({Role.OFFICER, Role.HEAD})), *active_membership())
    )
    months = {f"{at + n * DAY:%Y-%m}" for n in (-1, 0, 1)}  # whatever the zone
    found = list(Office.select().where(Office.id.in_(staffed)).order_by(Office.id))
    planned = {
        (row.office_id, row.month)
        for row in Drill.select(Drill.office, Drill.month).where(Drill.month.in_(sorted(months)))
    }
    return [each for each in found if (each.id, month_of(each, at)) not in planned]


def due_drills(at: dt.datetime) -> list[int]:
    """Ids of drills whose moment has come."""
    due = Drill.select(Drill.id).where(Drill.planned_at <= at, Drill.alert.is_null())
    return [row.id for row in due.order_by(Drill.planned_at, Drill.id)]


def drill_by_id(drill_id: int) -> Drill:
    return Drill.select(Drill, Office).join(Office).where(Drill.id == drill_id).get()


def overdue_drills(at: dt.datetime) -> list[int]:
    """Ids of drills that nobody has handled in their time."""
    running = _running().where(Alert.raised_at <= at - rules.MISSED_AFTER)
    return [row.id for row in running.order_by(Drill.id)]


def has_running(office_id: int) -> bool:
    return bool(_running().where(Drill.office == office_id).exists())


def _running() -> Any:
    return Drill.select().join(Alert).where(Alert.state.in_(literals(UNHANDLED)))


def is_anybody_waiting(office_id: int) -> bool:
    """Whether a call of this office, or of nobody known, waits for somebody to take it on."""
    return (
        Alert.select()
        .where(
            Alert.kind == AlertKind.REAL,
            Alert.state.in_(literals(UNHANDLED)),
            (Alert.office == office_id) | Alert.office.is_null(),
        )
        .exists()
    )


def asked_for(office_id: int) -> Drill | None:
    """The drill that somebody of an office has asked for, until it is over."""
    open_ones = Drill.alert.is_null() | Alert.state.in_(literals(UNHANDLED))
    return (
        Drill.select(Drill, Person)
        .join(Person, on=Drill.begun_by)
        .switch(Drill)
        .left_outer_join(Alert, on=Drill.alert)
        .where(Drill.office == office_id, open_ones)
        .order_by(Drill.id.desc())
        .get_or_none()
    )


def is_asked(token: str) -> bool:
    return Drill.select().where(Drill.token == token).exists()


class Done(NamedTuple):
    """A drill that is over."""

    key: str
    raised_at: dt.datetime
    read_at: dt.datetime | None
    acknowledged_at: dt.datetime | None
    missed_at: dt.datetime | None
    alert_id: int

    @property
    def took(self) -> dt.timedelta | None:
        """How long it was unread; None if nobody read it."""
        return self.read_at - self.raised_at if self.read_at else None


def _done(which: Any) -> Any:
    read_at = AlertEvent.select(fn.MIN(AlertEvent.at)).where(
        AlertEvent.alert == Drill.alert, AlertEvent.verb.in_(literals(READINGS))
    )
    return (
        Drill.select(
            Drill.key,
            Alert.raised_at,
            read_at.alias("read_at"),
            Alert.acknowledged_at,
            Drill.missed_at,
            Drill.alert.alias("alert_id"),
        )
        .join(Alert)
        .where(which, Alert.state.in_(literals({AlertState.ENDED})))
    )


def drills_of(office_id: int, before: int | None = None) -> list[Done]:
    """Drills of an office that are over, the newest first, one page and one more."""
    rows = _done(Drill.office == office_id).order_by(Drill.alert.desc()).limit(PAGE + 1)
    if before:
        rows = rows.where(Drill.alert < before)
    return [_as_done(row) for row in rows.objects()]


def _as_done(row: Any) -> Done:
    read_at = row.read_at
    if isinstance(read_at, str):  # SQLite gives what it computed as it stands in the column
        read_at = dt.datetime.fromisoformat(read_at)
    if read_at is not None and read_at.tzinfo is None:
        read_at = read_at.replace(tzinfo=dt.UTC)
    return Done(row.key, row.raised_at, read_at, row.acknowledged_at, row.missed_at, row.alert_id)


def drill_by_key(key: str) -> Drill | None:
    """A drill that is over; of one that runs nobody can know."""
    return (
        Drill.select(Drill, Alert)
        .join(Alert)
        .where(Drill.key == key, Alert.state.in_(literals({AlertState.ENDED})))
        .get_or_none()
    )


def has_read_drill(office_id: int) -> bool:
    """Whether somebody of an office has read a drill that is over."""
    return any(each.read_at for each in map(_as_done, _done(Drill.office == office_id).objects()))


def figure_for(office_id: int, at: dt.datetime) -> Figure | None:
    """How soon the drills of the last 90 days were read; no call for help moves it."""
    rows = (
        _done(Drill.office == office_id).where(Alert.raised_at > at - rules.LOOKED_BACK).objects()
    )
    done = [_as_done(row) for row in rows]
    return rules.figure_of([each.took for each in done])


def drills_between(office_id: int | None, since: dt.datetime, until: dt.datetime) -> list[Done]:
    """Drills of an office, or of the nation, that are over and began between two moments."""
    which = Drill.office == office_id if office_id else Drill.office.is_null(False)
    rows = _done(which & (Alert.raised_at >= since) & (Alert.raised_at < until)).objects()
    return [_as_done(row) for row in rows]


class Sent(NamedTuple):
    """What became of one message of a drill."""

    name: str
    way: Any  # the channel; nothing where no way is known
    at: dt.datetime  # when it was written
    sent_at: dt.datetime | None
    is_refused: bool
    is_failing: bool


def messages_of(alert_id: int) -> list[Sent]:
    """What each officer was told in a drill, on every channel, in the order it was written."""
    rows = (
        Delivery.select(Delivery, Person)
        .join(Person)
        .where(Delivery.alert == alert_id)
        .order_by(Delivery.id)
    )
    messages: dict[int, list[Message | None]] = defaultdict(list)
    for delivery_id, message in _messages(alert_id):
        messages[delivery_id].append(message)
    return [_as_sent(row, message) for row in rows for message in messages.get(row.id) or [None]]


def _messages(alert_id: int) -> Iterator[tuple[int, Message]]:
    """A drill's messages to accounts and to contact points, with the delivery of each."""
    for row in _with_message(Delivery).where(Delivery.alert == alert_id):
        yield row.id, row.message
    to_points = _with_message(Sending).switch(Sending).join(Delivery)
    for row in to_points.where(Delivery.alert == alert_id).order_by(Sending.id):
        yield row.delivery_id, row.message


def _with_message(model: Any) -> Any:
    return model.select(model, Message).join(Message)


def _as_sent(row: Delivery, message: Message | None) -> Sent:
    if message is None:
        return Sent(row.officer.name, "", row.at, None, False, False)
    is_refused, is_failing = message.refused_at is not None, bool(message.last_error)
    way = Way(message.channel).label
    return Sent(row.officer.name, way, row.at, message.sent_at, is_refused, is_failing)


def tokens_of(alert_id: int) -> list[str]:
    """Tokens of a drill's messages."""
    return [message.token for _delivery_id, message in _messages(alert_id)]


def drill_of(alert_id: int) -> Drill | None:
    return Drill.get_or_none(Drill.alert == alert_id)


def read_at(alert_id: int) -> dt.datetime | None:
    """When somebody opened or handled a drill first."""
    first = (
        AlertEvent.select()
        .where(AlertEvent.alert == alert_id, AlertEvent.verb.in_(literals(READINGS)))
        .order_by(AlertEvent.at)
        .get_or_none()
    )
    return first.at if first else None
