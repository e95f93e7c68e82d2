"""Sending a canary, noting that it came back, and telling somebody that none does."""

import datetime as dt

from mori.accounts.people.operations import keep_robot
from mori.core.db import writing
from mori.core.states import try_move
from mori.notifications.letters import letter
from mori.notifications.operations import forget_messages, post_message

from ..alerts.models import Alert, AlertEvent, Delivery, Tap
from ..alerts.queries import alert_by_id
from ..alerts.rules import MOVES, ROBOT
from . import queries, rules
from .models import Canary
from .queries import Loss


@writing()
def send_canary(token: str, mail: str, at: dt.datetime) -> None:
    """Note that one is on its way to the robot, who has a mailbox and cannot sign in."""
    email = None if queries.is_taken(mail) else mail
    keep_robot(ROBOT, email, at)
    Canary.create(token=token, begun_at=at)


@writing()
def note_return(canary_id: int, alert_id: int, at: dt.datetime) -> None:
    """A mail server has taken the robot's mail."""
    Canary.update(returned_at=at).where(Canary.id == canary_id).execute()
    end_canary(alert_id, at)


@writing()
def end_canary(alert_id: int, at: dt.datetime) -> None:
    """Nobody is called for it any more."""
    alert = alert_by_id(alert_id)
    if try_move(alert, MOVES, "end", from_any=True):
        AlertEvent.create(alert=alert, verb="end", at=at)


@writing()
def tell_of_loss(loss: Loss, address: str, at: dt.datetime) -> None:
    """Write to operators and heads, once until one comes back."""
    for person in queries.told_of_loss():
        since = f"{loss.since:%Y-%m-%d %H.%M} UTC"
        text = letter("safeguarding/canary", person.locale, since=since, url=address)
        subject, body = text
        token = f"canary {loss.last_back} {loss.since:%Y%m%d%H%M} {person.key}"
        post_message(token, str(person.email), subject, body, at)


@writing()
def forget_canaries(at: dt.datetime) -> int:
    """Throw old ones away: how many."""
    alerts = queries.forgettable(at)
    messages = queries.messages_of(alerts)
    Delivery.delete().where(Delivery.alert.in_(alerts)).execute()
    AlertEvent.delete().where(AlertEvent.alert.in_(alerts)).execute()
    Tap.delete().where(Tap.alert.in_(alerts)).execute()
    Alert.delete().where(Alert.id.in_(alerts)).execute()
    forget_messages(messages)
    Canary.delete().where(Canary.begun_at <= at - rules.KEPT).execute()
    return len(alerts)
