"""What later slices do with an alert once it was answered; its moves are its own."""

import datetime as dt

from mori.accounts.models import Person
from mori.core.db import writing

from ..alerts.models import Alert, AlertEvent
from ..alerts.operations import tell
from ..alerts.queries import alert_by_id, next_look
from ..audit.operations import record


@writing()
def note_event(alert: Alert, verb: str, officer_id: int | None, at: dt.datetime) -> None:
    """Add what happened to an alert; what an officer did is a record of the chain too."""
    AlertEvent.create(alert=alert, verb=verb, actor=officer_id, at=at)
    if officer_id:
        record(verb, alert.key, officer_id, at)


@writing()
def ask_officer(
    alert: Alert, officer: Person, at: dt.datetime, address: str, why: str = "decide"
) -> None:
    """Tell one officer that something waits for them, as of a call."""
    Alert.update(calls=Alert.calls + 1).where(Alert.id == alert.id).execute()
    tell(alert_by_id(alert.id), officer, at, address, why)


@writing()
def renew_due(alert: Alert, at: dt.datetime) -> None:
    """Tasks about a call have changed: whoever looks after it is reminded when they are due."""
    now = alert_by_id(alert.id)
    if now.state.is_held:
        Alert.update(due_at=next_look(now, at)).where(
            Alert.id == now.id, Alert.state == now.state
        ).execute()


@writing()
def look_after(alert: Alert, officer_id: int, at: dt.datetime) -> None:
    """Somebody else looks after a call from now on, and is reminded of it."""
    taken = Alert.update(acknowledged_by=officer_id, acknowledged_at=at)
    taken.where(Alert.id == alert.id).execute()
