"""Which canaries came back, and which did not."""

import datetime as dt
from typing import Any, NamedTuple

from mori.access.roles import Role
from mori.accounts.models import Membership, Person
from mori.accounts.queries import active_membership
from mori.core.db import literals
from mori.notifications.models import Message

from ..alerts.models import Alert, Delivery, Tap
from ..alerts.rules import ROBOT, UNHANDLED, AlertKind
from . import rules
from .models import Canary

AT_ONCE = 200


def is_taken(mail: str) -> bool:
    """Whether somebody else has this address."""
    return Person.select().where(Person.email == mail, Person.key != ROBOT).exists()


def returned(at: dt.datetime) -> list[tuple[int, int]]:
    """Ids of canaries, and of their alerts, of which a mail server has taken the mail."""
    rows: Any = (
        Canary.select(Canary.id, Tap.alert)
        .join(Tap, on=(Tap.token == Canary.token))
        .join(Delivery, on=(Delivery.alert == Tap.alert))
        .join(Message)
        .where(
            Canary.returned_at.is_null(),
            Canary.begun_at > at - rules.OF_NOW,
            Message.sent_at.is_null(False),
        )
        .distinct()
    )
    return list(rows.tuples())


def lost_alerts(at: dt.datetime) -> list[int]:
    """Ids of canaries' alerts whose mail went nowhere."""
    rows = Alert.select(Alert.id).where(
        Alert.state.in_(literals(UNHANDLED)),
        Alert.kind == AlertKind.CANARY,
        Alert.raised_at <= at - rules.ENDS_AFTER,
    )
    return [row.id for row in rows]


class Loss(NamedTuple):
    """Canaries that do not come back: which was the last that did, and since when."""

    last_back: int
    since: dt.datetime


def loss(at: dt.datetime) -> Loss | None:
    """What keeps canaries from coming back, if two in a row did not."""
    due = Canary.select().where(Canary.begun_at <= at - rules.BACK_WITHIN)
    last = list(due.order_by(Canary.id.desc()).limit(rules.LOST))
    if len(last) < rules.LOST or any(each.returned_at for each in last):
        return None
    if last[0].begun_at <= at - rules.OF_NOW:
        return None
    back = Canary.select().where(Canary.returned_at.is_null(False))
    last_back = back.order_by(Canary.id.desc()).get_or_none()
    first = Canary.select().where(Canary.id > (last_back.id if last_back else 0))
    began_at = first.order_by(Canary.id).get().begun_at
    return Loss(last_back.id if last_back else 0, began_at)


def told_of_loss() -> list[Person]:
    """Operators and heads of all offices, who can be mailed."""
    return list(
        Person.select()
        .join(Membership)
        .where(
            Membership.role.in_(literals({Role.OPERATOR, Role.HEAD})),
            Person.email.is_null(False),
            *active_membership(),
        )
        .order_by(Person.id)
        .distinct()
    )


def forgettable(at: dt.datetime) -> list[int]:
    """Ids of alerts of old canaries."""
    rows = Alert.select(Alert.id).where(
        Alert.kind == AlertKind.CANARY, Alert.raised_at <= at - rules.KEPT
    )
    return [row.id for row in rows.order_by(Alert.id).limit(AT_ONCE)]


def messages_of(alerts: list[int]) -> list[int]:
    rows: Any = Delivery.select(Delivery.message).where(
        Delivery.alert.in_(alerts), Delivery.message.is_null(False)
    )
    return [message_id for (message_id,) in rows.tuples()]
