"""What an officer finds on the duty board, by pages, and how much of it waits."""

import datetime as dt
from functools import reduce
from operator import and_
from typing import Any

from peewee import Case, Value, fn

from mori.accounts.models import Membership, Person
from mori.accounts.queries import active_membership
from mori.core.compiled import COUNTED, Compiled, Counted
from mori.core.db import literals

from ..circles.queries import kept_from
from ..routing.queries import CALLED, not_for
from ..routing.rules import today_anywhere
from .models import Alert, Delivery
from .rules import FOLLOWED, OPEN, OVER, UNHANDLED, AlertKind, AlertState

PAGE = 20
HANDLED = 2  # the rank of what nobody has to take on; unhandled, a drill waits behind the others
_RANK = Case(None, [(Alert.kind == AlertKind.REAL, 0)], 1)


def board_of(officer_id: int, at: dt.datetime, after: tuple[int, int] | None = None) -> list[Any]:
    """Alerts an officer was told of, one page and one more: unhandled first, then the newest.

    ``after`` is (rank, id). Rows are alerts with their ``rank``. A drill that has ended is none.
    """
    is_handled = after is not None and after[0] >= HANDLED
    unhandled = [] if is_handled else list(_unhandled(officer_id, at, after))
    last_id = after[1] if after and is_handled else None
    return unhandled + _handled(officer_id, at, last_id, PAGE + 1 - len(unhandled))


def _unhandled(officer_id: int, at: dt.datetime, after: tuple[int, int] | None) -> Any:
    told = Delivery.select(Delivery.id).where(
        Delivery.alert == Alert.id, Delivery.officer == officer_id
    )
    alerts = Alert.select(Alert, _RANK.alias("rank")).where(
        Alert.state.in_(literals(UNHANDLED)),
        fn.EXISTS(told),
        *readable_by(officer_id, today_anywhere(at)),
    )
    if after:
        rank, last_id = after
        alerts = alerts.where((rank < _RANK) | ((rank == _RANK) & (Alert.id < last_id)))
    return alerts.order_by(_RANK, Alert.id.desc()).limit(PAGE + 1)


def closed_of(officer_id: int, at: dt.datetime, last_id: int | None = None) -> list[Any]:
    """Closed alerts an officer was told of, one page and one more, the newest first."""
    is_closed = Alert.state.in_(literals({AlertState.CLOSED}))
    return _read_of(officer_id, at, last_id, PAGE + 1, is_closed)


def _handled(officer_id: int, at: dt.datetime, last_id: int | None, room: int) -> list[Any]:
    in_work = Alert.state.not_in(literals(UNHANDLED | OVER))
    return _read_of(officer_id, at, last_id, room, in_work)


def _read_of(
    officer_id: int, at: dt.datetime, last_id: int | None, room: int, which: Any
) -> list[Any]:
    """Read by what the officer was told, a page at a time: both grow with the years."""
    found: list[Any] = []
    while len(found) < room and (told := _told_of(officer_id, last_id)):
        alerts = Alert.select(Alert, Value(HANDLED).alias("rank")).where(
            Alert.id.in_(told),
            which,
            *readable_by(officer_id, today_anywhere(at)),
        )
        found.extend(alerts.order_by(Alert.id.desc()))
        last_id = told[-1]
    return found[:room]


def _told_of(officer_id: int, last_id: int | None) -> list[int]:
    told = Delivery.select(Delivery.alert).where(Delivery.officer == officer_id).distinct()
    if last_id:
        told = told.where(Delivery.alert < last_id)
    return [row.alert_id for row in told.order_by(Delivery.alert.desc()).limit(PAGE + 1)]


def _open_alerts(officer: Any, today: Any) -> Any:
    told = Delivery.select(Delivery.id).where(
        Delivery.alert == Alert.id, Delivery.officer == officer
    )
    return (
        Alert.select(Alert.id)
        .where(
            Alert.state.in_(literals(OPEN)),
            fn.EXISTS(told),
            *readable_by(officer, today),
        )
        .limit(COUNTED + 1)
    )


def readable_by(officer: Any, today: Any) -> list[Any]:
    """Of each alert asked for, whether somebody may learn of it; all have to be so."""
    columns = (Alert.person, Alert.claimed_by_session, Alert.claimed_by_ticket)
    said_of_them = [column.is_null() | _open_to(column, officer, today) for column in columns]
    return [*said_of_them, Alert.key.not_in(kept_from(officer))]


def in_wrong_hands(at: dt.datetime) -> list[int]:
    """Ids of alerts that somebody looks after who may not any more, in one statement for all."""
    return [alert.id for alert in _wrong_hands(today=today_anywhere(at))]


def _in_wrong_hands(today: Any) -> Any:
    holder = Alert.acknowledged_by
    officers = Membership.select(Membership.person).join(Person)
    officers = officers.where(Membership.role.in_(literals(CALLED)), *active_membership())
    may_learn = reduce(and_, readable_by(holder, today))
    handled = literals(FOLLOWED | {AlertState.ACKNOWLEDGED})
    followed = Alert.state.in_(handled), holder.is_null(False)
    return Alert.select(Alert.id).where(*followed, ~may_learn | holder.not_in(officers))


def _open_to(column: Any, officer: Any, today: Any) -> Any:
    may_learn = column != officer
    for people in not_for(officer, today):
        may_learn &= column.not_in(people)
    return may_learn


_open = Compiled(Counted, _open_alerts)
_wrong_hands = Compiled(Counted, _in_wrong_hands)  # asked each second


def count_of_open_alerts(officer_id: int, at: dt.datetime) -> int:
    """How many of the alerts an officer was told of, and may see, wait for somebody's contact."""
    return len(_open(officer=officer_id, today=today_anywhere(at)))
