"""Which cases were closed long ago, and what is kept of one."""

import datetime as dt
from collections.abc import Collection, Iterator
from typing import Any

from mori.accounts.models import Person
from mori.notifications.queries import messages_about
from mori.safeguarding.alerts.board_queries import closed_of
from mori.safeguarding.alerts.models import Alert, Delivery, RescuedTap, Sending, Tap

from ..checkins.queries import letters_of
from .models import ErasedCase, Retention
from .rules import Answer, due_at


def last_answer(alert: Alert) -> Retention | None:
    """What was noted last, if the case was not opened again since."""
    rows = Retention.select(Retention, Person).join(Person).where(Retention.alert == alert.id)
    found = rows.order_by(Retention.id.desc()).first()
    return found if found and alert.closed_at and found.noted_at >= alert.closed_at else None


def is_noted(token: str) -> bool:
    return Retention.select().where(Retention.token == token).exists()


def is_due(alert: Alert, years: int, at: dt.datetime) -> bool:
    """Whether the person is to be asked, or was and wants it erased."""
    return _is_due(alert, last_answer(alert), years, at)


def _is_due(alert: Alert, last: Retention | None, years: int, at: dt.datetime) -> bool:
    if alert.kind.is_rehearsed or not alert.state.is_closed or alert.closed_at is None:
        return False
    kept_at = last.noted_at if last and last.answer is Answer.KEEP else None
    return due_at(alert.closed_at, kept_at, years) <= at


def due_for(officer_id: int, years: int, at: dt.datetime) -> list[Alert]:
    """Cases that an officer was told of and whose person is to be asked, the newest first."""
    found: list[Alert] = []
    for some in _closed(officer_id, at):
        last = _last_answers(some)
        found += [each for each in some if _is_due(each, last.get(each.id), years, at)]
    return found


def _last_answers(alerts: Collection[Alert]) -> dict[int, Retention]:
    """By alert, what was noted last since it was closed."""
    closed_at = {each.id: each.closed_at for each in alerts}
    rows = Retention.select().where(Retention.alert.in_(list(closed_at))).order_by(Retention.id)
    noted = {row.alert_id: row for row in rows}
    return {id: row for id, row in noted.items() if (at := closed_at[id]) and row.noted_at >= at}


def _closed(officer_id: int, at: dt.datetime) -> Iterator[list[Alert]]:
    """A page at a time."""
    last: int | None = None
    while some := closed_of(officer_id, at, last):
        yield some
        last = some[-1].id


def messages_of(alert_id: int) -> list[int]:
    """Ids of all messages by which officers were told of an alert, and of letters to the person."""
    own: Any = Delivery.select(Delivery.message).where(
        Delivery.alert == alert_id, Delivery.message.is_null(False)
    )
    points: Any = Sending.select(Sending.message).join(Delivery).where(Delivery.alert == alert_id)
    told = [row.message_id for rows in (own, points) for row in rows]
    return told + [letter.id for letter in messages_about(letters_of(alert_id)).values()]


def rescued_of(alert_id: int) -> list[int]:
    """Ids of taps of an alert that were kept in the database alone."""
    tokens = Tap.select(Tap.token).where(Tap.alert == alert_id)
    return [row.id for row in RescuedTap.select(RescuedTap.id).where(RescuedTap.token.in_(tokens))]


def erased_since(moment: dt.datetime) -> bool:
    return ErasedCase.select().where(ErasedCase.erased_at >= moment).exists()


def case_named(key: str) -> Alert | None:
    return Alert.get_or_none(Alert.key == key)
