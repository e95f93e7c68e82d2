"""What later slices do with an alert once it was answered; its moves are its own."""

import datetime as dt
from collections.abc import Iterable

from mori.core.db import writing

from ..alerts.models import Alert
from ..alerts.operations import tell
from ..alerts.queries import alert_by_id, excluded_from, people_by_id
from .queries import others_for


@writing()
def raise_news(alert: Alert) -> None:
    """Something is new of which officers have heard: what two were about to decide is void."""
    Alert.update(news=Alert.news + 1).where(Alert.id == alert.id).execute()


@writing()
def tell_of_task(
    alert: Alert, officer_ids: Iterable[int], at: dt.datetime, address: str, why: str
) -> None:
    """Tell these officers; whoever must not learn of the call is left out, whoever asks."""
    excluded = excluded_from(alert, at)
    ids = [each for each in dict.fromkeys(officer_ids) if each not in excluded]
    if not ids:
        return
    Alert.update(calls=Alert.calls + 1).where(Alert.id == alert.id).execute()
    called = alert_by_id(alert.id)
    for officer in people_by_id(ids):
        tell(called, officer, at, address, why)


@writing()
def tell_second(
    alert: Alert, officer_id: int, at: dt.datetime, address: str, why: str = "decide"
) -> None:
    """Tell another officer than the one who did something that waits for two, if there is one."""
    tell_of_task(alert, others_for(alert, officer_id, at)[:1], at, address, why)


@writing()
def look_after(alert: Alert, officer_id: int, at: dt.datetime) -> None:
    """Somebody else looks after a call from now on, and is reminded of it."""
    taken = Alert.update(acknowledged_by=officer_id, acknowledged_at=at)
    taken.where(Alert.id == alert.id).execute()
